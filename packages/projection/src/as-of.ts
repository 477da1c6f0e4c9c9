import type { Context, Progress } from './advance';
import { batch, queryOn, type Db } from './database';
import { orStop } from './failure';
import { within, type Cut } from './in-memory';
import type { Projection } from './projection';
import { fill, openScratch } from './scratch';
import { createIndexes, createView, qualified } from './sql/table';

/** Read models as a part of the log makes them, under the same names. Dispose of it, or it lasts as long as the process. */
export interface AsOf {
  /** Bound to a schema of its own that holds the same views. */
  readonly db: Db;
  readonly schema: string;
  /** Up to here the log has been read for it. */
  readonly position: number;
  readonly dispose: () => Promise<void>;
}

/** Folds the part of the log before a cut. Only the types of event that these projections handle are read. */
export const asOf = async (
  context: Context,
  cut: Cut,
  projections: ReadonlyArray<Projection>,
  onProgress: (progress: Progress) => void,
): Promise<AsOf> => {
  const head = await orStop(context.source.log.head());
  const position = 'position' in cut ? Math.min(cut.position, head) : head;
  const scratch = await openScratch(context, projections);
  try {
    await fill(context, scratch.takers, { after: 0, upTo: position, keep: (event) => within(cut, event) }, onProgress);
    await queryOn(context.db)(
      batch(
        scratch.tables.flatMap((table) => [
          ...createIndexes(table),
          `analyze ${qualified(table)}`,
          ...createView(table),
        ]),
      ),
    );
  } catch (error) {
    await scratch.dispose();
    throw error;
  }
  return { db: context.db.withSchema(scratch.schema), schema: scratch.schema, position, dispose: scratch.dispose };
};
