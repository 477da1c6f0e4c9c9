export { count, flag, instant, json, memo, millis, optional, personal, text, type Column } from './column';
export { fold, inTime } from './fold';
export { rowOf, rowsOf, type Columns, type Index, type Projection, type Row, type RowOf, type Typed, type ViewOf } from './projection';
export type { Recorded } from '@casebook/event-store';
