import { setTimeout as pause } from 'node:timers/promises';
import { advance, examined, nothingFolded, type Context, type Folded, type Progress } from './advance';
import { liveTargets, readBuilds, type Build, type Target } from './builds';
import { claim, readCheckpoints, release, type Checkpoint } from './checkpoints';
import { queryOn } from './database';
import { Stopped } from './failure';
import type { Projection } from './projection';
import { liveTable, qualified } from './sql/table';

export type Targets = (builds: ReadonlyArray<Build>) => ReadonlyArray<Target>;

const patience = 10_000; // milliseconds without any progress of whoever holds what is wanted

/**
 * Folds what these tables lack up to a position, or waits for whoever is about it. Tables are found anew as often as somebody else
 * has been faster, since they may have been switched.
 */
export const foldUpTo = async (
  context: Context,
  projections: ReadonlyArray<Projection>,
  targetsOf: Targets,
  wanted: number,
  before: Folded,
  onProgress: (progress: Progress) => void,
): Promise<Folded> => {
  const { db, schema, holder } = context;
  const query = queryOn(db);
  let folded = before;
  let waited: { readonly since: number; readonly at: number } | undefined;
  for (;;) {
    const targets = targetsOf(await readBuilds(query, schema, namesOf(projections)));
    const checkpoints = await readCheckpoints(query, schema, buildsOf(targets));
    if (checkpoints.length === 0) return folded; // all were switched or given up by somebody else
    const position = Math.min(...checkpoints.map((one) => one.position));
    const behind = checkpoints.filter((one) => one.position < wanted);
    if (behind.length === 0) return { ...folded, position };
    const held = await claim(query, schema, holder, behind);
    if (held.length > 0) {
      waited = undefined;
      folded = await advanced(context, targets, held, folded, onProgress);
      continue;
    }
    const at = behind.reduce((sum, one) => sum + one.position, 0);
    if (waited === undefined || waited.at !== at) waited = { since: Date.now(), at };
    if (Date.now() - waited.since > patience) throw stuck(behind);
    await pause(Math.min(5 + (Date.now() - waited.since) / 4, 50));
  }
};

/** Folds what is held, to the end of the log or until somebody else has it, and lets go of it. */
const advanced = async (
  context: Context,
  targets: ReadonlyArray<Target>,
  claimed: ReadonlyArray<Checkpoint>,
  before: Folded,
  onProgress: (progress: Progress) => void,
): Promise<Folded> => {
  let folded = before;
  let held = claimed;
  try {
    for (;;) {
      const step = await advance(context, targets, held, folded, onProgress);
      ({ folded, held } = step);
      if (step.is !== 'further') return folded;
    }
  } finally {
    await release(queryOn(context.db), context.schema, context.holder, held);
  }
};

const stuck = (behind: ReadonlyArray<Checkpoint>): Stopped => {
  const position = Math.min(...behind.map((one) => one.position));
  const holder = behind.find((one) => one.holder !== null)?.holder ?? null;
  return new Stopped({ type: 'ReadModelsHeld', holder, position });
};

/** Folds the log into the live tables up to a position. Several processes may do so at once: each share of a page is one's alone. */
export const catchUp = async (
  context: Context,
  projections: ReadonlyArray<Projection>,
  wanted: number,
  onProgress: (progress: Progress) => void,
): Promise<Folded> => {
  if (projections.length === 0) return nothingFolded;
  const live: Targets = (builds) => liveTargets(context.schema, projections, builds);
  return examined(context, await foldUpTo(context, projections, live, wanted, nothingFolded, onProgress));
};

export const buildsOf = (targets: ReadonlyArray<Target>): ReadonlyArray<string> => targets.map(({ build }) => build);

export const namesOf = (projections: ReadonlyArray<Projection>): ReadonlyArray<string> =>
  projections.map(({ name }) => name);

/** Tells the planner what the tables hold by now; an embedded database does not do so by itself. */
export const analyze = async ({ db, schema }: Context, projections: ReadonlyArray<Projection>): Promise<void> => {
  for (const projection of projections) await queryOn(db)(`analyze ${qualified(liveTable(schema, projection))}`);
};
