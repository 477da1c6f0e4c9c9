import type { Query } from './database';
import { Stopped } from './failure';
import type { Projection } from './projection';
import { constant, list } from './sql/quoted';
import { statementsOf } from './sql/statements';
import { liveTable, nextTable, qualified, shapeOf } from './sql/table';
import type { PreparedTable } from './write-page';

/** How far a table has come. A projection has a live table, and a next one while that is being built. */
export interface Checkpoint {
  readonly projection: string;
  readonly live: boolean;
  readonly version: number;
  /** Another build of the same version is another table. */
  readonly build: string;
  /** The columns, as `shapeOf` writes them. */
  readonly shape: string;
  readonly position: number;
}

/** A table that is kept up by its checkpoint. */
export interface Target {
  readonly table: PreparedTable;
  readonly checkpoint: Checkpoint;
}

const table = (schema: string): string => qualified({ schema, name: 'read_models' });

export const createCheckpoints = (schema: string): ReadonlyArray<string> => [
  `create table if not exists ${table(schema)} (
    projection text collate "C" not null, live boolean not null, version integer not null,
    build text not null default gen_random_uuid(), shape text not null, position bigint not null default 0,
    primary key (projection, live))`,
  `comment on table ${table(schema)} is ${constant('Up to which position of the log each read model has been folded.')}`,
];

const columns = 'projection, live::text as live, version::text as version, build, shape, position::text as position';

const read =
  (condition: string) =>
  async (query: Query, schema: string, wanted: ReadonlyArray<string>): Promise<ReadonlyArray<Checkpoint>> => {
    const rows = await query(`select ${columns} from ${table(schema)} where ${condition}`, [list(wanted)]);
    return rows.map((row) => ({
      projection: row['projection'] ?? '',
      live: row['live'] === 'true',
      version: Number(row['version']),
      build: row['build'] ?? '',
      shape: row['shape'] ?? '',
      position: Number(row['position']),
    }));
  };

/** By names of projections. */
export const readCheckpoints = read('projection = any($1::text::text[])');

// Locked in one order everywhere, so that two who lock several never wait for each other.
const locked = 'order by projection, live for update';

/** By builds. Until the transaction ends nobody else moves them, hence nobody else writes into their tables. */
export const lockBuilds = read(`build = any($1::text::text[]) ${locked}`);

const lockLive = read(`projection = any($1::text::text[]) and live ${locked}`);
const lockAll = read(`projection = any($1::text::text[]) ${locked}`);

/** By names of projections, live and next. A next one may have come while this waited for the live one: hence two steps. */
export const lockProjections: typeof lockAll = async (query, schema, wanted) => {
  await lockLive(query, schema, wanted);
  return lockAll(query, schema, wanted);
};

export const moveCheckpoints = async (
  query: Query,
  schema: string,
  checkpoints: ReadonlyArray<Checkpoint>,
  position: number,
): Promise<void> => {
  await query(`update ${table(schema)} set position = $1::text::bigint where build = any($2::text::text[])`, [
    String(position),
    list(checkpoints.map(({ build }) => build)),
  ]);
};

/** Begins the next table's checkpoint, taking the place of one that was there. */
export const beginNext = async (query: Query, schema: string, projection: Projection): Promise<void> => {
  await query(
    `insert into ${table(schema)} (projection, live, version, shape) values ($1, false, $2::text::integer, $3)
     on conflict (projection, live) do update
     set version = excluded.version, build = excluded.build, shape = excluded.shape, position = excluded.position`,
    [projection.name, String(projection.version), shapeOf(projection)],
  );
};

/** Takes live ones back that are beyond the end of the log: a table built anew must be able to come as far as they. */
export const lowerCheckpoints = async (
  query: Query,
  schema: string,
  wanted: ReadonlyArray<string>,
  head: number,
): Promise<void> => {
  await query(
    `update ${table(schema)} set position = $1::text::bigint
     where projection = any($2::text::text[]) and live and position > $1::text::bigint`,
    [String(head), list(wanted)],
  );
};

/** The next one is the live one from now on. */
export const promote = async (query: Query, schema: string, projection: Projection): Promise<void> => {
  await query(`delete from ${table(schema)} where projection = $1 and live`, [projection.name]);
  await query(`update ${table(schema)} set live = true where projection = $1 and not live`, [projection.name]);
};

const prepared = (schema: string, projection: Projection, live: boolean): PreparedTable => {
  const found = live ? liveTable(schema, projection) : nextTable(schema, projection);
  return { ...found, statements: statementsOf(found) };
};

/** The live tables, ready to be kept up. Stops where one is missing, older or newer than its definition. */
export const liveTargets = (
  schema: string,
  projections: ReadonlyArray<Projection>,
  checkpoints: ReadonlyArray<Checkpoint>,
): ReadonlyArray<Target> =>
  projections.map((projection) => {
    const { name, version } = projection;
    const checkpoint = checkpoints.find((one) => one.live && one.projection === name);
    if (checkpoint === undefined || checkpoint.version < version)
      throw new Stopped({ type: 'ProjectionMissing', projection: name, version });
    assertCurrent(projection, checkpoint);
    return { table: prepared(schema, projection, true), checkpoint };
  });

export const nextTargets = (
  schema: string,
  projections: ReadonlyArray<Projection>,
  checkpoints: ReadonlyArray<Checkpoint>,
): ReadonlyArray<Target> =>
  projections.flatMap((projection) => {
    const checkpoint = checkpoints.find((one) => !one.live && one.projection === projection.name);
    return checkpoint === undefined ? [] : [{ table: prepared(schema, projection, false), checkpoint }];
  });

/** Stops where the stored table is newer than the definition, or has other columns under the same version. */
export const assertCurrent = (projection: Projection, { version: stored, shape }: Checkpoint): void => {
  const { name, version } = projection;
  if (stored > version) throw new Stopped({ type: 'ProjectionSuperseded', projection: name, version, stored });
  if (stored === version && shape !== shapeOf(projection))
    throw new Stopped({ type: 'ProjectionChanged', projection: name, version });
};
