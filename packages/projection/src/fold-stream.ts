import { encoded } from './encoded';
import { foldEntry, inTime, type Entry } from './fold';
import type { Draft, Projection, Row } from './projection';

/** The first event of a stream with which it can be folded no further. */
export interface Failure {
  readonly entry: Entry;
  readonly message: string;
}

export interface FoldedStream {
  readonly rows: ReadonlyArray<Row>;
  /** As the columns hold them, row by row; those that are the same objects as before are left out. */
  readonly values: ReadonlyArray<ReadonlyArray<string | null>>;
  readonly written: ReadonlyArray<Row>;
  /** How many events a projection of one row a stream met before there was a row. */
  readonly unmatched: number;
  /** The rows are what the events before it make. */
  readonly failure: Failure | null;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

interface Rows {
  readonly rows: ReadonlyArray<Row>;
  readonly unmatched: number;
}

const folded = (projection: Projection, before: ReadonlyArray<Row>, entries: ReadonlyArray<Entry>): Rows => {
  const draft: Draft = { row: null };
  let rows = before;
  let unmatched = 0;
  for (const entry of entries) {
    rows = foldEntry(projection, rows, entry, draft);
    if (rows.length === 0 && projection.key.length === 0 && projection.on[entry.type] !== undefined) unmatched += 1;
  }
  return { rows, unmatched };
};

const finished = (
  projection: Projection,
  before: ReadonlyArray<Row>,
  { rows, unmatched }: Rows,
  failure: Failure | null,
): FoldedStream => {
  const written = rows.filter((row) => !before.includes(row));
  return { rows, written, values: written.map((row) => encoded(projection, row)), unmatched, failure };
};

/** Folds what comes next in a stream into its rows: events in the order in which they happened, none of them late. */
export const foldOn = (
  projection: Projection,
  before: ReadonlyArray<Row>,
  entries: ReadonlyArray<Entry>,
): FoldedStream => {
  try {
    return finished(projection, before, folded(projection, before, entries), null);
  } catch {
    return asFarAsItGoes(projection, before, entries);
  }
};

/** Folds a stream from its beginning, whatever the order in which its events are given. */
export const foldWhole = (projection: Projection, entries: ReadonlyArray<Entry>): FoldedStream => {
  const isInTime = entries.every((entry, index) => index === 0 || inTime(entries[index - 1] ?? entry, entry) < 0);
  try {
    return finished(projection, [], folded(projection, [], isInTime ? entries : [...entries].sort(inTime)), null);
  } catch {
    return asFarAsItGoes(
      projection,
      [],
      [...entries].sort((a, b) => a.revision - b.revision),
    );
  }
};

/**
 * The longest beginning of a stream, in the order of revisions, that can be folded and written. So it is the same whether the stream
 * came in one page or in many.
 */
const asFarAsItGoes = (
  projection: Projection,
  before: ReadonlyArray<Row>,
  entries: ReadonlyArray<Entry>,
): FoldedStream => {
  let reached: Rows = { rows: before, unmatched: 0 };
  let latest = '';
  for (const [index, entry] of entries.entries()) {
    try {
      const isLate = entry.occurredAt < latest;
      const next = isLate
        ? folded(projection, [], entries.slice(0, index + 1).sort(inTime))
        : folded(projection, reached.rows, [entry]);
      for (const row of next.rows) if (!reached.rows.includes(row)) encoded(projection, row);
      reached = { rows: next.rows, unmatched: next.unmatched + (isLate ? 0 : reached.unmatched) };
      latest = isLate ? latest : entry.occurredAt;
    } catch (error) {
      return finished(projection, before, reached, { entry, message: messageOf(error) });
    }
  }
  return finished(projection, before, reached, null);
};
