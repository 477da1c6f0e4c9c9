import type { StoredEvent, StreamName } from '@casebook/event-store';
import type { Instant } from '@casebook/vocabulary';
import type { Context, Progress } from './advance';
import { headOf } from './ahead';
import { liveTargets, readBuilds } from './builds';
import { buildsOf, catchUp, namesOf } from './catch-up';
import { readCheckpoints } from './checkpoints';
import { batch, inOneMoment, queryOn, type Db, type Query } from './database';
import { orStop } from './failure';
import { foldStreams, type Part } from './fold-streams';
import { beginWithSnapshots } from './from-snapshots';
import { within, type Cut } from './in-memory';
import { typesOf } from './page';
import { readParked } from './parked';
import type { Projection } from './projection';
import { fill, openScratch, type Scratch } from './scratch';
import { streamNamed, streamsTold } from './streams-told';
import { analyzeBriefly, changedSince, forgetKept, keep, keptOf, streamsParameter } from './sql/past';
import { createIndexes, createView, liveTable, qualified, type Table } from './sql/table';
import type { Taking } from './write-page';

/** Read models as a part of the log makes them, under the same names. Dispose of it, or it lasts as long as the process. */
export interface AsOf {
  /** Bound to a schema of its own that holds the same views. */
  readonly db: Db;
  readonly schema: string;
  /** Of the log up to here the answer is; what comes after does not change it. */
  readonly position: number;
  readonly dispose: () => Promise<void>;
}

type Report = (progress: Progress) => void;

/**
 * What happened by an instant is told from the live tables, and from the log where they tell no more. What the log knew by an
 * instant, or held up to a position, is folded from the log; only the types of event that these projections handle are read.
 */
export const asOf = async (
  context: Context,
  cut: Cut,
  projections: ReadonlyArray<Projection>,
  onProgress: Report,
): Promise<AsOf> => {
  const scratch = await openScratch(context, projections);
  try {
    const position =
      'occurred' in cut
        ? await asHappened(context, cut.occurred, scratch, onProgress)
        : await asFolded(context, cut, scratch.takers, onProgress);
    return { db: context.db.withSchema(scratch.schema), schema: scratch.schema, position, dispose: scratch.dispose };
  } catch (error) {
    await scratch.dispose();
    throw error;
  }
};

const asFolded = async (
  context: Context,
  cut: Cut,
  takers: ReadonlyArray<Taking>,
  onProgress: Report,
): Promise<number> => {
  const head = await orStop(context.source.log.head());
  const position = 'position' in cut ? Math.min(cut.position, head) : head;
  await queryOn(context.db)(batch(await foldAll(context, cut, takers, position, onProgress)));
  return position;
};

/** What is left to be done with a table that is told partly by a copy beside it. */
const besideCopy = (table: Table): ReadonlyArray<string> => [
  ...analyzeBriefly(table),
  ...createView(table, keptOf(table)),
];

const onItsOwn = (table: Table): ReadonlyArray<string> => [
  ...createIndexes(table),
  `analyze ${qualified(table)}`,
  ...createView(table),
];

/**
 * Begins with snapshots where they help; the rest is folded in the order of its streams where the log keeps one, else page by page.
 * Gives the statements that are left.
 */
const foldAll = async (
  context: Context,
  cut: Cut,
  takers: ReadonlyArray<Taking>,
  upTo: number,
  onProgress: Report,
): Promise<ReadonlyArray<string>> => {
  if (takers.length === 0) return [];
  const tables = takers.map(({ table }) => table);
  const begun = await beginWithSnapshots(context, cut, upTo, tables);
  const rest = takers.filter(({ table }) => begun.every((one) => one.table !== table));
  const part: Part = { upTo, keep: (event) => within(cut, event) };
  await foldStreams(
    context,
    begun.filter(({ streams }) => streams.size > 0),
    part,
    onProgress,
  );
  if (rest.length > 0) {
    const wanting = rest.map(({ table }) => ({ table, streams: null }));
    if (context.source.log.readByStream === undefined) await fill(context, rest, { after: 0, ...part }, onProgress);
    else await foldStreams(context, wanting, part, onProgress);
  }
  return [...begun.flatMap(({ table }) => besideCopy(table)), ...rest.flatMap(({ table }) => onItsOwn(table))];
};

/**
 * Speaks of the log as it is when it is asked. The live tables are brought up to there; they may go beyond, and go on. So in one
 * moment their rows are copied that were so at the instant, and the streams named that were otherwise; these are then folded from
 * the log. What came into the log later and had happened by the instant may show in the rows of that moment, and a stream that waits
 * because an event cannot be folded has rows of some earlier one: these are folded from the log too.
 */
const asHappened = async (context: Context, at: Instant, { takers }: Scratch, onProgress: Report): Promise<number> => {
  const { db, schema } = context;
  const hadHappened = ({ occurredAt }: StoredEvent): boolean => occurredAt <= at;
  const told = takers.flatMap(({ table }) =>
    table.projection.past.by === 'fold'
      ? []
      : [{ table, live: liveTable(schema, table.projection), streams: new Set<StreamName>() }],
  );
  const projections = takers.map(({ table }) => table.projection);
  const position = await headOf(context);
  let waiting: ReadonlyArray<StreamName> | null = null;
  while (waiting === null) {
    await catchUp(context, projections, position, () => undefined);
    waiting = told.length === 0 ? [] : await inOneMoment(db, (query) => copied(query, schema, at, position, told));
  }
  const late = await streamsTold(context, {
    after: position,
    upTo: await headOf(context),
    types: typesOf(projections),
    keep: hadHappened,
  });
  const disturbed = new Set([...waiting, ...late.keys()]);
  const query = queryOn(db);
  for (const { table, streams } of disturbed.size === 0 ? [] : told) {
    await query(forgetKept(table), streamsParameter(disturbed));
    for (const stream of disturbed) streams.add(stream);
  }
  const wanting = told.filter(({ streams }) => streams.size > 0);
  await foldStreams(context, wanting, { upTo: position, keep: hadHappened }, onProgress);
  const folded = takers.filter(({ table }) => table.projection.past.by === 'fold');
  const left = await foldAll(context, { occurred: at }, folded, position, onProgress);
  await query(batch([...told.flatMap(({ table }) => besideCopy(table)), ...left]));
  return position;
};

interface Told {
  readonly table: Table;
  readonly live: Table;
  /** Those to be folded from the log. */
  readonly streams: Set<StreamName>;
}

/** Copies what is as it was, and names what is not; gives the streams that wait. Null where a table is not so far, as after a rollback. */
const copied = async (
  query: Query,
  schema: string,
  at: Instant,
  position: number,
  told: ReadonlyArray<Told>,
): Promise<ReadonlyArray<StreamName> | null> => {
  // A rebuild puts another table in the place of a live one: not now, and not between looking for a table and reading it.
  await query(`lock table ${told.map(({ live }) => qualified(live)).join(', ')} in access share mode`);
  const projections = told.map(({ live }) => live.projection);
  const builds = buildsOf(liveTargets(schema, projections, await readBuilds(query, schema, namesOf(projections))));
  const checkpoints = await readCheckpoints(query, schema, builds);
  if (checkpoints.some((one) => one.position < position)) return null;
  await query(batch(told.flatMap(({ table, live }) => keep(live, table, at))));
  for (const { live, streams } of told)
    if (live.projection.past.by === 'change')
      for (const { stream } of await query(changedSince(live), [at])) streams.add(streamNamed(stream));
  return (await readParked(query, schema, builds)).map(({ stream }) => streamNamed(stream));
};
