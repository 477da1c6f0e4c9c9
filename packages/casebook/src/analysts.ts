import { createHash } from 'node:crypto';
import * as TE from 'fp-ts/TaskEither';
import { CompiledQuery, sql, type Transaction } from 'kysely';
import type { Database } from '@casebook/event-store-postgres';
import type { ReadModels } from '@casebook/projection';
import { analystSchema, analystViews, analystViewsOf, temporaryAnalystViews } from '@casebook/projection-analytics';
import type { QueryFailure, ViewsAt, When } from './ask';

/** What a statement gave. Instants come as text, numbers as numbers, JSON as values. */
export interface SqlResult {
  readonly columns: ReadonlyArray<string>;
  readonly rows: ReadonlyArray<{ readonly [column: string]: unknown }>;
}

/** The database refused the statement: it is wrong, or it is no query (SELECT, WITH, VALUES, TABLE). */
export interface SqlRefused {
  readonly type: 'SqlRefused';
  readonly message: string;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any tables: the statements are written by hand
type Statements = Transaction<any>;

const each = async (transaction: Statements, statements: ReadonlyArray<string>): Promise<void> => {
  for (const statement of statements) await transaction.executeQuery(CompiledQuery.raw(statement));
};

/** Makes the views for analysts where they are missing or not of this version; otherwise they and their grants stay. */
export const createAnalystViews = ({ kysely, schema }: Database): Promise<void> =>
  kysely.transaction().execute(async (transaction) => {
    const target = analystSchema(schema);
    const statements = analystViews(schema);
    const version = createHash('sha256').update(statements.join(';')).digest('hex').slice(0, 16);
    // One at a time: `if not exists` alone still fails for two who create at once.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`casebook views in ${target}`}, 0))`.execute(transaction);
    const { rows } = await sql<{ version: string | null }>`
      select obj_description(oid, 'pg_namespace') as version from pg_namespace where nspname = ${target}`.execute(
      transaction,
    );
    if (rows[0]?.version?.endsWith(version) === true) return;
    await each(transaction, statements);
    await each(transaction, [`comment on schema ${target} is 'Views for analysts, version ${version}'`]);
  });

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * One query, in a transaction that is rolled back and cannot write. A cursor takes queries only: what is read-only in name,
 * such as COPY to a file, is refused with the rest. The dialect takes one statement a call, so none can end the transaction.
 */
const reading = (
  kysely: Database['kysely'],
  prepared: ReadonlyArray<string>,
  query: string,
): TE.TaskEither<SqlRefused, SqlResult> =>
  TE.tryCatch(
    async () => {
      const transaction = await kysely.startTransaction().execute();
      try {
        const declared = `declare answer no scroll cursor for ${query.trim().replace(/;$/, '')}`;
        await each(transaction, [...prepared, 'set transaction read only', declared]);
        const { rows } = await transaction.executeQuery<SqlResult['rows'][number]>(
          CompiledQuery.raw('fetch all from answer'),
        );
        return { columns: Object.keys(rows[0] ?? {}), rows };
      } finally {
        await transaction.rollback().execute();
      }
    },
    (error): SqlRefused => ({ type: 'SqlRefused', message: message(error) }),
  );

const searching = (...schemas: ReadonlyArray<string>): string =>
  `set local search_path = ${schemas.map((schema) => `"${schema}"`).join(', ')}`;

/**
 * The read models that a statement may read: a table is read only by whoever writes its name down. All of them where it escapes
 * letters or looks round in the catalogue.
 */
export const readModelsIn = (statement: string, all: ReadonlyArray<string>): ReadonlyArray<string> => {
  const written = statement.toLowerCase();
  if (/u&|information_schema|pg_/.test(written)) return all;
  const views = analystViewsOf.filter(({ name }) => written.includes(name)).map(({ of }) => of);
  return all.filter((name) => written.includes(name) || views.includes(name));
};

/** SQL over the views for analysts and, behind them, all read models; of now, or of a past moment. */
export const analystsOf =
  ({ kysely }: Database, { projections }: ReadModels, views: ViewsAt) =>
  (statement: string, when?: When): TE.TaskEither<QueryFailure | SqlRefused, SqlResult> => {
    const all = projections.map(({ name }) => name);
    const isPast = when?.asOf !== undefined || when?.asKnown !== undefined;
    const names = isPast ? readModelsIn(statement, all) : all;
    return views(
      names,
      ({ schema }, { is }) => {
        const prepared =
          is === 'past'
            ? [...temporaryAnalystViews(schema, names), searching('pg_temp', schema)]
            : [searching(analystSchema(schema), schema)];
        return reading(kysely, prepared, statement);
      },
      when,
    );
  };

export type Analysts = ReturnType<typeof analystsOf>;
