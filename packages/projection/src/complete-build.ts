import type { Context } from './advance';
import { readParts, removeParts } from './build-parts';
import { lockBuilds, removeBuild, type Target } from './builds';
import { addCheckpoints } from './checkpoints';
import { batch, transacted } from './database';
import { Stopped, type BuildDamaged } from './failure';
import { forgetParked } from './parked';
import { sumsOf } from './row-hash';
import { addKey, createIndexes, qualified } from './sql/table';

const atOnce = 2; // tables

/** Completes tables whose streams have all been folded, two at a time: nothing is left to do here for JavaScript. */
export const completeAll = async (context: Context, targets: ReadonlyArray<Target>): Promise<void> => {
  const waiting = [...targets];
  const lane = async (): Promise<void> => {
    for (let target = waiting.shift(); target !== undefined; target = waiting.shift()) await complete(context, target);
  };
  const all = await Promise.allSettled(Array.from({ length: atOnce }, lane));
  for (const one of all) if (one.status === 'rejected') throw one.reason;
};

/**
 * Gives a table its keys and compares what it holds with what was written into it; from then on it is folded by position. A table
 * that holds anything else is dropped: it is built from the beginning of the log next time.
 */
const complete = async ({ db, schema }: Context, { build, table }: Target): Promise<void> => {
  const { projection } = table;
  const damage = await transacted(db, async (query): Promise<BuildDamaged | null> => {
    const locked = await lockBuilds(query, schema, [projection.name]);
    const own = locked.find((one) => one.build === build);
    const written = (await readParts(query, schema, [build])).get(build);
    if (own === undefined || written === undefined || written.open > 0) return null; // somebody else was first
    const [stored] = await query(sumsOf(table));
    const expected = { rows: written.rows, hashes: String(written.hashes) };
    const found = { rows: Number(stored?.['rows']), hashes: stored?.['hashes'] ?? '' };
    await removeParts(query, schema, build);
    if (found.rows !== expected.rows || found.hashes !== expected.hashes) {
      await query(`drop table ${qualified(table)}`);
      await removeBuild(query, schema, own);
      await forgetParked(query, schema, build);
      return { type: 'BuildDamaged', projection: projection.name, expected, found };
    }
    await query(batch([addKey(table), ...createIndexes(table), `analyze ${qualified(table)}`]));
    await addCheckpoints(query, schema, build, written.upTo);
    return null;
  });
  if (damage !== null) throw new Stopped(damage);
};
