import { shareOf, StreamName, streamParts, type StoredEvent } from '@casebook/event-store';
import { literal } from '@casebook/vocabulary';
import type { Context, Progress } from './advance';
import { headOf } from './ahead';
import { liveTargets, readBuilds, type Target } from './builds';
import { catchUp, namesOf } from './catch-up';
import { lockCheckpoints } from './checkpoints';
import { queryOn, transacted } from './database';
import { driftsOf, type Drift } from './drift';
import { orStop } from './failure';
import { foldWhole } from './fold-stream';
import { entryOf } from './page';
import type { ReadableLog } from './source';
import { readParked } from './parked';
import type { Projection } from './projection';
import { sampled, type Sample } from './sampled';
import { shares } from './shares';
import { countRows, storedRows, storedStreams, type StoredRows } from './stored-rows';
import { streamBatches } from './stream-batches';
import type { StreamBatch } from './streams-in-order';
import { wholeStreams } from './whole-streams';

/** What was folded again and compared. */
export interface Checked {
  /** All up to here was in the tables. */
  readonly position: number;
  readonly streams: number;
  readonly events: number;
  /** Streams that a read model cannot fold, see `status`: they were left out. */
  readonly parked: number;
  /** Of each read model a thousand at most. */
  readonly drifts: ReadonlyArray<Drift>;
}

const most = 1_000; // drifts of a read model

/**
 * Folds streams again from the log and compares with the rows that are stored, value by value, while all goes on. All streams, and
 * then also rows of streams that are not in the log; or a sample.
 */
export const check = async (
  context: Context,
  projections: ReadonlyArray<Projection>,
  sample: Sample | null,
  onProgress: (progress: Progress) => void,
): Promise<Checked> => {
  const { log } = context.source;
  const { position } = await catchUp(context, projections, await headOf(context), () => undefined);
  const drifts = new Map<string, Drift[]>();
  const rows = new Map<string, number>();
  const waiting = new Set<string>();
  let [streams, events] = [0, 0];
  const take = (found: ReadonlyArray<Compared>): void => {
    for (const { projection, drifts: more, parked, rows: seen } of found) {
      rows.set(projection, (rows.get(projection) ?? 0) + seen);
      drifts.set(projection, [...(drifts.get(projection) ?? []), ...more].slice(0, most));
      for (const stream of parked) waiting.add(stream);
    }
  };
  for await (const batch of sample === null ? streamBatches(log, { upTo: position }) : sampled(log, position, sample)) {
    take(await compared(context, projections, batch, position));
    streams += batch.size;
    for (const all of batch.values()) events += all.length;
    onProgress({ events, position: Math.min(position, events) });
  }
  if (sample === null)
    for (const projection of projections) take(await surplus(context, projection, rows.get(projection.name) ?? 0));
  return {
    position,
    streams,
    events,
    parked: waiting.size,
    drifts: projections.flatMap(({ name }) => drifts.get(name) ?? []),
  };
};

interface Compared {
  readonly projection: string;
  readonly rows: number;
  readonly drifts: ReadonlyArray<Drift>;
  /** Streams that wait, and were not compared. */
  readonly parked: ReadonlyArray<string>;
}

interface Stored {
  readonly target: Target;
  readonly rows: StoredRows;
  readonly parked: ReadonlySet<string>;
  /** By share. */
  readonly positions: ReadonlyMap<number, number>;
}

/** The rows first, with the positions at which they stand; then what the log has up to there, which does not change any more. */
const compared = async (
  context: Context,
  projections: ReadonlyArray<Projection>,
  streams: StreamBatch,
  read: number,
): Promise<ReadonlyArray<Compared>> => {
  const stored = await standing(context, projections, [...streams.keys()]);
  const reached = stored.flatMap(({ positions }) => [...positions.values()]);
  const beyond = await tail(context.source.log, read, Math.max(read, ...reached), streams);
  return stored.map(({ target: { table }, rows, parked, positions }) => {
    const { projection } = table;
    const drifts = [...streams].flatMap(([stream, events]) => {
      if (parked.has(stream)) return [];
      const upTo = positions.get(shareOf(stream, shares)) ?? 0;
      const folded = [...events, ...(beyond.get(stream) ?? [])]
        .filter(({ position, type }) => position <= upTo && projection.on[type] !== undefined)
        .map((event) => entryOf(context.source, event));
      const { tenant } = streamParts(stream);
      return driftsOf(table, { tenant, stream }, rows.get(stream) ?? [], foldWhole(projection, folded).rows);
    });
    const seen = [...rows.values()].reduce((sum, all) => sum + all.length, 0);
    return {
      projection: projection.name,
      rows: seen,
      drifts,
      parked: [...streams.keys()].filter((stream) => parked.has(stream)),
    };
  });
};

const named = (stream: StreamName) => ({ tenant: streamParts(stream).tenant, stream });

const standing = (
  { db, schema }: Context,
  projections: ReadonlyArray<Projection>,
  streams: ReadonlyArray<StreamName>,
): Promise<ReadonlyArray<Stored>> =>
  transacted(db, async (query) => {
    const targets = liveTargets(schema, projections, await readBuilds(query, schema, namesOf(projections)));
    const builds = targets.map(({ build }) => build);
    const checkpoints = await lockCheckpoints(query, schema, builds);
    const parked = await readParked(query, schema, builds);
    const all: Stored[] = [];
    for (const target of targets) {
      const own = <A extends { readonly build: string }>(of: ReadonlyArray<A>) =>
        of.filter(({ build }) => build === target.build);
      all.push({
        target,
        rows: await storedRows(query, target.table, streams.map(named)),
        parked: new Set(own(parked).map(({ stream }) => stream)),
        positions: new Map(own(checkpoints).map(({ share, position }) => [share, position])),
      });
    }
    return all;
  });

/** What came to these streams between two positions. */
const tail = async (
  log: ReadableLog,
  after: number,
  upTo: number,
  streams: StreamBatch,
): Promise<ReadonlyMap<StreamName, ReadonlyArray<StoredEvent>>> => {
  const found = new Map<StreamName, StoredEvent[]>();
  let from = after;
  while (from < upTo) {
    const page = await orStop(log.readAll({ after: from, upTo, limit: 5_000 }));
    for (const event of page.events)
      if (streams.has(event.stream)) found.set(event.stream, [...(found.get(event.stream) ?? []), event]);
    if (page.end) break;
    from = page.position;
  }
  return found;
};

/** Rows of streams that are not in the log: looked for where the table has more rows than the log's streams have. */
const surplus = async (context: Context, projection: Projection, known: number): Promise<ReadonlyArray<Compared>> => {
  const { db, schema, source } = context;
  const query = queryOn(db);
  const [target] = liveTargets(schema, [projection], await readBuilds(query, schema, [projection.name]));
  if (target === undefined || (await countRows(query, target.table)) <= known) return [];
  const found: Drift[] = [];
  for await (const streams of storedStreams(query, target.table)) {
    const there = await wholeStreams(source.log, streams, { upTo: await headOf(context) });
    const strangers = streams.filter((stream) => (there.get(stream) ?? []).length === 0);
    const rows = await storedRows(query, target.table, strangers.map(named));
    for (const stream of strangers) {
      const { tenant } = streamParts(literal(StreamName, stream));
      found.push(...driftsOf(target.table, { tenant, stream }, rows.get(stream) ?? [], []));
    }
    if (found.length >= most) break;
  }
  return [{ projection: projection.name, rows: 0, drifts: found, parked: [] }];
};
