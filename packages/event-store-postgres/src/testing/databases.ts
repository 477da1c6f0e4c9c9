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

/** The rows of the last of these statements. */
const onServer = async (url: string, statements: ReadonlyArray<string>): Promise<ReadonlyArray<unknown>> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let rows: ReadonlyArray<unknown> = [];
    for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement));
    return rows;
  } finally {
    await client.end();
  }
};

const urlOf = (name: string): string => {
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
};

// Making a database takes longer than most tests: one that could be emptied is used again.
const emptied: string[] = [];

const create = async (): Promise<string> => {
  const name = freshName();
  await onServer(serverUrl(), [`create database ${name}`]);
  return name;
};

/** Whether nothing is left of what a test did: nobody is connected, and there are no settings, schemas or tables of its own. */
const empty = async (name: string): Promise<boolean> => {
  const [rest] = await onServer(urlOf(name), [
    `do $$ declare named text; begin
       for named in select nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')
       loop execute format('drop schema %I cascade', named); end loop;
     end $$`,
    `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
     union all select 1 from pg_db_role_setting join pg_database d on d.oid = setdatabase where datname = current_database()
     union all select 1 from pg_class where relnamespace = 'public'::regnamespace
     union all select 1 from pg_default_acl
     union all select 1 from pg_extension where extname <> 'plpgsql'`,
  ]);
  return rest === undefined;
};

const openPostgres = async (): Promise<Database> => {
  const name = emptied.pop() ?? (await create());
  const database = await openDatabase({ url: urlOf(name) });
  return {
    ...database,
    close: once(async () => {
      await database.close();
      if (await empty(name)) emptied.push(name);
      else await onServer(serverUrl(), [`drop database if exists ${name} with (force)`]);
    }),
  };
};

/** Every engine there is, for tests that hold on all of them. The server is the one under CASEBOOK_TEST_DATABASE_URL. */
export const testDatabases: ReadonlyArray<TestDatabase> = [
  { name: 'PGlite', open: openPGlite },
  { name: 'PostgreSQL', open: openPostgres },
];
