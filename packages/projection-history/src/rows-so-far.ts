import type { CaseEvent } from '@casebook/domain';
import type { Recorded } from '@casebook/projection';

/** Where an imported event comes from; null for our own. */
export type Source = Recorded<CaseEvent>['source'];

/** A row of a source that tells of a case, and what the source calls what happened. */
export interface TellingRow {
  readonly system: string;
  readonly label: string;
}

/** Which rows have told of a case, as far as it matters to what the next one says. */
export interface RowsSoFar {
  readonly latest: { readonly key: string; readonly row: TellingRow } | null;
  readonly before: ReadonlyArray<TellingRow>;
}

export const unseen: RowsSoFar = { latest: null, before: [] };

export const rowsTold = (rows: RowsSoFar, source: Source): RowsSoFar => {
  if (source === null || source.activity === null) return rows;
  const key = `${source.system} ${source.file} ${source.row}`;
  if (key === rows.latest?.key) return rows;
  const before = rows.latest === null ? rows.before : [...rows.before, rows.latest.row];
  return { latest: { key, row: { system: source.system, label: source.activity } }, before };
};

/** The rows before the one that an event comes from. */
export const rowsBefore = (rows: RowsSoFar, source: Source): ReadonlyArray<TellingRow> => rowsTold(rows, source).before;
