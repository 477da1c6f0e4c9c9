import type { Context, Folded, Progress } from './advance';
import { namesOf } from './catch-up';
import { beginBuild, isUnderWay } from './begin-build';
import { createParts, planOf } from './build-parts';
import { assertCurrent, createBuilds, readBuilds, type Build } from './builds';
import { createCheckpoints } from './checkpoints';
import { batch, transacted, type Query } from './database';
import { typesOf } from './page';
import { createParked } from './parked';
import type { Projection } from './projection';
import { build } from './rebuild';
import { createScratchRegister } from './scratch';
import { createSnapshots } from './snapshot-tables';
import { constant, list, name } from './sql/quoted';
import { kernelTables } from './usable';
import { createWorkers } from './workers';

/** Creates what is missing: the kernel's own tables, and a table for each projection that is new or has a new version. */
export const migrate = async (
  context: Context,
  projections: ReadonlyArray<Projection>,
  onProgress: (progress: Progress) => void,
): Promise<Folded> => {
  const { db, schema } = context;
  const missing = await transacted(db, async (query) => {
    await oneAtATime(query, schema);
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
          ...createParts(schema),
          ...createParked(schema),
          ...createWorkers(schema),
          ...createSnapshots(schema),
          ...createScratchRegister(schema),
        ]),
      );
    return missingOf(await readBuilds(query, schema, namesOf(projections)), projections);
  });
  if (missing.length === 0) return build(context, [], onProgress);
  const plan = await planOf(context.source, typesOf(missing)); // not in a transaction: it reads the log
  const pending = await transacted(db, async (query) => {
    await oneAtATime(query, schema);
    const builds = await readBuilds(query, schema, namesOf(projections));
    const still = missingOf(builds, projections);
    for (const projection of still)
      if (!isUnderWay(builds, projection)) await beginBuild(query, schema, projection, plan);
    return still;
  });
  return build(context, pending, onProgress);
};

/** `if not exists` alone still fails for two who create at once. */
const oneAtATime = async (query: Query, schema: string): Promise<void> => {
  await query(`select pg_advisory_xact_lock(hashtext(${constant(`read models of ${schema}`)}))::text as locked`);
};

const missingOf = (builds: ReadonlyArray<Build>, projections: ReadonlyArray<Projection>): ReadonlyArray<Projection> =>
  projections.filter((projection) => {
    const live = builds.find((one) => one.role === 'live' && one.projection === projection.name);
    if (live !== undefined) assertCurrent(projection, live);
    return live === undefined || live.version < projection.version;
  });
