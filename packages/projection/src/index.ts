export type { Folded, Progress } from './advance';
export type { AsOf } from './as-of';
export type { Checked } from './check';
export { count, flag, instant, json, memo, millis, optional, personal, text, type Column } from './column';
export type {
  BuildDamaged,
  NotYetReadable,
  OldRowsHeld,
  PreviousMissing,
  ProjectionChanged,
  ProjectionMissing,
  ProjectionSuperseded,
  ReadModelFailure,
  ReadModelsHeld,
  RowsAndHashes,
  ViewInUse,
} from './failure';
export { fold, inTime } from './fold';
export type { Following } from './follow';
export type { Drift } from './drift';
export { inMemory, within, type Cut } from './in-memory';
export {
  rowOf,
  rowsOf,
  type Columns,
  type Index,
  type Projection,
  type Row,
  type RowOf,
  type TablesOf,
  type Typed,
  type ViewOf,
} from './projection';
export type { ReadableLog } from './source';
export { copyOf } from './sql/copy-of';
export { openReadModels, type CheckOptions, type ReadModels, type ReadModelsOptions } from './read-models';
export type { ParkedStream } from './parked';
export type { Replayed } from './replay-parked';
export type { Sample } from './sampled';
export type { Snapshot } from './take-snapshot';
export type { HeldShares, ReadModelsStatus, TableStatus } from './status';
export type { Parked, Unmatched } from './write-page';
export type { Recorded } from '@casebook/event-store';
