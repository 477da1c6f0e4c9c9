import type { Instant } from '@casebook/vocabulary';
import type { Context, Progress } from './advance';
import { headOf } from './ahead';
import { liveTargets, readBuilds } from './builds';
import { buildsOf, catchUp, namesOf } from './catch-up';
import { readCheckpoints } from './checkpoints';
import { batch, inOneMoment, queryOn, transacted, type Query } from './database';
import { orStop } from './failure';
import { readParked } from './parked';
import type { Projection } from './projection';
import { sumsOf } from './row-hash';
import {
  completeSnapshots,
  dropSnapshots,
  enterSnapshot,
  isOf,
  lockTaking,
  nameForSnapshot,
  readSnapshots,
  tableOfSnapshot,
  type Latest,
  type SnapshotTable,
  type Sums,
} from './snapshot-tables';
import { streamNamed } from './streams-told';
import { copyRows } from './sql/snapshot';
import { createTable, liveTable, qualified, shapeOf, type Table } from './sql/table';

/** Read models as they were at a position of the log. */
export interface Snapshot {
  readonly position: number;
  readonly takenAt: Instant;
  readonly tables: ReadonlyArray<{
    readonly projection: string;
    readonly version: number;
    readonly rows: number;
    /** False: it is not used, since it is of another definition, was not completed, or does not hold what it held when it was taken. */
    readonly usable: boolean;
  }>;
}

/**
 * Keeps the rows of the live tables as they are in one moment; others append and fold meanwhile. Where all of them have been folded up
 * to one position and some streams further, that is kept too, see `isWithin`.
 */
export const takeSnapshot = async (
  context: Context,
  projections: ReadonlyArray<Projection>,
  onProgress: (progress: Progress) => void,
): Promise<Snapshot> => {
  const { db, schema } = context;
  for (;;) {
    await catchUp(context, projections, await headOf(context), onProgress);
    const position = await inOneMoment(db, (moment) => copied(moment, schema, projections));
    await complete(context, position);
    const taken = (await snapshots(context, projections)).find((one) => one.position === position);
    if (taken !== undefined && projections.every((one) => isUsableIn(taken, one))) return taken;
    // Somebody has changed one, or they were dropped meanwhile, as where a person was erased.
    const own = (one: SnapshotTable): boolean => projections.some((projection) => isOf(projection, one));
    await transacted(db, (inside) => dropSnapshots(inside, schema, (one) => one.position === position && own(one)));
  }
};

const isUsableIn = ({ tables }: Snapshot, { name, version }: Projection): boolean =>
  tables.some((one) => one.projection === name && one.version === version && one.usable);

/** Copies the tables of which there is no such snapshot yet; gives the position. */
const copied = async (query: Query, schema: string, projections: ReadonlyArray<Projection>): Promise<number> => {
  const tables = projections.map((projection) => liveTable(schema, projection));
  // A rebuild puts another table in the place of a live one: not now, and not between looking for a table and reading it.
  await query(`lock table ${tables.map(qualified).join(', ')} in access share mode`);
  await lockTaking(query, schema);
  const builds = buildsOf(liveTargets(schema, projections, await readBuilds(query, schema, namesOf(projections))));
  const positions = (await readCheckpoints(query, schema, builds)).map((one) => one.position);
  const [position, reaches] = [Math.min(...positions), Math.max(...positions)];
  const waiting = [...new Set((await readParked(query, schema, builds)).map(({ stream }) => streamNamed(stream)))];
  const there = (await readSnapshots(query, schema)).filter((one) => one.position === position);
  for (const live of tables) {
    const { projection } = live;
    if (there.some((one) => isOf(projection, one))) continue;
    const table = tableOfSnapshot(schema, projection, { name: nameForSnapshot() });
    await query(batch([...createTable(table, { logged: true, keyed: false }), copyRows(live, table)]));
    await enterSnapshot(query, schema, {
      name: table.name,
      projection: projection.name,
      version: projection.version,
      shape: shapeOf(projection),
      position,
      reaches,
      waiting,
      sums: await sumsIn(query, table),
    });
  }
  return position;
};

export const sumsIn = async (query: Query, table: Table): Promise<Sums> => {
  const [row] = await query(sumsOf(table));
  return { rows: row?.['rows'] ?? '', hashes: row?.['hashes'] ?? '' };
};

/** Finds out how late what these tables hold had happened, and was learned. */
const complete = async (context: Context, position: number): Promise<void> => {
  const query = queryOn(context.db);
  const all = await readSnapshots(query, context.schema);
  const open = all.filter((one) => one.position === position && one.latest === null);
  if (open.length === 0) return;
  const reaches = Math.max(...open.map((one) => one.reaches));
  const before = all.find((one) => one.latest !== null && one.reaches <= reaches); // the newest: only what came since is read
  const latest = await latestIn(context, before, reaches);
  await completeSnapshots(
    query,
    context.schema,
    open.map(({ name }) => name),
    latest,
  );
};

const none: Latest = { occurredAt: '', recordedAt: '' };

const latestIn = async ({ source }: Context, before: SnapshotTable | undefined, upTo: number): Promise<Latest> => {
  let { occurredAt, recordedAt } = before?.latest ?? none;
  for (let after = before?.reaches ?? 0, end = after >= upTo; !end;) {
    const page = await orStop(source.log.readAll({ after, upTo, limit: source.pageSize }));
    for (const event of page.events) {
      if (event.occurredAt > occurredAt) ({ occurredAt } = event);
      if (event.recordedAt > recordedAt) ({ recordedAt } = event);
    }
    [after, end] = [page.position, page.end];
  }
  return { occurredAt, recordedAt };
};

/** What has been kept, the newest first, after looking whether it still is what it was. */
export const snapshots = async (
  { db, schema }: Pick<Context, 'db' | 'schema'>,
  projections: ReadonlyArray<Projection>,
): Promise<ReadonlyArray<Snapshot>> =>
  inOneMoment(db, async (query) => {
    const all = await readSnapshots(query, schema);
    const tables = new Map<number, [SnapshotTable, Snapshot['tables'][number]][]>();
    for (const one of all) {
      const projection = projections.find((known) => isOf(known, one));
      const usable =
        projection !== undefined &&
        one.latest !== null &&
        isUnchanged(one, await sumsIn(query, tableOfSnapshot(schema, projection, one)));
      const told = { projection: one.projection, version: one.version, rows: Number(one.sums.rows), usable };
      tables.set(one.position, [...(tables.get(one.position) ?? []), [one, told]]);
    }
    return [...tables].map(([position, found]) => ({
      position,
      takenAt: found.map(([{ takenAt }]) => takenAt).reduce((a, b) => (a > b ? a : b)),
      tables: found.map(([, told]) => told),
    }));
  });

/** True where a table holds what it held when it was taken. */
export const isUnchanged = ({ sums }: SnapshotTable, found: Sums): boolean =>
  sums.rows === found.rows && sums.hashes === found.hashes;
