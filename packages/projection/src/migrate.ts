import type { Context, Folded, Progress } from './advance';
import { namesOf } from './catch-up';
import { assertCurrent, createBuilds, readBuilds } from './builds';
import { createCheckpoints } from './checkpoints';
import { batch, transacted } from './database';
import { createParked } from './parked';
import type { Projection } from './projection';
import { beginBuild, build } from './rebuild';
import { createScratchRegister } from './scratch';
import { constant, list, name } from './sql/quoted';
import { shapeOf } from './sql/table';
import { kernelTables } from './usable';
import { createWorkers } from './workers';

/** Creates what is missing: the kernel's own tables, and a table for each projection that is new or has a new version. */
export const migrate = async (
  context: Context,
  projections: ReadonlyArray<Projection>,
  onProgress: (progress: Progress) => void,
): Promise<Folded> => {
  const { db, schema } = context;
  const pending = await transacted(db, async (query) => {
    // One at a time: `if not exists` alone still fails for two who create at once.
    await query(`select pg_advisory_xact_lock(hashtext(${constant(`read models of ${schema}`)}))::text as locked`);
    // `if not exists` asks for the right to create also where there is nothing to do, and a writer has none.
    const [found] = await query(
      `select count(*)::text as tables from pg_tables
       where schemaname = $1 and tablename = any($2::text::text[])`,
      [schema, list(kernelTables)],
    );
    if (Number(found?.['tables']) < kernelTables.length)
      await query(
        batch([
          `create schema if not exists ${name(schema)}`,
          ...createBuilds(schema),
          ...createCheckpoints(schema),
          ...createParked(schema),
          ...createWorkers(schema),
          ...createScratchRegister(schema),
        ]),
      );
    const builds = await readBuilds(query, schema, namesOf(projections));
    const missing = projections.filter((projection) => {
      const live = builds.find((one) => one.role === 'live' && one.projection === projection.name);
      if (live !== undefined) assertCurrent(projection, live);
      return live === undefined || live.version < projection.version;
    });
    for (const projection of missing) {
      const next = builds.find((one) => one.role === 'next' && one.projection === projection.name);
      const underWay = next?.version === projection.version && next.shape === shapeOf(projection);
      if (!underWay) await beginBuild(query, schema, projection);
    }
    return missing;
  });
  return build(context, pending, onProgress);
};
