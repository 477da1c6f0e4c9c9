import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { openDatabase, type Database } from '../database';
import { once } from '../once';
import { sharedPGlite } from './shared-pglite';

export interface TestDatabase {
  readonly name: 'PGlite' | 'PostgreSQL';
  /** A fresh, empty database that nobody else sees; closing it drops it. */
  readonly open: () => Promise<Database>;
}

const freshName = (): string => `test_${randomBytes(8).toString('hex')}`;

// Schemas that belong to a database's schema begin with its name.
const dropSchemas = async ({ pool, schema }: Database): Promise<void> => {
  const { rows } = await pool.query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname = $1 or starts_with(nspname, $1 || '_')`,
    [schema],
  );
  for (const { name } of rows) await pool.query(`drop schema "${name}" cascade`);
};

const openPGlite = async (): Promise<Database> => {
  const schema = freshName();
  const { database, release } = await sharedPGlite();
  const own: Database = { ...database, schema };
  return {
    ...own,
    close: once(async () => {
      await dropSchemas(own);
      await release();
    }),
  };
};

const serverUrl = (): string => {
  const url = process.env['CASEBOOK_TEST_DATABASE_URL'];
  if (url === undefined || url === '')
    throw new Error('CASEBOOK_TEST_DATABASE_URL must name a PostgreSQL server for tests');
  return url;
};

const onServer = async (sql: string): Promise<void> => {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};

const openPostgres = async (): Promise<Database> => {
  const name = freshName();
  await onServer(`create database ${name}`);
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href });
  return {
    ...database,
    close: once(async () => {
      await database.close();
      await onServer(`drop database if exists ${name} with (force)`);
    }),
  };
};

/** Every engine there is, for tests that hold on all of them. The server is the one under CASEBOOK_TEST_DATABASE_URL. */
export const testDatabases: ReadonlyArray<TestDatabase> = [
  { name: 'PGlite', open: openPGlite },
  { name: 'PostgreSQL', open: openPostgres },
];
