import { setImmediate } from 'node:timers/promises';
import type { StreamName } from '@casebook/event-store';
import type { Query } from './database';
import { decoded, encoded } from './encoded';
import { Stopped } from './failure';
import { foldOne } from './fold';
import { inOrderOfKey, keyIn } from './key';
import type { Page, StreamEvents } from './page';
import type { Projection, Row } from './projection';
import { list } from './sql/quoted';
import type { Statements } from './sql/statements';
import type { Table } from './sql/table';

export interface PreparedTable extends Table {
  readonly statements: Statements;
}

/** Events that a projection of one row a stream met before there was a row: they did nothing. */
export interface Unmatched {
  readonly projection: string;
  readonly events: number;
  /** Some of the streams. */
  readonly streams: ReadonlyArray<StreamName>;
}

interface Task {
  readonly table: PreparedTable;
  readonly streams: ReadonlyArray<StreamEvents>;
  readonly kept: ReadonlyMap<string, ReadonlyArray<Row>>;
}

/** What folding a page leaves to be written into one table. */
interface Changes {
  readonly cleared: ReadonlyArray<StreamEvents>;
  readonly written: ReadonlyArray<{ readonly tenant: string; readonly stream: string; readonly row: Row }>;
  readonly unmatched: Unmatched;
}

/** Folds a page into tables, within the caller's transaction: two round trips a table at most, whatever the page holds. */
export const writePage = async (
  query: Query,
  tables: ReadonlyArray<PreparedTable>,
  page: Page,
): Promise<ReadonlyArray<Unmatched>> => {
  const tasks: Task[] = [];
  for (const table of tables) {
    const streams = page.streams.filter(({ types }) => handles(table.projection, types));
    if (streams.length > 0) tasks.push({ table, streams, kept: await load(query, table, streams) });
  }
  const unmatched: Unmatched[] = [];
  let writing = Promise.resolve();
  for (const task of tasks) {
    const changes = foldStreams(task); // while the database is busy with the table before
    const parameters = parametersOf(task.table.projection, changes);
    await writing;
    writing = write(query, task.table, changes, parameters);
    writing.catch(() => undefined); // awaited in the next round, unless folding throws first
    unmatched.push(changes.unmatched);
    await setImmediate(); // lets the statement leave
  }
  await writing;
  return unmatched.filter(({ events }) => events > 0);
};

const handles = ({ on }: Projection, types: ReadonlySet<string>): boolean => {
  for (const type of types) if (on[type] !== undefined) return true;
  return false;
};

const streamsOf = (streams: ReadonlyArray<{ readonly tenant: string; readonly stream: string }>) => [
  list(streams.map(({ tenant }) => tenant)),
  list(streams.map(({ stream }) => stream)),
];

const load = async (
  query: Query,
  table: PreparedTable,
  streams: ReadonlyArray<StreamEvents>,
): Promise<Task['kept']> => {
  const wanted = streams.filter(({ anew, begins }) => !anew && !begins);
  const kept = new Map<string, Row[]>();
  if (wanted.length === 0) return kept;
  for (const columns of await query(table.statements.load, streamsOf(wanted))) {
    const stream = columns['stream'] ?? '';
    const row = decoded(table.projection, columns);
    const rows = kept.get(stream);
    if (rows === undefined) kept.set(stream, [row]);
    else rows.push(row);
  }
  for (const [stream, rows] of kept) kept.set(stream, [...inOrderOfKey(table.projection, rows)]);
  return kept;
};

const foldStreams = ({ table: { projection }, streams, kept }: Task): Changes => {
  const cleared: StreamEvents[] = [];
  const written: { tenant: string; stream: string; row: Row }[] = [];
  const lost: StreamName[] = [];
  let events = 0;
  for (const found of streams) {
    const { tenant, stream } = found;
    const before = kept.get(stream) ?? [];
    let rows: ReadonlyArray<Row> = before;
    for (const recorded of found.events) {
      const folded = foldedBy(projection, rows, recorded);
      if (folded.length === 0 && projection.key.length === 0 && projection.on[recorded.type] !== undefined) {
        events += 1;
        if (lost.length < 20 && lost[lost.length - 1] !== stream) lost.push(stream);
      }
      rows = folded;
    }
    const clear = found.anew ? !found.begins : loses(projection, before, rows);
    if (clear) cleared.push(found);
    for (const row of rows) if (clear || !before.includes(row)) written.push({ tenant, stream, row });
  }
  return { cleared, written, unmatched: { projection: projection.name, events, streams: lost } };
};

const foldedBy: typeof foldOne = (projection, rows, recorded) => {
  try {
    return foldOne(projection, rows, recorded);
  } catch (error) {
    throw failed(projection, recorded.stream, recorded.revision, error);
  }
};

const failed = (projection: Projection, stream: string, revision: number | null, error: unknown): Stopped => {
  const message = error instanceof Error ? error.message : String(error);
  return new Stopped({ type: 'ProjectionFailed', projection: projection.name, stream, revision, message }, error);
};

/** True where a row went or changed its key: its table has a row that none of the new ones will replace. */
const loses = (projection: Projection, before: ReadonlyArray<Row>, after: ReadonlyArray<Row>): boolean => {
  if (before.every((row, index) => after[index] === row)) return false;
  const key = (row: Row): string => JSON.stringify(keyIn(projection, row));
  const keys = new Set(after.map(key));
  return before.some((row) => !keys.has(key(row)));
};

const parametersOf = (projection: Projection, { written }: Changes): ReadonlyArray<string> => {
  const columns: (string | null)[][] = Object.keys(projection.columns).map(() => []);
  for (const { stream, row } of written) {
    try {
      encoded(projection, row).forEach((value, index) => columns[index]?.push(value));
    } catch (error) {
      throw failed(projection, stream, null, error);
    }
  }
  return [...streamsOf(written), ...columns.map(list)];
};

const write = async (
  query: Query,
  { statements }: PreparedTable,
  { cleared, written }: Changes,
  parameters: ReadonlyArray<string>,
): Promise<void> => {
  if (cleared.length > 0) await query(statements.clear, streamsOf(cleared));
  if (written.length > 0) await query(statements.write, parameters);
};
