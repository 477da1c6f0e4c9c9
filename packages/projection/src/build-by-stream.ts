import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import { streamParts, type StreamName } from '@casebook/event-store';
import { add, type Context, type Folded, type Progress } from './advance';
import { claimPart, movePart, readParts, releasePart, type Part, type Sum } from './build-parts';
import type { Target } from './builds';
import { buildsOf } from './catch-up';
import type { Holder } from './checkpoints';
import { isPassing, queryOn, transacted } from './database';
import { orStop } from './failure';
import type { Entry } from './fold';
import { foldWhole, type Failure } from './fold-stream';
import { gathering, type Gathering } from './insert-rows';
import { paceOf } from './pace';
import { entryOf, typesOf } from './page';
import { parkingOf } from './parked';
import { addingOf } from './row-hash';
import { readingAhead, streamsInOrder, type StreamBatch } from './streams-in-order';

const lanes = 2; // while the database writes for one, another is folded
let begun = 0;

/**
 * Folds the log into tables that have no rows and no keys yet: in order of stream, each stream once and whole, up to the position
 * that was fixed when they were begun. Several processes may do so at once: each range of streams is one's alone. What is held in
 * memory is a few pages, and of a stream that is longer all of it.
 */
export const buildByStream = async (
  context: Context,
  targets: ReadonlyArray<Target>,
  before: Folded,
  onProgress: (progress: Progress) => void,
): Promise<Folded> => {
  let folded = before;
  let failed = false;
  const tell = (brought: Brought): void => {
    folded = add(folded, brought, brought);
    onProgress({ events: folded.events, position: brought.position });
  };
  const lane = async (): Promise<void> => {
    try {
      await buildParts(context, targets, tell, () => !failed);
    } catch (error) {
      failed = true; // no other lane needs to go on
      throw error;
    }
  };
  // Who is alone with the database has one connection.
  const all = await Promise.allSettled(Array.from({ length: context.holder.alone === null ? lanes : 1 }, lane));
  for (const one of all) if (one.status === 'rejected') throw one.reason;
  return folded;
};

const looking = 50; // milliseconds

const buildParts = async (
  context: Context,
  targets: ReadonlyArray<Target>,
  tell: (brought: Brought) => void,
  goesOn: () => boolean,
): Promise<void> => {
  const { db, schema, holder } = context;
  const query = queryOn(db);
  begun += 1;
  const builder = { ...holder, name: `${holder.name} ${begun}` }; // lanes keep one another out too
  while (goesOn()) {
    const claimed = await claimPart(query, schema, builder, buildsOf(targets));
    const [first] = claimed;
    if (first === undefined) {
      const standing = await readParts(query, schema, buildsOf(targets));
      if ([...standing.values()].every(({ open }) => open === 0)) return;
      await pause(looking); // somebody else is about the last ones
      continue;
    }
    const parts = claimed.filter(({ reached }) => reached === first.reached); // others were moved in that moment
    try {
      const own = targets.filter(({ build }) => parts.some((part) => part.build === build));
      await buildPart(context, builder, own, parts, first, tell, goesOn);
    } finally {
      await releasePart(query, schema, builder, claimed);
    }
  }
};

interface StreamEntries {
  readonly tenant: string;
  readonly stream: StreamName;
  readonly entries: ReadonlyArray<Entry>;
}

/** What a page has brought, as it is told of pages in order of position. */
type Brought = Parameters<typeof add>[1] & Parameters<typeof add>[2];

const lastRevision = 2_147_483_647; // as an integer of the database; no stream is so long

const buildPart = async (
  context: Context,
  builder: Holder,
  targets: ReadonlyArray<Target>,
  parts: ReadonlyArray<Part>,
  { first, before, upTo, reached }: Part,
  tell: (brought: Brought) => void,
  goesOn: () => boolean,
): Promise<void> => {
  const { source } = context;
  const { log } = source;
  if (log.readByStream === undefined)
    throw new TypeError('tables were begun in an order of streams that this log does not have');
  const readByStream = log.readByStream;
  const pace = paceOf(source.pageSize);
  const types = typesOf(targets.map(({ table }) => table.projection));
  const read = (after: { readonly stream: StreamName; readonly revision: number } | undefined) =>
    orStop(
      readByStream({
        upTo,
        limit: pace.limit(),
        filter: { types },
        ...(before === null ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      }),
    );
  const begin =
    reached === null
      ? first === null
        ? undefined
        : { stream: first, revision: -1 }
      : { stream: reached, revision: lastRevision };
  let writing: Promise<boolean> = Promise.resolve(true);
  try {
    // Read on while a page is folded, and written.
    for await (const page of readingAhead(streamsInOrder((last) => read(last ?? begin)))) {
      const { streams, end } = page;
      const folded = await foldAll(context, targets, streams);
      if (!(await writing)) return;
      if (streams.size > 0 || end) {
        const began = performance.now();
        const done = { reached: [...streams.keys()].pop() ?? null, done: end };
        writing = write(context, builder, targets, parts, folded, done).then((isWritten) => {
          if (!isWritten) return false;
          pace.took(page, performance.now() - began);
          tell(broughtBy(targets, streams, folded, upTo));
          return true;
        });
        writing.catch(() => undefined); // awaited in the next round
      }
      if (!goesOn()) break;
    }
    await writing;
  } finally {
    await Promise.allSettled([writing]);
  }
};

/** What a page leaves to be written into one table. */
interface Rows extends Sum {
  readonly write: Gathering['write'];
  readonly unmatched: { readonly events: number; readonly streams: ReadonlyArray<StreamName> };
  readonly failed: ReadonlyArray<StreamEntries & { readonly failure: Failure }>;
}

const sample = 20;
const atOnce = 25; // streams, so that what is read and written meanwhile does not have to wait

const foldAll = async (
  { source, copies }: Pick<Context, 'source' | 'copies'>,
  targets: ReadonlyArray<Target>,
  streams: StreamBatch,
): Promise<ReadonlyArray<Rows>> => {
  const folds = targets.map((target) => folding(target, copies));
  let found = 0;
  for (const [stream, stored] of streams) {
    const { tenant } = streamParts(stream);
    const entries = stored.map((event) => entryOf(source, event));
    for (const one of folds) one.fold({ tenant, stream, entries });
    found += 1;
    if (found % atOnce === 0) await setImmediate();
  }
  return folds.map(({ rows }) => rows());
};

/** Folds stream after stream into what is to be written. */
const folding = ({ table }: Target, copies: boolean) => {
  const { projection } = table;
  const adding = addingOf(projection);
  const gathered = gathering(table, copies);
  const failed: (StreamEntries & { readonly failure: Failure })[] = [];
  const lost: StreamName[] = [];
  let events = 0;
  const fold = (found: StreamEntries): void => {
    if (!found.entries.some(({ type }) => projection.on[type] !== undefined)) return;
    const { values, unmatched, failure } = foldWhole(projection, found.entries);
    events += unmatched;
    if (unmatched > 0 && lost.length < sample) lost.push(found.stream);
    if (failure !== null) failed.push({ ...found, failure });
    for (const row of values) {
      gathered.add(found.tenant, found.stream, row);
      adding.row(found.tenant, found.stream, row);
    }
  };
  const rows = (): Rows => ({
    write: gathered.write,
    failed,
    unmatched: { events, streams: lost },
    rows: gathered.rows(),
    hashes: adding.sum(),
  });
  return { fold, rows };
};

const broughtBy = (
  targets: ReadonlyArray<Target>,
  streams: StreamBatch,
  folded: ReadonlyArray<Rows>,
  position: number,
): Brought => {
  const named = folded.map((rows, index) => ({ ...rows, projection: targets[index]?.table.projection.name ?? '' }));
  return {
    streams: [],
    events: [...streams.values()].reduce((sum, { length }) => sum + length, 0),
    size: 0,
    position,
    end: false,
    headless: [],
    unmatched: named.flatMap(({ projection, unmatched }) =>
      unmatched.events > 0 ? [{ projection, ...unmatched }] : [],
    ),
    parked: named.flatMap(({ projection, failed }) =>
      failed.map(({ stream, failure: { entry, message } }) => ({
        projection,
        stream,
        revision: entry.revision,
        message,
      })),
    ),
  };
};

const settings = `select set_config('synchronous_commit', 'off', true),
  set_config('idle_in_transaction_session_timeout', $1, true)`;

/** Rows, and how far the parts are, in one transaction; false where somebody else has the parts now, or the tables are gone. */
const write = async (
  { db, schema }: Pick<Context, 'db' | 'schema'>,
  builder: Holder,
  targets: ReadonlyArray<Target>,
  parts: ReadonlyArray<Part>,
  folded: ReadonlyArray<Rows>,
  to: { readonly reached: StreamName | null; readonly done: boolean },
): Promise<boolean> => {
  const lost = new Error('the parts have moved');
  const sums = parts.map(
    ({ build }) => folded[targets.findIndex((one) => one.build === build)] ?? { rows: 0, hashes: 0n },
  );
  try {
    await transacted(db, async (query) => {
      await query(settings, [`${Math.max(Math.floor(builder.lease / 2), 100)}ms`]);
      if ((await movePart(query, schema, builder, parts, { ...to, sums })) !== parts.length) throw lost;
      for (const [index, { build }] of targets.entries()) {
        const rows = folded[index];
        if (rows === undefined) continue;
        await rows.write(query);
        if (rows.failed.length > 0) await parkingOf(query, schema, build).park(rows.failed);
      }
    });
    return true;
  } catch (error) {
    if (error === lost || isPassing(error)) return false; // rolled back: the same as if another had been first
    throw error;
  }
};
