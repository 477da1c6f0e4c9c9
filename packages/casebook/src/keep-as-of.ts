import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { CompiledQuery, type Transaction } from 'kysely';
import * as t from 'io-ts';
import type { Database } from '@casebook/event-store-postgres';
import { copyOf, type AsOf, type ReadModels } from '@casebook/projection';
import { analystViewsOf, analystViewsWithin } from '@casebook/projection-analytics';
import { WrittenInstant, type Instant } from '@casebook/vocabulary';
import type { QueryFailure } from './ask';
import { decodeInput, invalid } from './input';

/** Where the read models as of an instant are to be kept, for whoever reads them with tools of his own. */
export interface KeepAsOf {
  /** The schema: 1 to 48 lower-case letters, digits and underscores. */
  readonly into: string;
  /** True: in the place of an earlier one of that name; anything else that is there is never touched. False by default. */
  readonly replace?: boolean | undefined;
  /** A role that may read it. */
  readonly analyst?: string | undefined;
}

export interface KeptAsOf {
  readonly schema: string;
  readonly at: Instant;
  /** Of the log up to here it is. */
  readonly position: number;
  /** Tables and views, by name. */
  readonly tables: ReadonlyArray<{ readonly name: string; readonly rows: number }>;
}

/** The schema is there already: not made by this, or not to be replaced, or somebody has built on it or put something into it. */
export interface SchemaTaken {
  readonly type: 'SchemaTaken';
  readonly schema: string;
  readonly why: 'exists' | 'foreign' | 'used';
}

/** There is no such role in the database. */
export interface RoleUnknown {
  readonly type: 'RoleUnknown';
  readonly role: string;
}

export type KeepFailure = QueryFailure | SchemaTaken | RoleUnknown;

class Refused extends Error {
  constructor(readonly failure: SchemaTaken | RoleUnknown) {
    super(failure.type);
  }
}

const mark = 'Casebook as of ';

const shape = /^[a-z_][a-z0-9_]{0,47}$/;

const name = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;
const constant = (text: string): string => `'${text.replaceAll("'", "''")}'`;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any tables: the statements are written by hand
type Statements = Transaction<any>;

const rows = async (transaction: Statements, statement: string, ...parameters: ReadonlyArray<string>) =>
  (
    await transaction.executeQuery<{ readonly [column: string]: unknown }>(
      CompiledQuery.raw(statement, [...parameters]),
    )
  ).rows;

const dependentObjects = '2BP01';
const duplicate = ['42P06', '23505']; // somebody else has made the schema in this moment

const code = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** Drops what an earlier one made, and the schema if nothing else is in it. Whatever hangs on it refuses. */
const dropEarlier = async (transaction: Statements, schema: string, tables: ReadonlyArray<string>): Promise<void> => {
  try {
    for (const view of analystViewsOf)
      await rows(transaction, `drop view if exists ${name(schema)}.${name(view.name)}`);
    for (const table of tables) await rows(transaction, `drop table if exists ${name(schema)}.${name(table)}`);
    await rows(transaction, `drop schema ${name(schema)}`);
  } catch (error) {
    if (code(error) === dependentObjects) throw new Refused({ type: 'SchemaTaken', schema, why: 'used' });
    throw error;
  }
};

const makeRoom = async (
  transaction: Statements,
  { into: schema, replace = false }: KeepAsOf,
  tables: ReadonlyArray<string>,
): Promise<void> => {
  const [there] = await rows(
    transaction,
    `select obj_description(oid, 'pg_namespace') as comment from pg_namespace where nspname = $1`,
    schema,
  );
  if (there === undefined) return;
  if (!String(there['comment']).startsWith(mark)) throw new Refused({ type: 'SchemaTaken', schema, why: 'foreign' });
  if (!replace) throw new Refused({ type: 'SchemaTaken', schema, why: 'exists' });
  await dropEarlier(transaction, schema, tables);
};

const grants = async (transaction: Statements, schema: string, role: string): Promise<void> => {
  const found = await rows(transaction, 'select from pg_roles where rolname = $1', role);
  if (found.length === 0) throw new Refused({ type: 'RoleUnknown', role });
  await rows(transaction, `grant usage on schema ${name(schema)} to ${name(role)}`);
  await rows(transaction, `grant select on all tables in schema ${name(schema)} to ${name(role)}`);
};

const keptIn = async (
  { kysely }: Database,
  { projections }: ReadModels,
  at: Instant,
  wanted: KeepAsOf,
  { schema: from, position }: AsOf,
): Promise<KeptAsOf> => {
  const { into: schema, analyst } = wanted;
  // All of it or nothing: nobody sees half of it, and an earlier one stands until this one is there.
  const counts = await kysely.transaction().execute(async (transaction) => {
    await makeRoom(
      transaction,
      wanted,
      projections.map(({ name: table }) => table),
    );
    const statements = [
      `create schema ${name(schema)}`,
      `comment on schema ${name(schema)} is ${constant(`${mark}${at}: what had happened by then, from the log up to position ${position}`)}`,
      ...projections.flatMap((projection) => copyOf(projection, from, schema)),
      ...analystViewsWithin(schema),
    ];
    for (const statement of statements) await rows(transaction, statement);
    if (analyst !== undefined) await grants(transaction, schema, analyst);
    const tables: { readonly name: string; readonly rows: number }[] = [];
    for (const { name: table } of projections) {
      const [counted] = await rows(transaction, `select count(*) as n from ${name(schema)}.${name(table)}`);
      tables.push({ name: table, rows: Number(counted?.['n']) });
    }
    return tables;
  });
  for (const { name: table } of projections)
    await kysely.executeQuery(CompiledQuery.raw(`analyze ${name(schema)}.${name(table)}`));
  const rowsOf = (of: string): number => counts.find((one) => one.name === of)?.rows ?? 0;
  const views = analystViewsOf.map((view) => ({ name: view.name, rows: rowsOf(view.of) }));
  return { schema, at, position, tables: [...views, ...counts] };
};

const failed =
  (schema: string) =>
  (error: unknown): KeepFailure => {
    if (error instanceof Refused) return error.failure;
    if (duplicate.some((one) => one === code(error))) return { type: 'SchemaTaken', schema, why: 'exists' };
    return { type: 'StoreUnavailable', message: error instanceof Error ? error.message : String(error) };
  };

/** All read models and the views for analysts as of an instant, copied into a schema that stays as it is. */
export const keeperOf =
  (database: Database, readModels: ReadModels) =>
  (asOf: string, wanted: KeepAsOf): TE.TaskEither<KeepFailure, KeptAsOf> =>
    pipe(
      TE.fromEither(decodeInput(t.type({ asOf: WrittenInstant }), { asOf })),
      TE.filterOrElseW(
        () => shape.test(wanted.into) && !wanted.into.startsWith('pg_'),
        () =>
          invalid('into: must be 1 to 48 lower-case letters, digits and underscores, not begin with a digit or pg_'),
      ),
      TE.chainW(({ asOf: at }) =>
        TE.bracketW(
          readModels.asOf(
            { occurred: at },
            readModels.projections.map(({ name: table }) => table),
          ),
          (found) => TE.tryCatch(() => keptIn(database, readModels, at, wanted, found), failed(wanted.into)),
          ({ dispose }) => TE.tryCatch(dispose, failed(wanted.into)),
        ),
      ),
    );

export type Keeper = ReturnType<typeof keeperOf>;
