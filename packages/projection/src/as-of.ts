import type { StreamName } from '@casebook/event-store';
import type { Instant } from '@casebook/vocabulary';
import type { Context, Progress } from './advance';
import { catchUp } from './catch-up';
import { batch, inOneMoment, queryOn, type Db } from './database';
import { orStop } from './failure';
import { foldStreams } from './fold-streams';
import { within, type Cut } from './in-memory';
import type { Projection } from './projection';
import { fill, openScratch, type Scratch } from './scratch';
import { analyzeBriefly, changedSince, forgetKept, keep, keptOf, streamsParameter } from './sql/past';
import { createIndexes, createView, liveTable, qualified } from './sql/table';
import type { PreparedTable } from './write-page';

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
        : await asFolded(context, cut, scratch.tables, onProgress);
    return { db: context.db.withSchema(scratch.schema), schema: scratch.schema, position, dispose: scratch.dispose };
  } catch (error) {
    await scratch.dispose();
    throw error;
  }
};

const asFolded = async (
  context: Context,
  cut: Cut,
  tables: ReadonlyArray<PreparedTable>,
  onProgress: Report,
): Promise<number> => {
  const head = await orStop(context.source.log.head());
  const position = 'position' in cut ? Math.min(cut.position, head) : head;
  await foldAll(context, cut, tables, position, onProgress);
  await queryOn(context.db)(batch(tables.flatMap((table) => [...finish(table), ...createView(table)])));
  return position;
};

const finish = (table: PreparedTable): ReadonlyArray<string> => [
  ...createIndexes(table),
  `analyze ${qualified(table)}`,
];

/** In the order of its streams where the log keeps one, else page by page. */
const foldAll = async (
  context: Context,
  cut: Cut,
  tables: ReadonlyArray<PreparedTable>,
  upTo: number,
  onProgress: Report,
): Promise<void> => {
  if (tables.length === 0) return;
  const part = { upTo, keep: (event: Parameters<typeof within>[1]) => within(cut, event) };
  if (context.source.log.readByStream === undefined) await fill(context, tables, { after: 0, ...part }, onProgress);
  else
    await foldStreams(
      context,
      tables.map((table) => ({ table, streams: null })),
      part,
      onProgress,
    );
};

/**
 * The live tables stand at a position or beyond, and go on while this is made. So in one moment their rows are copied that were so
 * at the instant, and the streams named that were otherwise; these are then folded from the log. What happened by the instant and
 * came into the log only after the position would show in rows of that moment: those streams are folded from the log up to it too.
 */
const asHappened = async (context: Context, at: Instant, { tables }: Scratch, onProgress: Report): Promise<number> => {
  const { db, schema } = context;
  const { position } = await catchUp(
    context,
    tables.map(({ projection }) => projection),
    () => undefined,
  );
  const found = tables.map((table) => ({
    table,
    live: liveTable(schema, table.projection),
    streams: new Set<StreamName>(),
  }));
  const told = found.filter(({ table }) => table.projection.past.by !== 'fold');
  if (told.length > 0)
    await inOneMoment(db, async (query) => {
      // A rebuild puts another table in the place of a live one: not now, and not between looking for the table and reading it.
      await query(`lock table ${told.map(({ live }) => qualified(live)).join(', ')} in access share mode`);
      await query(batch(told.flatMap(({ table, live }) => keep(live, table, at))));
      for (const { live, streams } of told)
        if (live.projection.past.by === 'change')
          for (const { stream } of await query(changedSince(live), [at])) streams.add(stream as StreamName); // was one when it was written
    });
  const disturbed = await streamsOfLate(context, at, position, tables);
  const query = queryOn(db);
  for (const { table, streams } of told) {
    if (disturbed.size > 0) await query(forgetKept(table), streamsParameter(disturbed));
    for (const stream of disturbed) streams.add(stream);
  }
  const cut: Cut = { occurred: at };
  const wanting = told.filter(({ streams }) => streams.size > 0);
  await foldStreams(context, wanting, { upTo: position, keep: (event) => within(cut, event) }, onProgress);
  await foldAll(
    context,
    cut,
    found.flatMap(({ table }) => (table.projection.past.by === 'fold' ? [table] : [])),
    position,
    onProgress,
  );
  await query(
    batch(
      tables.flatMap((table) =>
        table.projection.past.by === 'fold'
          ? [...finish(table), ...createView(table)]
          : [...analyzeBriefly(table), ...createView(table, keptOf(table))],
      ),
    ),
  );
  return position;
};

/** The streams about which something came into the log after a position that had happened by an instant. */
const streamsOfLate = async (
  { source }: Context,
  at: Instant,
  position: number,
  tables: ReadonlyArray<PreparedTable>,
): Promise<ReadonlySet<StreamName>> => {
  const filter = { types: [...new Set(tables.flatMap(({ projection }) => Object.keys(projection.on)))] };
  const upTo = await orStop(source.log.head());
  const streams = new Set<StreamName>();
  for (let after = position, end = after >= upTo; !end;) {
    const page = await orStop(source.log.readAll({ after, upTo, limit: source.pageSize, filter }));
    for (const { stream, occurredAt } of page.events) if (occurredAt <= at) streams.add(stream);
    [after, end] = [page.position, page.end];
  }
  return streams;
};
