import { examined, nothingFolded, type Context, type Folded, type Progress } from './advance';
import { headOf } from './ahead';
import { buildByStream } from './build-by-stream';
import { readParts } from './build-parts';
import { nextTargets, previousTargets, readBuilds, type Target } from './builds';
import { buildsOf, foldUpTo, namesOf, type Targets } from './catch-up';
import { readCheckpoints, release, seize } from './checkpoints';
import { completeAll } from './complete-build';
import { queryOn } from './database';
import { Stopped } from './failure';
import type { Projection } from './projection';
import { switchWhenFree } from './switch-over';

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
  const query = queryOn(db);
  let folded = nothingFolded;
  let open = projections;
  while (open.length > 0) {
    const targets = nextTargets(schema, open, await readBuilds(query, schema, namesOf(open)));
    open = targets.map(({ table }) => table.projection); // others were finished by somebody else
    if (open.length === 0) break;
    const parts = await readParts(query, schema, buildsOf(targets));
    const byStream = targets.filter(({ build }) => parts.has(build));
    if (byStream.length > 0) {
      folded = await buildByStream(context, byStream, folded, onProgress);
      await completeAll(context, byStream);
    }
    const step = await caughtUpAndSwitched(context, targets, folded, onProgress);
    folded = step.folded;
    open = step.behind.map(({ table }) => table.projection);
  }
  return examined(context, folded);
};

/** Those that have a table to go back to. */
export const withPrevious = async (
  { db, schema }: Pick<Context, 'db' | 'schema'>,
  projections: ReadonlyArray<Projection>,
): Promise<ReadonlyArray<Projection>> => {
  const builds = await readBuilds(queryOn(db), schema, namesOf(projections));
  return projections.filter(({ name }) => builds.some((one) => one.projection === name && one.role === 'previous'));
};

/** Goes back to the previous tables: they learn what came since, and take the place of the live ones, which become the previous ones. */
export const rollBack = async (
  context: Context,
  projections: ReadonlyArray<Projection>,
  onProgress: (progress: Progress) => void,
): Promise<Folded> => {
  const { db, schema } = context;
  const query = queryOn(db);
  let open = previousTargets(schema, projections, await readBuilds(query, schema, namesOf(projections)));
  const checkpoints = await readCheckpoints(query, schema, buildsOf(open));
  const head = await headOf(context);
  const beyond = open.find(({ build }) => checkpoints.some((one) => one.build === build && one.position > head));
  if (beyond !== undefined) {
    const { name, version } = beyond.table.projection; // the log was restored to an earlier moment since: what it holds never happened
    throw new Stopped({ type: 'PreviousMissing', projection: name, version, stored: null });
  }
  let folded = nothingFolded;
  while (open.length > 0) {
    const step = await caughtUpAndSwitched(context, open, folded, onProgress);
    ({ folded, behind: open } = step);
  }
  return examined(context, folded);
};

interface Step {
  readonly folded: Folded;
  /** The live ones of these have been folded further meanwhile. */
  readonly behind: ReadonlyArray<Target>;
}

const caughtUpAndSwitched = async (
  context: Context,
  targets: ReadonlyArray<Target>,
  before: Folded,
  onProgress: (progress: Progress) => void,
): Promise<Step> => {
  const { db, schema, holder } = context;
  const step = await foldedAndSwitched(context, targets, await headOf(context), before, onProgress);
  if (step.behind.length === 0) return step;
  // Who follows a busy log is always a page further. So the live ones are kept still for the last pages: seldom longer than a moment.
  const query = queryOn(db);
  const names = step.behind.map(({ table }) => table.projection.name);
  const live = (await readBuilds(query, schema, names)).flatMap(({ role, build }) => (role === 'live' ? [build] : []));
  const keeper = { ...holder, name: `switch ${holder.name}` };
  const kept = await seize(query, schema, keeper, live);
  try {
    const upTo = Math.max(0, ...kept.map(({ position }) => position));
    return await foldedAndSwitched(context, step.behind, upTo, step.folded, onProgress);
  } finally {
    await release(query, schema, keeper, kept);
  }
};

const foldedAndSwitched = async (
  context: Context,
  targets: ReadonlyArray<Target>,
  upTo: number,
  before: Folded,
  onProgress: (progress: Progress) => void,
): Promise<Step> => {
  const projections = targets.map(({ table }) => table.projection);
  // Those that have not been switched by somebody else, or given up for others.
  const still: Targets = (builds) =>
    targets.filter(({ build }) => builds.some((one) => one.build === build && one.role !== 'live'));
  const folded = await foldUpTo(context, projections, still, upTo, before, onProgress);
  const behind: Target[] = [];
  for (const target of targets) if ((await switchWhenFree(context, target)) === 'behind') behind.push(target);
  return { folded, behind };
};
