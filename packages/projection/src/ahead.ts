import type { Context } from './advance';
import { namesOf } from './catch-up';
import { readBuilds } from './builds';
import { readCheckpoints } from './checkpoints';
import { queryOn } from './database';
import { orStop } from './failure';
import type { Projection } from './projection';

/** Up to where the log can be read. Never asked in a transaction: an embedded database has one connection. */
export const headOf = ({ source }: Pick<Context, 'source'>): Promise<number> => orStop(source.log.head());

/**
 * Names of read models that have been folded further than the log goes: it was restored to an earlier moment than they. They hold what
 * never happened, and would leave out what comes next.
 */
export const ahead = async (
  context: Context,
  projections: ReadonlyArray<Projection>,
): Promise<ReadonlyArray<string>> => {
  const query = queryOn(context.db);
  const live = (await readBuilds(query, context.schema, namesOf(projections))).filter(({ role }) => role === 'live');
  const checkpoints = await readCheckpoints(
    query,
    context.schema,
    live.map(({ build }) => build),
  );
  const head = await headOf(context); // after the checkpoints: it is at or beyond them wherever all is well
  const isAhead = (build: string): boolean => checkpoints.some((one) => one.build === build && one.position > head);
  return live.filter(({ build }) => isAhead(build)).map(({ projection }) => projection);
};
