import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { Pool } from 'pg';
import type { Contender } from './contestants';
import { samplePayload } from './sample-event';

/** Emmett's PostgreSQL store as its documentation sets it up, with a pool as large as the others'. */
export const emmett: Contender = async (url) => {
  const pool = new Pool({ connectionString: url });
  const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
  await store.schema.migrate();
  return {
    name: 'Emmett',
    keeps:
      'expectations that are a revision, and an order without gaps for readers; no idempotence by event id, no late flag, no hashes, the payload as jsonb and not as written',
    fill: async (events) => {
      await pool.query(
        `insert into emt_messages (stream_id, stream_position, partition, message_data, message_metadata, message_schema_version,
          message_type, message_id, transaction_id)
        select 'case-bench_fill-' || (n - 1) / 10, (n - 1) % 10 + 1, 'emt:default', $2, '{}', '1', 'CaseAssigned', gen_random_uuid()::text,
          pg_current_xact_id()
        from generate_series(1, $1::bigint) as n`,
        [events, JSON.stringify(samplePayload())],
      );
      await pool.query(
        `insert into emt_streams (stream_id, stream_position, partition, stream_type, stream_metadata)
        select 'case-bench_fill-' || n, 10, 'emt:default', 'case', '{}' from generate_series(0, $1::bigint / 10 - 1) as n`,
        [events],
      );
      await pool.query('vacuum (analyze, freeze) emt_messages, emt_streams');
    },
    append: async (stream, have, count) => {
      const events = Array.from({ length: count }, () => ({ type: 'CaseAssigned', data: samplePayload() }));
      await store.appendToStream(stream, events, { expectedStreamVersion: BigInt(have) });
    },
    stored: async () => {
      const { rows } = await pool.query<{ count: string }>('select count(*) from emt_messages');
      return Number(rows[0]?.count);
    },
    close: async () => {
      await store.close();
      await pool.end();
    },
  };
};
