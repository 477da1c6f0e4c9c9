import type { CaseEvent } from '@casebook/domain';
import type { Recorded } from '@casebook/projection';

type Source = Recorded<CaseEvent>['source'];

/** Which rows of a source have told of a case, as far as it matters to what the next one says. */
export interface RowsSoFar {
  readonly latest: { readonly row: string; readonly label: string } | null;
  /** Labels of the rows before the latest. */
  readonly before: ReadonlyArray<string>;
}

export const unseen: RowsSoFar = { latest: null, before: [] };

const rowOf = (source: NonNullable<Source>): string => `${source.system} ${source.file} ${source.row}`;

export const rowsTold = (rows: RowsSoFar, source: Source): RowsSoFar => {
  if (source === null || source.activity === null) return rows;
  const row = rowOf(source);
  if (row === rows.latest?.row) return rows;
  const before = rows.latest === null ? rows.before : [...rows.before, rows.latest.label];
  return { latest: { row, label: source.activity }, before };
};

/** The labels of the rows before the one that an event comes from. */
export const labelsBefore = (rows: RowsSoFar, source: Source): ReadonlyArray<string> => rowsTold(rows, source).before;
