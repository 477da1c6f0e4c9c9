import type { Json } from '@casebook/vocabulary';
import type { Sheet } from '../present/csv';

/** Records as a sheet of these columns. */
export const sheetOf = <K extends string>(
  records: ReadonlyArray<{ readonly [column in K]: Json }>,
  columns: ReadonlyArray<K>,
): Sheet => ({ columns, rows: records.map((record) => columns.map((column) => record[column])) });
