import { join } from 'node:path';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { Pool } from 'pg';
import type { Contender } from '../contender';
import type { Counted, Happened } from '../examine';
import { createTallies } from './tallies';

/** Emmett's PostgreSQL consumer with one projection, under the lock that it has for that: whole seconds, 300 by default. */
export const emmett = (seconds: number): Contender => ({
  name: `Emmett with a lock of ${seconds} s`,
  log: 'emmett',
  worker: (url, name) => [join(__dirname, 'worker.ts'), url, name, String(seconds)],
  isHeldBy: (holder, { name }) => holder === name,
  lease: seconds * 1_000,
  killsServer: false, // its consumer gives up then, and so does the process

  checkpoints: {
    table: 'emt_processors',
    key: `$processor_id`,
    position: '$last_processed_checkpoint::bigint',
    epoch: 'null',
    holder: `nullif($processor_instance_id, 'emt:unknown')`,
    until: `$last_updated + interval '${seconds} s'`,
  },
  prepare: async (url) => {
    const store = getPostgreSQLEventStore(url);
    await store.schema.migrate();
    await store.close();
    const pool = new Pool({ connectionString: url });
    await pool.query(createTallies);
    await pool.end();
  },
  seen: async ({ pool }) => {
    const { rows: log } = await pool.query<Happened>(
      `select stream_id as stream, global_position::float8 as position, (message_data->>'amount')::float8 as amount
       from emt_messages order by stream_id, stream_position`,
    );
    const { rows: tallies } = await pool.query<Counted>(
      'select stream, events, sum::float8 as sum, positions::float8[] as positions, 0 as disorder from tallies',
    );
    return { log, tables: [{ name: 'tallies', counted: tallies, reached: null }] };
  },
});
