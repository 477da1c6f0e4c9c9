import { setTimeout as pause } from 'node:timers/promises';
import { examined, nothingFolded, type Context, type Folded, type Progress } from './advance';
import { headOf } from './ahead';
import { enterNext, lockBuilds, nextTargets, readBuilds, removeBuild, setRole, type Build } from './builds';
import { foldUpTo, namesOf } from './catch-up';
import { addCheckpoints, fence, lockCheckpoints, removeCheckpoints, type Checkpoint } from './checkpoints';
import { batch, isPassing, queryOn, transacted, type Query } from './database';
import { Stopped } from './failure';
import { forgetParked } from './parked';
import type { Projection } from './projection';
import { name as quoted } from './sql/quoted';
import { appends, createIndexes, createTable, createView, dropView, qualified, shapeOf, tableOf } from './sql/table';

const drop = async (query: Query, schema: string, projection: Projection, build: Build): Promise<void> => {
  const table = tableOf(schema, { ...projection, version: build.version }, build.role);
  await query(`drop table if exists ${qualified(table)}`);
  await removeBuild(query, schema, build);
  await removeCheckpoints(query, schema, build.build);
  await forgetParked(query, schema, build.build);
};

/** Begins a table beside the live one, from the beginning of the log; one that was being built is given up for it. */
export const beginBuild = async (query: Query, schema: string, projection: Projection): Promise<void> => {
  const found = await lockBuilds(query, schema, [projection.name]);
  for (const build of found) if (build.role === 'next') await drop(query, schema, projection, build);
  const table = tableOf(schema, projection, 'next');
  await query(batch([...createTable(table, { logged: true }), ...createIndexes(table)]));
  await addCheckpoints(query, schema, await enterNext(query, schema, projection), 0);
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
    const head = await headOf(context);
    const isOpen = nextTargets(schema, open, await readBuilds(queryOn(db), schema, namesOf(open)));
    open = isOpen.map(({ table }) => table.projection); // others were finished by somebody else
    if (open.length === 0) break;
    folded = await foldUpTo(context, open, (builds) => nextTargets(schema, open, builds), head, folded, onProgress);
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
      `analyze ${qualified(table)}`,
      ...(live === undefined || appends(live.shape, shapeOf(projection)) ? [] : [dropView(table)]),
      ...createView(table),
    ]),
  );
  if (live !== undefined) await drop(query, schema, projection, live);
  await query(`alter table ${qualified(table)} rename to ${quoted(tableOf(schema, projection, 'live').name)}`);
  await setRole(query, schema, next, 'live');
  return 'switched';
};
