import { setTimeout as pause } from 'node:timers/promises';
import { examined, nothingFolded, type Context, type Folded, type Progress } from './advance';
import { headOf } from './ahead';
import { buildByStream } from './build-by-stream';
import { addParts, planOf, readParts, removeParts, type Plan } from './build-parts';
import {
  enterNext,
  liveTargets,
  lockBuilds,
  nextTargets,
  readBuilds,
  removeBuild,
  setRole,
  type Build,
} from './builds';
import { buildsOf, foldUpTo, namesOf } from './catch-up';
import {
  addCheckpoints,
  fence,
  lockCheckpoints,
  lowerCheckpoints,
  readCheckpoints,
  removeCheckpoints,
  type Checkpoint,
} from './checkpoints';
import { completeAll } from './complete-build';
import { batch, isPassing, queryOn, transacted, type Query } from './database';
import { Stopped } from './failure';
import { typesOf } from './page';
import { forgetParked } from './parked';
import type { Projection } from './projection';
import { name as quoted } from './sql/quoted';
import { appends, createIndexes, createTable, createView, dropView, qualified, shapeOf, tableOf } from './sql/table';

const drop = async (query: Query, schema: string, projection: Projection, build: Build): Promise<void> => {
  const table = tableOf(schema, { ...projection, version: build.version }, build.role);
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
  for (const build of found) if (build.role === 'next') await drop(query, schema, projection, build);
  const table = tableOf(schema, projection, 'next');
  const build = await enterNext(query, schema, projection);
  if (plan.ranges.length === 0) {
    await query(batch([...createTable(table, { logged: true }), ...createIndexes(table)]));
    await addCheckpoints(query, schema, build, plan.upTo);
  } else {
    await query(batch(createTable(table, { logged: true, keyed: false })));
    await addParts(query, schema, build, plan);
  }
};

const nextOf = (builds: ReadonlyArray<Build>, projection: Projection): Build | undefined =>
  builds.find((one) => one.role === 'next' && one.projection === projection.name);

/** True where a table of this very definition is being built. */
export const isUnderWay = (builds: ReadonlyArray<Build>, projection: Projection): boolean => {
  const next = nextOf(builds, projection);
  return next?.version === projection.version && next.shape === shapeOf(projection);
};

/** Begins to build tables anew that readers have. Those that are being built already are gone on with. */
export const begin = async (context: Context, projections: ReadonlyArray<Projection>): Promise<void> => {
  const { db, schema, source } = context;
  const plan = await planOf(source, typesOf(projections)); // not in a transaction: it reads the log
  const head = await headOf(context);
  await transacted(db, async (query) => {
    const builds = await lockBuilds(query, schema, namesOf(projections));
    const live = buildsOf(liveTargets(schema, projections, builds));
    for (const projection of projections) {
      const next = nextOf(builds, projection);
      const goesOn =
        isUnderWay(builds, projection) && next !== undefined && !(await isBeyond(query, schema, next, head));
      if (!goesOn) await beginBuild(query, schema, projection, plan);
    }
    await lowerCheckpoints(query, schema, live, head);
  });
};

/** True where a table was built from more than the log has: it was restored to an earlier moment since. */
const isBeyond = async (query: Query, schema: string, { build }: Build, head: number): Promise<boolean> => {
  const checkpoints = await readCheckpoints(query, schema, [build]);
  const parts = (await readParts(query, schema, [build])).get(build);
  return (parts?.upTo ?? 0) > head || checkpoints.some(({ position }) => position > head);
};

/**
 * Builds these tables anew beside the live ones and puts them in their place once they are as far. Readers see the old
 * rows until then and the new ones after, never less. Who finds a build of another process under way helps it.
 */
export const build = async (
  context: Context,
  projections: ReadonlyArray<Projection>,
  onProgress: (progress: Progress) => void,
): Promise<Folded> => {
  const { db, schema } = context;
  let folded = nothingFolded;
  let open = projections;
  while (open.length > 0) {
    const query = queryOn(db);
    const targets = nextTargets(schema, open, await readBuilds(query, schema, namesOf(open)));
    open = targets.map(({ table }) => table.projection); // others were finished by somebody else
    if (open.length === 0) break;
    const parts = await readParts(query, schema, buildsOf(targets));
    const byStream = targets.filter(({ build }) => parts.has(build));
    if (byStream.length > 0) {
      folded = await buildByStream(context, byStream, folded, onProgress);
      await completeAll(context, byStream);
    }
    folded = await foldUpTo(
      context,
      open,
      (builds) => nextTargets(schema, open, builds),
      await headOf(context),
      folded,
      onProgress,
    );
    const waiting: Projection[] = [];
    for (const projection of open) if ((await finish(context, projection)) === 'behind') waiting.push(projection);
    open = waiting;
  }
  return examined(context, folded);
};

const attempts = 30;

/** Switches readers over, as soon as nobody's transaction holds the view. */
const finish = async ({ db, schema }: Context, projection: Projection): Promise<'switched' | 'behind'> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transacted(db, (query) => switchOver(query, schema, projection));
    } catch (error) {
      if (!isPassing(error)) throw error;
      if (attempt === attempts) throw new Stopped({ type: 'ViewInUse', projection: projection.name }, error);
      await pause(50 * attempt);
    }
  }
};

const isBehind = (next: ReadonlyArray<Checkpoint>, live: ReadonlyArray<Checkpoint>): boolean =>
  next.length === 0 || // it is built in order of stream
  next.some(({ share, position }) => position < (live.find((one) => one.share === share)?.position ?? 0));

const switchOver = async (query: Query, schema: string, projection: Projection): Promise<'switched' | 'behind'> => {
  // Whoever waits for the view makes all later readers wait behind him: give up soon and try again.
  await query(`set local lock_timeout = '500ms'`);
  const found = await lockBuilds(query, schema, [projection.name]);
  const live = found.find(({ role }) => role === 'live');
  const next = found.find(({ role }) => role === 'next');
  if (next === undefined) return 'switched'; // by somebody else
  const both = [next, ...(live === undefined ? [] : [live])].map(({ build }) => build);
  const checkpoints = await lockCheckpoints(query, schema, both);
  const of = (build: Build | undefined) => checkpoints.filter((one) => one.build === build?.build);
  if (isBehind(of(next), of(live))) return 'behind';
  await fence(query, schema, both); // whoever holds them knows their tables by names that are others' now
  const table = tableOf(schema, projection, 'next');
  await query(
    batch([
      ...(live === undefined || appends(live.shape, shapeOf(projection)) ? [] : [dropView(table)]),
      ...createView(table),
    ]),
  );
  if (live !== undefined) await drop(query, schema, projection, live);
  await query(`alter table ${qualified(table)} rename to ${quoted(tableOf(schema, projection, 'live').name)}`);
  await setRole(query, schema, next, 'live');
  return 'switched';
};
