import type { Context } from './advance';
import { headOf } from './ahead';
import { addParts, planOf, readParts, removeParts, type Plan } from './build-parts';
import { distrust, enterNext, liveTargets, lockBuilds, readBuilds, removeBuild, type Build } from './builds';
import { namesOf } from './catch-up';
import { addCheckpoints, lowerCheckpoints, readCheckpoints, removeCheckpoints } from './checkpoints';
import { batch, queryOn, transacted, type Query } from './database';
import { typesOf } from './page';
import { forgetParked } from './parked';
import type { Projection } from './projection';
import { dropSnapshots } from './snapshot-tables';
import { createIndexes, createTable, qualified, shapeOf, tableOf } from './sql/table';

/** Drops a table, and what is known of it. */
export const dropBuild = async (query: Query, schema: string, build: Build): Promise<void> => {
  const table = tableOf(schema, { name: build.projection, version: build.version }, build.role);
  await removeParts(query, schema, build.build); // first: whoever writes into the table holds these before it
  await query(`drop table if exists ${qualified(table)}`);
  await removeBuild(query, schema, build);
  await removeCheckpoints(query, schema, build.build);
  await forgetParked(query, schema, build.build);
};

/**
 * Begins a table beside the live one, from the beginning of the log; one that was being built is given up for it. Where it is built
 * in order of stream it has no keys yet.
 */
export const beginBuild = async (query: Query, schema: string, projection: Projection, plan: Plan): Promise<void> => {
  const found = await lockBuilds(query, schema, [projection.name]);
  for (const build of found) if (build.role === 'next') await dropBuild(query, schema, build);
  const table = { projection, ...tableOf(schema, projection, 'next') };
  const build = await enterNext(query, schema, projection);
  if (plan.ranges.length === 0) {
    await query(batch([...createTable(table, { logged: true }), ...createIndexes(table)]));
    await addCheckpoints(query, schema, build, plan.upTo);
  } else {
    await query(batch(createTable(table, { logged: true, keyed: false })));
    await addParts(query, schema, build, plan);
  }
};

const nextOf = (builds: ReadonlyArray<Build>, { name }: Projection): Build | undefined =>
  builds.find((one) => one.role === 'next' && one.projection === name);

/** True where a table of this very definition is being built. */
export const isUnderWay = (builds: ReadonlyArray<Build>, projection: Projection): boolean => {
  const next = nextOf(builds, projection);
  return next?.version === projection.version && next.shape === shapeOf(projection);
};

/** Begins to build tables anew that readers have. Those that are being built already are gone on with. */
export const begin = async (context: Context, projections: ReadonlyArray<Projection>): Promise<void> => {
  const { db, schema, source } = context;
  const plan = await planOf(source, typesOf(projections)); // not in a transaction: it reads the log
  const { beyond, head } = await beyondOf(context, projections);
  await transacted(db, async (query) => {
    const builds = await lockBuilds(query, schema, namesOf(projections));
    const live = liveTargets(schema, projections, builds);
    for (const projection of projections) {
      const next = nextOf(builds, projection);
      if (next === undefined || !isUnderWay(builds, projection) || beyond.has(next.build))
        await beginBuild(query, schema, projection, plan);
    }
    for (const build of builds)
      if (build.role === 'previous' && beyond.has(build.build)) await dropBuild(query, schema, build);
    const ahead = live.flatMap(({ build }) => (beyond.has(build) ? [build] : []));
    await distrust(query, schema, ahead);
    await lowerCheckpoints(query, schema, ahead, head);
    if (ahead.length > 0) await dropSnapshots(query, schema, ({ reaches }) => reaches > head);
  });
};

/** Those that hold more than the log has: it was restored to an earlier moment since. */
const beyondOf = async (
  context: Context,
  projections: ReadonlyArray<Projection>,
): Promise<{ readonly beyond: ReadonlySet<string>; readonly head: number }> => {
  const { db, schema } = context;
  const query = queryOn(db);
  const keys = (await readBuilds(query, schema, namesOf(projections))).map(({ build }) => build);
  const checkpoints = await readCheckpoints(query, schema, keys);
  const parts = await readParts(query, schema, keys);
  const head = await headOf(context); // after them: where all is well they are not beyond it
  const beyond = new Set([
    ...checkpoints.flatMap(({ build, position }) => (position > head ? [build] : [])),
    ...[...parts].flatMap(([build, { upTo }]) => (upTo > head ? [build] : [])),
  ]);
  return { beyond, head };
};

/** Drops the tables that could be gone back to. */
export const dropPrevious = async (
  { db, schema }: Pick<Context, 'db' | 'schema'>,
  names: ReadonlyArray<string>,
): Promise<void> =>
  transacted(db, async (query) => {
    for (const build of await lockBuilds(query, schema, names))
      if (build.role === 'previous') await dropBuild(query, schema, build);
  });
