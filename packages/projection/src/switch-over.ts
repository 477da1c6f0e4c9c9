import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from './advance';
import { dropBuild } from './begin-build';
import { changeRole, lockBuilds, type Build, type Target } from './builds';
import { handOver, lockCheckpoints, type Checkpoint } from './checkpoints';
import { batch, isPassing, transacted, type Query } from './database';
import { Stopped } from './failure';
import { handOverParked } from './parked';
import { dropSnapshots } from './snapshot-tables';
import { name as quoted } from './sql/quoted';
import { appends, createView, dropView, qualified, shapeOf, shownColumns, tableOf, viewOf } from './sql/table';
import { grantsOn } from './view-grants';

const attempts = 30;

/**
 * Switches readers over to a table that is next, or was previous, as soon as nobody's transaction holds the view. The live one becomes
 * the previous one. Gives `behind` where the live one has been folded further.
 */
export const switchWhenFree = async ({ db, schema }: Context, target: Target): Promise<'switched' | 'behind'> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transacted(db, (query) => switchOver(query, schema, target));
    } catch (error) {
      if (!isPassing(error)) throw error;
      if (attempt === attempts)
        throw new Stopped({ type: 'ViewInUse', projection: target.table.projection.name }, error);
      await pause(50 * attempt);
    }
  }
};

const isBehind = (coming: ReadonlyArray<Checkpoint>, live: ReadonlyArray<Checkpoint>): boolean =>
  coming.length === 0 || // it is being built in order of stream
  coming.some(({ share, position }) => position < (live.find((one) => one.share === share)?.position ?? 0));

const switchOver = async (
  query: Query,
  schema: string,
  { build, table: { projection } }: Target,
): Promise<'switched' | 'behind'> => {
  // Whoever waits for the view makes all later readers wait behind him: give up soon and try again.
  await query(`set local lock_timeout = '500ms'`);
  const found = await lockBuilds(query, schema, [projection.name]);
  const live = found.find(({ role }) => role === 'live');
  const coming = found.find((one) => one.build === build && one.role !== 'live');
  if (coming === undefined) return 'switched'; // by somebody else, or given up for another one
  const both = [coming, ...(live === undefined ? [] : [live])].map((one) => one.build);
  const checkpoints = await lockCheckpoints(query, schema, both);
  const of = (one: Build | undefined) => checkpoints.filter((checkpoint) => checkpoint.build === one?.build);
  if (isBehind(of(coming), of(live))) return 'behind';
  const table = { projection, ...tableOf(schema, projection, coming.role) };
  if (live === undefined || appends(live.shape, shapeOf(projection))) await query(batch(createView(table)));
  else {
    const view = viewOf(table);
    const columns = shownColumns(projection).map(([column]) => column);
    const grants = await grantsOn(query, view, columns);
    await query(batch([dropView(table), ...createView(table)]));
    const byDefault = await grantsOn(query, view, columns);
    await query(batch([...byDefault.map(({ revoke }) => revoke), ...grants.map(({ grant }) => grant)]));
  }
  const before = found.find((one) => one.role === 'previous' && one !== coming);
  if (before !== undefined) await dropBuild(query, schema, before);
  const between = await rename(query, schema, coming, 'coming');
  if (live !== undefined) {
    if (live.sound) await rename(query, schema, live, 'previous');
    else await dropBuild(query, schema, live);
  }
  await rename(query, schema, between, 'live');
  await dropSnapshots(query, schema, (one) => one.projection === projection.name); // nobody vouches for the table they were taken of
  return 'switched';
};

/** A table has the name of its role; whoever has folded into it under another name can do so no more. */
const rename = async (query: Query, schema: string, build: Build, to: Build['role']): Promise<Build> => {
  const { projection: name, version, role, build: from } = build;
  const table = tableOf(schema, { name, version }, role);
  await query(`alter table ${qualified(table)} rename to ${quoted(tableOf(schema, { name, version }, to).name)}`);
  const key = await changeRole(query, schema, build, to);
  await handOver(query, schema, from, key);
  await handOverParked(query, schema, from, key);
  return { ...build, role: to, build: key };
};
