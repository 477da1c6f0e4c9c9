import { sql } from 'kysely';
import type { Database } from '../database';
import { foundation, migrations, statementsOf } from './migrations';
import { namesIn } from './names';

type Connection = Database['kysely'];

// Asked of the catalogue, not by to_regclass: that may still know of no table which another one has made meanwhile.
const appliedIn = async (connection: Connection, schema: string): Promise<ReadonlySet<number>> => {
  const found = await sql`select from pg_tables where schemaname = ${schema} and tablename = 'migrations'`.execute(
    connection,
  );
  if (found.rows.length === 0) return new Set();
  const table = sql.table(`${schema}.migrations`);
  const { rows } = await sql<{ version: number }>`select "version" from ${table}`.execute(connection);
  return new Set(rows.map(({ version }) => version));
};

/**
 * Brings the log's tables up to date, in one transaction; of several that start at once one does it and the others wait.
 * Where nothing is to be done, no right to change the schema is needed.
 */
export const migrate = async ({ kysely, schema }: Pick<Database, 'kysely' | 'schema'>): Promise<void> => {
  const names = namesIn(schema);
  const isMissing = (applied: ReadonlySet<number>) => migrations.filter(({ version }) => !applied.has(version));
  if (isMissing(await appliedIn(kysely, schema)).length === 0) return;
  await kysely
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`casebook migrations of ${schema}`}, 0))`.execute(
        transaction,
      );
      const applied = await appliedIn(transaction, schema);
      const statements = [
        ...foundation(names),
        ...isMissing(applied).flatMap((missing) => statementsOf(missing, names)),
      ];
      for (const statement of statements) await sql.raw(statement).execute(transaction);
    });
};
