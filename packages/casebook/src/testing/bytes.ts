import type { Database } from '@casebook/event-store-postgres';

// For tests: what is in a database's files and in a dump of it, whatever its tables show.

/** The database's own files that hold these words, and what relation each is; the write-ahead log is left out. */
export const filesWith = async ({ pool }: Database, words: string): Promise<ReadonlyArray<string>> => {
  await pool.query('checkpoint');
  const { rows } = await pool.query<{ path: string; relation: string | null }>(
    `with places as (
       select format('base/%s', oid) as place from pg_database where datname = current_database()
       union all select 'global'
     ), files as (
       select format('%s/%s', place, name) as path, name from places, pg_ls_dir(place) as name
     )
     select path, pg_filenode_relation(0, substring(name from '^\\d+')::oid)::text as relation from files
     where position(convert_to($1, 'UTF8') in coalesce(pg_read_binary_file(path, 0, 1000000000, true), '')) > 0`,
    [words],
  );
  return rows.map(({ path, relation }) => `${path} ${relation ?? ''}`);
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
