import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Kysely } from 'kysely';
import { Pool, type PoolConfig } from 'pg';
import { capabilitiesOf, type Capabilities } from './capabilities';
import { DatabaseUnavailable, words } from './failures';
import { poolDialect } from './kysely-dialect';
import { once } from './once';
import { startEngine } from './pglite/engine';
import { lockFolder } from './pglite/folder-lock';
import { PGliteSocket } from './pglite/socket';

/** A database with a schema of ours in it, the same to work with on a server and embedded. */
export interface Database {
  /**
   * Results come back as `Instant` text, numbers and parsed JSON on both engines. On a server it takes `copy … from stdin` too, with
   * the rows as its only parameter. A transaction on PGlite keeps everybody else waiting, the log too.
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whose tables it reads is for each package to say
  readonly kysely: Kysely<any>;
  /** The connections underneath; a PGlite has exactly one. */
  readonly pool: Pool;
  readonly schema: string;
  readonly engine: 'pglite' | 'postgres';
  /** What it can do, as it was when it was opened. */
  readonly capabilities: Capabilities;
  /** Ends what `openDatabase` started; a pool that was given stays open. */
  readonly close: () => Promise<void>;
}

/** Embedded in memory, embedded in a folder of its own, a server's URL, or a pool of the caller's. */
export type Where = { readonly schema?: string } & (
  { readonly memory: true } | { readonly folder: string } | { readonly url: string } | { readonly pool: Pool }
);

/** How long, in milliseconds, a new connection may take or a free one be waited for, and when a silent one is asked whether it still lives. */
const noSilence = { connectionTimeoutMillis: 30_000, keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const;

type Opened = Pick<Database, 'pool' | 'engine' | 'close'>;

const poolOf = (config: PoolConfig): Pool => {
  const pool = new Pool(config);
  // A connection that breaks while idle is replaced; whoever needs it next learns of a server that is gone.
  pool.on('error', () => undefined);
  return pool;
};

const embedded = async (folder: string | null, released: () => void): Promise<Opened> => {
  const engine = await startEngine(folder);
  const pool = poolOf({
    max: 1,
    idleTimeoutMillis: 0,
    user: 'postgres',
    database: 'postgres',
    stream: () => new PGliteSocket(engine),
  });
  const close = async () => {
    try {
      await pool.end();
      await engine.close();
    } finally {
      released();
    }
  };
  return { pool, engine: 'pglite', close };
};

const inFolder = async (folder: string): Promise<Opened> => {
  const release = await lockFolder(folder);
  try {
    const data = join(folder, 'pglite');
    mkdirSync(data, { recursive: true });
    return await embedded(data, release);
  } catch (error) {
    release();
    throw error;
  }
};

const opened = async (where: Where): Promise<Opened> => {
  if ('memory' in where) return embedded(null, () => undefined);
  if ('folder' in where) return inFolder(resolve(where.folder));
  if ('pool' in where) return { pool: where.pool, engine: 'postgres', close: () => Promise.resolve() };
  const pool = poolOf({ connectionString: where.url, application_name: 'casebook', ...noSilence });
  return { pool, engine: 'postgres', close: () => pool.end() };
};

const checkedSchema = (schema: string): string => {
  if (/^[a-z_][a-z0-9_]{0,47}$/.test(schema) && !schema.startsWith('pg_')) return schema;
  throw new RangeError(
    `schema ${JSON.stringify(schema)} must be 1 to 48 lower-case letters, digits and underscores, not begin with a digit or pg_`,
  );
};

/**
 * Opens a database; what is in it is for `migrate` and the packages above. Rejects with DatabaseBusy where another process has
 * the folder, with DatabaseUnavailable where nothing can be opened, with a RangeError where the schema's name does not do.
 */
export const openDatabase = async (where: Where): Promise<Database> => {
  const schema = checkedSchema(where.schema ?? 'casebook');
  let database: Opened | undefined;
  let capabilities: Capabilities;
  try {
    database = await opened(where);
    capabilities = await capabilitiesOf(database);
  } catch (error) {
    await database?.close();
    if (error instanceof Error && 'type' in error) throw error;
    throw new DatabaseUnavailable(words(error), error);
  }
  const { pool, engine, close } = database;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
  const kysely = new Kysely<any>({ dialect: poolDialect(pool) });
  return {
    kysely,
    pool,
    schema,
    engine,
    capabilities,
    close: once(async () => {
      await kysely.destroy();
      await close();
    }),
  };
};
