import type { Query } from './database';
import { Stopped } from './failure';
import type { Projection } from './projection';
import { constant, list } from './sql/quoted';
import { statementsOf, type PreparedTable } from './sql/statements';
import { qualified, shapeOf, tableOf, type Role } from './sql/table';

/** A table of a projection: the one that readers see, the next one while it is built, or the one before it. */
export interface Build {
  readonly projection: string;
  readonly role: Role;
  readonly version: number;
  /** Another build of the same version is another table. */
  readonly build: string;
  /** The columns, as `shapeOf` writes them. */
  readonly shape: string;
  /** False: it holds what never happened, since the log was restored to an earlier moment; nobody goes back to it. */
  readonly sound: boolean;
}

/** A table that is folded into, ready to be written. */
export interface Target {
  readonly build: string;
  readonly table: PreparedTable;
}

const table = (schema: string): string => qualified({ schema, name: 'read_models' });

export const createBuilds = (schema: string): ReadonlyArray<string> => [
  `create table if not exists ${table(schema)} (
    build text collate "C" primary key default gen_random_uuid(), projection text collate "C" not null,
    role text collate "C" not null, version integer not null, shape text not null,
    sound boolean not null default true, unique (projection, role))`,
  `comment on table ${table(schema)} is ${constant('The tables of each read model: live, next while it is built, previous to go back to.')}`,
];

const read =
  (locking: string) =>
  async (query: Query, schema: string, wanted: ReadonlyArray<string>): Promise<ReadonlyArray<Build>> => {
    const rows = await query(
      `select projection, role, version::text as version, build, shape, sound::text as sound from ${table(schema)}
       where projection = any($1::text::text[]) order by projection, role ${locking}`,
      [list(wanted)],
    );
    return rows.map((row) => ({
      projection: row['projection'] ?? '',
      role: row['role'] as Role, // only these are written
      version: Number(row['version']),
      build: row['build'] ?? '',
      shape: row['shape'] ?? '',
      sound: row['sound'] === 'true',
    }));
  };

/** By names of projections, in all roles. */
export const readBuilds = read('');

/** Of all read models that have a table, those that this program does not know too. */
export const namesOfAll = async (query: Query, schema: string): Promise<ReadonlyArray<string>> => {
  const rows = await query(`select distinct projection from ${table(schema)}`);
  return rows.map(({ projection }) => projection ?? '');
};

const locked = read('for update');

/** Until the transaction ends nobody else begins, switches or drops a table of these. One may have come while this waited: hence twice. */
export const lockBuilds: typeof locked = async (query, schema, wanted) => {
  await locked(query, schema, wanted);
  return locked(query, schema, wanted);
};

/** Enters a next table; the caller has dropped the one that was there. Gives its build. */
export const enterNext = async (query: Query, schema: string, projection: Projection): Promise<string> => {
  const [row] = await query(
    `insert into ${table(schema)} (projection, role, version, shape) values ($1, 'next', $2::text::integer, $3) returning build`,
    [projection.name, String(projection.version), shapeOf(projection)],
  );
  return row?.['build'] ?? '';
};

/**
 * Another role is another name of the table, and another build: whoever knows the table by the name of before finds nothing to fold
 * into it any more. Gives the new build.
 */
export const changeRole = async (query: Query, schema: string, { build }: Build, role: Role): Promise<string> => {
  const [row] = await query(
    `update ${table(schema)} set role = $2, build = gen_random_uuid() where build = $1 returning build`,
    [build, role],
  );
  return row?.['build'] ?? '';
};

/** They hold what never happened. */
export const distrust = async (query: Query, schema: string, builds: ReadonlyArray<string>): Promise<void> => {
  await query(`update ${table(schema)} set sound = false where build = any($1::text::text[])`, [list(builds)]);
};

export const removeBuild = async (query: Query, schema: string, { build }: Build): Promise<void> => {
  await query(`delete from ${table(schema)} where build = $1`, [build]);
};

const targetOf = (schema: string, projection: Projection, { build, role }: Build): Target => {
  const found = { projection, ...tableOf(schema, projection, role) };
  return { build, table: { ...found, statements: statementsOf(found) } };
};

/** The live tables, ready to be kept up. Stops where one is missing, older or newer than its definition. */
export const liveTargets = (
  schema: string,
  projections: ReadonlyArray<Projection>,
  builds: ReadonlyArray<Build>,
): ReadonlyArray<Target> =>
  projections.map((projection) => {
    const { name, version } = projection;
    const live = builds.find((one) => one.role === 'live' && one.projection === name);
    if (live === undefined || live.version < version)
      throw new Stopped({ type: 'ProjectionMissing', projection: name, version });
    assertCurrent(projection, live);
    return targetOf(schema, projection, live);
  });

/** The tables that are being built, of those that have one. Stops where it is not of this definition. */
export const nextTargets = (
  schema: string,
  projections: ReadonlyArray<Projection>,
  builds: ReadonlyArray<Build>,
): ReadonlyArray<Target> =>
  projections.flatMap((projection) => {
    const next = builds.find((one) => one.role === 'next' && one.projection === projection.name);
    if (next === undefined) return [];
    assertCurrent(projection, next);
    return [targetOf(schema, projection, next)];
  });

/** The tables that can be gone back to. Stops where there is none of this definition. */
export const previousTargets = (
  schema: string,
  projections: ReadonlyArray<Projection>,
  builds: ReadonlyArray<Build>,
): ReadonlyArray<Target> =>
  projections.map((projection) => {
    const { name, version } = projection;
    const previous = builds.find((one) => one.role === 'previous' && one.projection === name);
    if (previous?.version !== version || previous.shape !== shapeOf(projection))
      throw new Stopped({ type: 'PreviousMissing', projection: name, version, stored: previous?.version ?? null });
    return targetOf(schema, projection, previous);
  });

/** Stops where the stored table is newer than the definition, or has other columns under the same version. */
export const assertCurrent = (projection: Projection, { version: stored, shape }: Build): void => {
  const { name, version } = projection;
  if (stored > version) throw new Stopped({ type: 'ProjectionSuperseded', projection: name, version, stored });
  if (stored === version && shape !== shapeOf(projection))
    throw new Stopped({ type: 'ProjectionChanged', projection: name, version });
};
