import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Database } from '@casebook/event-store-postgres';

// For tests: what is in a database's files and in a dump of it, whatever its tables show.

const atOnce = 50; // files that are read by one statement: an embedded database has little memory

/** The database's own files that hold these words, and what relation each is; the write-ahead log is left out. */
export const filesWith = async ({ pool }: Database, words: string): Promise<ReadonlyArray<string>> => {
  await pool.query('checkpoint');
  const { rows: files } = await pool.query<{ path: string; name: string }>(
    `with places as (
       select format('base/%s', oid) as place from pg_database where datname = current_database()
       union all select 'global'
     )
     select format('%s/%s', place, name) as path, name from places, pg_ls_dir(place) as name`,
  );
  const found: string[] = [];
  for (let from = 0; from < files.length; from += atOnce) {
    const some = files.slice(from, from + atOnce);
    const { rows } = await pool.query<{ path: string; relation: string | null }>(
      `select path, pg_filenode_relation(0, substring(name from '^\\d+')::oid)::text as relation
       from unnest($2::text[], $3::text[]) as files (path, name)
       where position(convert_to($1, 'UTF8') in coalesce(pg_read_binary_file(path, 0, 1000000000, true), '')) > 0`,
      [words, some.map(({ path }) => path), some.map(({ name }) => name)],
    );
    found.push(...rows.map(({ path, relation }) => `${path} ${relation ?? ''}`));
  }
  return found;
};

/** All that the tables of a desk hold, as a dump would write it. */
export const dumpOf = async ({ pool, schema }: Database): Promise<string> => {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where starts_with(schemaname, $1)`,
    [schema],
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ text: string }>(`select row_to_json(t)::text as text from ${name} as t`);
    texts.push(name, ...rows.map(({ text }) => text));
  }
  return texts.join('\n');
};

const installed = (): ReadonlyArray<string> => {
  const versions = '/usr/lib/postgresql';
  const folders = [
    ...(existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, 'bin')) : []),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  return folders.map((folder) => join(folder, 'pg_dump')).filter((program) => existsSync(program));
};

/** The dump that pg_dump writes of a database on a server; undefined where no pg_dump is installed that knows the server's version. */
export const pgDumpOf = async ({ pool }: Database): Promise<string | undefined> => {
  const { rows } = await pool.query<{ major: number; name: string }>(
    `select current_setting('server_version_num')::integer / 10000 as major, current_database() as name`,
  );
  const [database] = rows;
  const url = new URL(process.env['CASEBOOK_TEST_DATABASE_URL'] ?? '');
  url.pathname = `/${database?.name}`;
  for (const program of installed()) {
    const version = /\d+/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout)?.[0];
    if (database === undefined || Number(version) < database.major) continue;
    const dump = spawnSync(program, ['--dbname', url.href], { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (dump.status === 0) return dump.stdout;
  }
  return undefined;
};
