import { sql, type Transaction } from 'kysely';
import type { Database } from '../database';
import { codeOf, DatabaseUnavailable, words } from '../failures';
import { holdersOf } from './holders';
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

export interface MigrateOptions {
  /** Milliseconds for which it is tried again while others hold the tables; a minute by default. */
  readonly patience?: number;
}

// Whoever waits for a table makes all who come later wait behind him: give up soon, let them pass, and try again.
const lockTimeout = 500; // milliseconds
const longestPause = 2_000;

const lockNotAvailable = '55P03';

const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

/** As `migrate`, with other migrations than those of this version. */
export const migrateWith =
  (wanted: typeof migrations) =>
  async (database: Pick<Database, 'kysely' | 'schema'>, { patience = 60_000 }: MigrateOptions = {}): Promise<void> => {
    const { kysely, schema } = database;
    const names = namesIn(schema);
    const isMissing = (applied: ReadonlySet<number>) => wanted.filter(({ version }) => !applied.has(version));
    if (isMissing(await appliedIn(kysely, schema)).length === 0) return;

    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as `Database.kysely`
    const apply = async (transaction: Transaction<any>): Promise<void> => {
      // How long a migration takes is not for the role's defaults to say; nor is waiting for another one that is under way.
      await sql`set local statement_timeout = 0`.execute(transaction);
      await sql`set local lock_timeout = 0`.execute(transaction);
      const key = `casebook migrations of ${schema}`;
      await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(transaction);
      await sql.raw(`set local lock_timeout = ${lockTimeout}`).execute(transaction);
      const applied = await appliedIn(transaction, schema);
      const missing = isMissing(applied);
      if (missing.length === 0) return;
      const statements = [...foundation(names), ...missing.flatMap((migration) => statementsOf(migration, names))];
      for (const statement of statements) await sql.raw(statement).execute(transaction);
    };

    const until = Date.now() + patience;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await kysely.transaction().setIsolationLevel('read committed').execute(apply);
      } catch (error) {
        if (codeOf(error) !== lockNotAvailable) throw error;
        if (Date.now() > until) {
          const holders = await holdersOf(database);
          const held = holders.length === 0 ? words(error) : `its tables are in use by ${holders.join('; ')}`;
          throw new DatabaseUnavailable(
            `the log in schema ${schema} cannot be migrated: ${held}. Nothing was changed; end what holds them and try again`,
            error,
          );
        }
        await pause(Math.min(100 * attempt, longestPause));
      }
    }
  };

/**
 * Brings the log's tables up to date, in one transaction; of several that start at once one does it and the others wait.
 * Where nothing is to be done, no right to change the schema is needed. Tables that others hold are not queued for: readers go
 * on, and it is tried again. Rejects with DatabaseUnavailable, having changed nothing, where they do not become free.
 */
export const migrate = migrateWith(migrations);
