import { advance, examined, nothingFolded, type Context, type Folded, type Progress } from './advance';
import { liveTargets, readCheckpoints } from './checkpoints';
import { queryOn } from './database';
import type { Projection } from './projection';
import { liveTable, qualified } from './sql/table';

/** Folds the log into the live tables up to its end. Several processes may do so at once: each page is one's alone. */
export const catchUp = async (
  context: Context,
  projections: ReadonlyArray<Projection>,
  onProgress: (progress: Progress) => void,
): Promise<Folded> => {
  if (projections.length === 0) return nothingFolded;
  let folded = nothingFolded;
  for (;;) {
    const checkpoints = await readCheckpoints(queryOn(context.db), context.schema, namesOf(projections));
    const targets = liveTargets(context.schema, projections, checkpoints);
    const advanced = await advance(context, targets, folded, onProgress);
    folded = advanced.folded;
    if (advanced.done) return examined(context, folded);
  }
};

export const namesOf = (projections: ReadonlyArray<Projection>): ReadonlyArray<string> =>
  projections.map(({ name }) => name);

/** Tells the planner what the tables hold by now; an embedded database does not do so by itself. */
export const analyze = async ({ db, schema }: Context, projections: ReadonlyArray<Projection>): Promise<void> => {
  for (const projection of projections) await queryOn(db)(`analyze ${qualified(liveTable(schema, projection))}`);
};
