import { setImmediate } from 'node:timers/promises';
import { shareOf, type StreamName } from '@casebook/event-store';
import type { Query } from './database';
import { encoded } from './encoded';
import { foldOn, foldWhole, type Failure } from './fold-stream';
import { inOrderOfKey, keyIn } from './key';
import type { Page, StreamEvents } from './page';
import type { Parking } from './parked';
import type { Projection, Row } from './projection';
import { shares } from './shares';
import { list } from './sql/quoted';
import type { PreparedTable } from './sql/statements';
import { storedRows } from './stored-rows';

/** A table that takes part in a page. */
export interface Taking {
  readonly table: PreparedTable;
  /** Only streams of these shares; all by default. */
  readonly shares?: ReadonlySet<number>;
  readonly parking: Parking;
  /** False where no stream of it waits, so that nobody needs to look. */
  readonly hasParked: boolean;
}

/** Events that a projection of one row a stream met before there was a row: they did nothing. */
export interface Unmatched {
  readonly projection: string;
  readonly events: number;
  /** Some of the streams. */
  readonly streams: ReadonlyArray<StreamName>;
}

/** A stream that a read model could fold no further. */
export interface Parked {
  readonly projection: string;
  readonly stream: StreamName;
  /** Of the event that could not be folded. */
  readonly revision: number;
  readonly message: string;
}

/** What is to be told of a page that was written. */
export interface Written {
  readonly unmatched: ReadonlyArray<Unmatched>;
  readonly parked: ReadonlyArray<Parked>;
}

interface Task extends Taking {
  readonly streams: ReadonlyArray<StreamEvents>;
  readonly kept: ReadonlyMap<string, ReadonlyArray<Row>>;
}

/** What folding a page leaves to be written into one table. */
interface Changes {
  readonly cleared: ReadonlyArray<StreamEvents>;
  readonly tenants: ReadonlyArray<string>;
  readonly streams: ReadonlyArray<string>;
  readonly columns: ReadonlyArray<ReadonlyArray<string | null>>;
  readonly unmatched: Unmatched;
  readonly failed: ReadonlyArray<StreamEvents & { readonly failure: Failure }>;
  /** Streams that waited and need not any more. */
  readonly mended: ReadonlyArray<StreamEvents>;
}

/** Folds a page into tables, within the caller's transaction: two round trips a table at most, whatever the page holds. */
export const writePage = async (query: Query, takers: ReadonlyArray<Taking>, page: Page): Promise<Written> => {
  const tasks: Task[] = [];
  for (const taker of takers) {
    const concerned = page.streams.filter(({ types, stream }) => handles(taker, types, stream));
    const waiting = taker.hasParked ? await taker.parking.among(concerned) : none;
    // What waits goes on waiting, unless all of it reads otherwise now.
    const streams = concerned.filter(({ stream, readsOtherwise }) => readsOtherwise || !waiting.has(stream));
    if (streams.length > 0) tasks.push({ ...taker, streams, kept: await load(query, taker.table, streams) });
  }
  const all: Changes[] = [];
  let writing = Promise.resolve();
  for (const task of tasks) {
    const changes = foldStreams(task); // while the database is busy with the table before
    const parameters = [list(changes.tenants), list(changes.streams), ...changes.columns.map(list)];
    await writing;
    writing = write(query, task, changes, parameters);
    writing.catch(() => undefined); // awaited in the next round, unless folding throws first
    all.push(changes);
    await setImmediate(); // lets the statement leave
  }
  await writing;
  return {
    unmatched: all.flatMap(({ unmatched }) => (unmatched.events > 0 ? [unmatched] : [])),
    parked: all.flatMap(({ unmatched: { projection }, failed }) =>
      failed.map(({ stream, failure: { entry, message } }) => ({
        projection,
        stream,
        revision: entry.revision,
        message,
      })),
    ),
  };
};

const none: ReadonlySet<string> = new Set();

const handles = ({ table, shares: own }: Taking, types: ReadonlySet<string>, stream: StreamName): boolean => {
  if (own !== undefined && !own.has(shareOf(stream, shares))) return false;
  for (const type of types) if (table.projection.on[type] !== undefined) return true;
  return false;
};

const streamsOf = (streams: ReadonlyArray<{ readonly tenant: string; readonly stream: string }>) => [
  list(streams.map(({ tenant }) => tenant)),
  list(streams.map(({ stream }) => stream)),
];

/** Only where there are rows that are not made anew. */
const load = async (
  query: Query,
  table: PreparedTable,
  streams: ReadonlyArray<StreamEvents>,
): Promise<Task['kept']> => {
  const stored = await storedRows(
    query,
    table,
    streams.filter(({ anew, begins }) => !anew && !begins),
  );
  return new Map([...stored].map(([stream, rows]) => [stream, inOrderOfKey(table.projection, rows)]));
};

const sample = 20;

const foldStreams = ({ table: { projection }, streams, kept, hasParked }: Task): Changes => {
  const cleared: StreamEvents[] = [];
  const failed: (StreamEvents & { readonly failure: Failure })[] = [];
  const mended: StreamEvents[] = [];
  const tenants: string[] = [];
  const names: string[] = [];
  const columns: (string | null)[][] = Object.keys(projection.columns).map(() => []);
  const lost: StreamName[] = [];
  let events = 0;
  for (const found of streams) {
    const before = kept.get(found.stream) ?? [];
    const { rows, values, unmatched, failure } = found.anew
      ? foldWhole(projection, found.events)
      : foldOn(projection, before, found.events);
    events += unmatched;
    if (unmatched > 0 && lost.length < sample) lost.push(found.stream);
    if (failure !== null) failed.push({ ...found, failure });
    else if (hasParked && found.readsOtherwise) mended.push(found);
    const loses = !found.anew && losesRow(projection, before, rows);
    if (loses || (found.anew && !found.begins)) cleared.push(found);
    for (const row of loses ? rows.map((one) => encoded(projection, one)) : values) {
      tenants.push(found.tenant);
      names.push(found.stream);
      for (const [index, value] of row.entries()) columns[index]?.push(value);
    }
  }
  const unmatched = { projection: projection.name, events, streams: lost };
  return { cleared, failed, mended, tenants, streams: names, columns, unmatched };
};

/** True where a row went or changed its key: its table has a row that none of the new ones will replace. */
const losesRow = (projection: Projection, before: ReadonlyArray<Row>, after: ReadonlyArray<Row>): boolean => {
  if (before.every((row, index) => after[index] === row)) return false;
  const key = (row: Row): string => JSON.stringify(keyIn(projection, row));
  const keys = new Set(after.map(key));
  return before.some((row) => !keys.has(key(row)));
};

const write = async (
  query: Query,
  { table: { statements }, parking }: Taking,
  { cleared, tenants, failed, mended }: Changes,
  parameters: ReadonlyArray<string>,
): Promise<void> => {
  if (cleared.length > 0) await query(statements.clear, streamsOf(cleared));
  if (tenants.length > 0) await query(statements.write, parameters);
  if (failed.length > 0) await parking.park(failed);
  if (mended.length > 0) await parking.release(mended);
};
