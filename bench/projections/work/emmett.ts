import { setTimeout as pause } from 'node:timers/promises';
import {
  getPostgreSQLEventStore,
  pongoSingleStreamProjection,
  rebuildPostgreSQLProjections,
} from '@event-driven-io/emmett-postgresql';
import { openCasebook } from '@casebook/casebook';
import type { Projection, Typed } from '@casebook/projection';
import type { Recorded } from '@casebook/event-store';
import { Pool } from 'pg';
import { timed, type Took } from '../apart';
import type { Place } from '../open-desk';

const model = 'queue_entries';
const collection = 'documents'; // a name that none of our views has

const modelOf = async (url: string): Promise<Projection> => {
  const casebook = await openCasebook({ database: url });
  const found = casebook.readModels.projections.find(({ name }) => name === model);
  await casebook.close();
  if (found === undefined) throw new Error(`there is no ${model}`);
  return found;
};

/** The first so many events of the desk, in Emmett's own tables of the same database: the same JSON under the same types. */
export const emmettFilled = async ({ url, events }: Place & { readonly events: number }): Promise<number> => {
  const pool = new Pool({ connectionString: url });
  const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
  await store.schema.migrate();
  const { rowCount } = await pool.query(
    `insert into emt_messages (stream_id, stream_position, partition, message_data, message_metadata, message_schema_version,
      message_type, message_id, transaction_id)
    select stream, revision + 1, 'emt:default', data::jsonb || jsonb_build_object('type', type, 'at', occurred_at), '{}', '1', type,
      id::text, pg_current_xact_id()
    from casebook.events order by position limit $1`,
    [events],
  );
  await pool.query(
    `insert into emt_streams (stream_id, stream_position, partition, stream_type, stream_metadata)
    select stream_id, max(stream_position), 'emt:default', 'case', '{}' from emt_messages group by stream_id`,
  );
  await pool.query('vacuum (analyze, freeze) emt_messages, emt_streams');
  await store.close();
  await pool.end();
  return rowCount ?? 0;
};

type Document = Record<string, unknown>;

/** As much of what Emmett hands over as our handlers read. */
interface Happened {
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly metadata: { readonly streamPosition: bigint };
}

/** Emmett's own rebuild of one of the read models, the queue entry: one document a case, folded by the very handlers that fold ours. */
export const emmettRebuilt = async ({ url, batch }: Place & { readonly batch: number | null }): Promise<Took> => {
  const { on } = await modelOf(url);
  const projection = pongoSingleStreamProjection({
    collectionName: collection,
    canHandle: Object.keys(on),
    evolve: (document: Document | null, { type, data, metadata }: Happened) => {
      // What our handlers read of an event besides its fields.
      const recorded = {
        type,
        event: data,
        occurredAt: data['at'],
        revision: Number(metadata.streamPosition) - 1,
        actor: { kind: 'agent' },
      } as unknown as Recorded<Typed>; // no handler of the queue entry looks at anything else
      const [row] = on[type]?.(document === null ? [] : [document], recorded) ?? [];
      return row === undefined ? document : { ...row };
    },
  });
  const consumer = rebuildPostgreSQLProjections({
    connectionString: url,
    projections: [projection],
    ...(batch === null ? {} : { pulling: { batchSize: batch } }),
  });
  const pool = new Pool({ connectionString: url });
  // It ends where it can read no more, and it reads nothing while a transaction from before is open, be it the server's own.
  for (let isReadable = false; !isReadable; await pause(100)) {
    const { rows } = await pool.query<{ readable: boolean }>(
      'select max(transaction_id) < pg_snapshot_xmin(pg_current_snapshot()) as readable from emt_messages',
    );
    isReadable = rows[0]?.readable === true;
  }
  const took = await timed(async () => {
    await consumer.start();
    const { rows } = await pool.query<{ count: string }>('select count(*) from emt_messages');
    return Number(rows[0]?.count);
  });
  const { rows } = await pool.query<{ documents: string; cases: string }>(
    `select (select count(*) from ${collection}) as documents, (select count(*) from emt_streams) as cases`,
  );
  await consumer.close();
  await pool.end();
  const [counts] = rows;
  if (counts === undefined || counts.documents !== counts.cases)
    throw new Error(`${counts?.documents ?? '0'} documents were made of ${counts?.cases ?? '0'} cases`);
  return took;
};
