import type { Database } from '../../database';
import { migrationSql } from '../../schema/migrations';

const literalOf = (value: string | null): string => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`);

interface Column {
  readonly table: string;
  readonly column: string;
}

/** Every value of every row of the log's tables as PostgreSQL writes it, by table, in order of the first two columns. */
export const rowsIn = async ({ pool, schema }: Pick<Database, 'pool' | 'schema'>, wanted?: ReadonlyArray<Column>) => {
  const { rows: found } = await pool.query<Column>(
    `select c.relname as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = $1::regnamespace and c.relkind = 'r' and c.relname <> 'migrations'
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     order by c.relname, a.attnum`,
    [schema],
  );
  const columns = wanted ?? found;
  const tables = [...new Set(columns.map(({ table }) => table))];
  const contents = new Map<string, ReadonlyArray<ReadonlyArray<string | null>>>();
  const client = await pool.connect();
  try {
    await client.query(`begin; set local timezone = 'UTC'; set local datestyle = 'ISO'`);
    for (const table of tables) {
      const own = columns.filter((one) => one.table === table).map(({ column }) => `"${column}"`);
      const { rows } = await client.query<Array<string | null>>({
        text: `select ${own.map((column) => `t.${column}::text`).join(', ')} from "${schema}"."${table}" as t
          order by ${own
            .slice(0, 2)
            .map((column) => `t.${column}`)
            .join(', ')}`,
        rowMode: 'array',
      });
      contents.set(table, rows);
    }
  } finally {
    await client.query('rollback');
    client.release();
  }
  return { columns, contents };
};

/**
 * The log as plain SQL, from the empty database to its last row: what `pg_dump --inserts` would say, for any client that
 * can send a text. Tables are those that the migrations of this version make.
 */
export const dump = async (database: Pick<Database, 'pool' | 'schema'>): Promise<string> => {
  const { schema } = database;
  const { columns, contents } = await rowsIn(database);
  const inserts = [...contents].flatMap(([table, rows]) => {
    const own = columns.filter((one) => one.table === table).map(({ column }) => `"${column}"`);
    const into = `insert into "${schema}"."${table}" (${own.join(', ')}) values`;
    return rows.map((row) => `${into}\n  (${row.map(literalOf).join(', ')});`);
  });
  const { rows } = await database.pool.query<{ last: string }>(
    `select last_value::text as last from "${schema}"."positions"`,
  );
  const last = `select pg_catalog.setval('"${schema}"."positions"', ${rows[0]?.last ?? '1'}, true);`;
  return [migrationSql(schema).trimEnd(), 'begin;', ...inserts, last, 'commit;', ''].join('\n\n');
};
