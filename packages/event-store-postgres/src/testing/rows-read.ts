import type { PoolClient } from 'pg';

const counted = async (client: PoolClient, schema: string): Promise<number> => {
  const { rows } = await client.query<{ read: string }>(
    `select sum(t.seq_tup_read + coalesce(t.idx_tup_fetch, 0) + i.read) as read from pg_stat_xact_user_tables as t,
      lateral (select coalesce(sum(pg_stat_get_xact_tuples_returned(x.indexrelid)), 0) as read from pg_index as x where x.indrelid = t.relid) as i
     where t.schemaname = $1`,
    [schema],
  );
  return Number(rows[0]?.read);
};

/** Rows of a schema's tables and their indexes that the database looks at for something, in a transaction that is then undone. */
export const rowsRead = async (
  client: PoolClient,
  schema: string,
  something: () => Promise<unknown>,
): Promise<number> => {
  await client.query('begin');
  try {
    const before = await counted(client, schema);
    await something();
    return (await counted(client, schema)) - before;
  } finally {
    await client.query('rollback');
  }
};
