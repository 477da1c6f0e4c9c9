import { setTimeout as pause } from 'node:timers/promises';
import { advance, examined, nothingFolded, type Context, type Folded, type Progress } from './advance';
import { namesOf } from './catch-up';
import {
  assertCurrent,
  beginNext,
  lockProjections,
  nextTargets,
  promote,
  readCheckpoints,
  type Checkpoint,
} from './checkpoints';
import { batch, isPassing, queryOn, transacted, type Query } from './database';
import { Stopped } from './failure';
import type { Projection } from './projection';
import { name as quoted } from './sql/quoted';
import {
  appends,
  createIndexes,
  createTable,
  createView,
  dropView,
  liveTable,
  nextTable,
  qualified,
  shapeOf,
} from './sql/table';

/** Begins a table beside the live one, from the beginning of the log; one that was being built is given up for it. */
export const beginBuild = async (query: Query, schema: string, projection: Projection): Promise<void> => {
  const found = await lockProjections(query, schema, [projection.name]);
  const givenUp = found.filter(({ live }) => !live).map(({ version }) => nextTable(schema, { ...projection, version }));
  const table = nextTable(schema, projection);
  await query(
    batch([
      ...[...givenUp, table].map((old) => `drop table if exists ${qualified(old)}`),
      ...createTable(table, { logged: true }),
      ...createIndexes(table),
    ]),
  );
  await beginNext(query, schema, projection);
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
  let folded = nothingFolded;
  let open = projections;
  for (;;) {
    const checkpoints = await readCheckpoints(queryOn(context.db), context.schema, namesOf(open));
    const targets = nextTargets(context.schema, open, checkpoints);
    if (targets.length === 0) return folded; // finished by somebody else
    targets.forEach(({ table, checkpoint }) => assertCurrent(table.projection, checkpoint));
    const advanced = await advance(context, targets, folded, onProgress);
    folded = advanced.folded;
    if (!advanced.done) continue;
    const waiting: Projection[] = [];
    for (const { table } of targets) {
      if ((await finish(context, table.projection)) === 'behind') waiting.push(table.projection);
    }
    if (waiting.length === 0) return examined(context, folded);
    open = waiting;
  }
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

const switchOver = async (query: Query, schema: string, projection: Projection): Promise<'switched' | 'behind'> => {
  // Whoever waits for the view makes all later readers wait behind him: give up soon and try again.
  await query(`set local lock_timeout = '500ms'`);
  const found = await lockProjections(query, schema, [projection.name]);
  const live = found.find((one) => one.live);
  const next = found.find((one) => !one.live);
  if (next === undefined) return 'switched'; // by somebody else
  if (live !== undefined && next.position < live.position) return 'behind';
  const table = nextTable(schema, projection);
  await query(
    batch([
      `analyze ${qualified(table)}`,
      ...(live === undefined || appends(live.shape, shapeOf(projection)) ? [] : [dropView(table)]),
      ...createView(table),
      ...(live === undefined ? [] : [dropTable(schema, projection, live)]),
      `alter table ${qualified(table)} rename to ${quoted(liveTable(schema, projection).name)}`,
    ]),
  );
  await promote(query, schema, projection);
  return 'switched';
};

const dropTable = (schema: string, projection: Projection, { version }: Checkpoint): string =>
  `drop table ${qualified(liveTable(schema, { ...projection, version }))}`;
