import { streamName } from '@casebook/event-store';
import { newEvents } from '@casebook/event-store/contract';
import { migrate, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { literal, TenantId } from '@casebook/vocabulary';
import type { PoolClient } from 'pg';
import { namesIn } from '../schema/names';
import { appendCall } from './append-call';

const stream = (id: string) => streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id });

/** Rows of the log that the database looks at for one append, in a transaction that is then undone. */
const rowsRead = async (client: PoolClient, { schema }: Database, id: string, name: string): Promise<number> => {
  await client.query('begin');
  try {
    const before = await counted(client, schema);
    await client.query(
      appendCall(namesIn(schema), [{ stream: stream(id), expected: { is: 'any' }, events: newEvents(name, 3) }], null),
    );
    return (await counted(client, schema)) - before;
  } finally {
    await client.query('rollback');
  }
};

const counted = async (client: PoolClient, schema: string): Promise<number> => {
  const { rows } = await client.query<{ read: string }>(
    `select sum(t.seq_tup_read + coalesce(t.idx_tup_fetch, 0) + i.read) as read from pg_stat_xact_user_tables as t,
      lateral (select coalesce(sum(pg_stat_get_xact_tuples_returned(x.indexrelid)), 0) as read from pg_index as x where x.indrelid = t.relid) as i
     where t.schemaname = $1`,
    [schema],
  );
  return Number(rows[0]?.read);
};

describe.each(testDatabases)('an append on $name', ({ open }) => {
  let database: Database;
  beforeEach(async () => {
    database = await open();
    await migrate(database);
    database.pool.options.max = 1; // one session: plans that were made while the log was empty are kept
  }, 60_000);
  afterEach(() => database.close());

  test('looks at a handful of rows, however long the log and its stream have become', async () => {
    const store = postgresEventStore(database);
    const read = async (id: string, name: string): Promise<number> => {
      const client = await database.pool.connect();
      try {
        return await rowsRead(client, database, id, name);
      } finally {
        client.release();
      }
    };
    for (let round = 0; round < 10; round += 1) await read('long', `warm ${round}`);
    for (let round = 0; round < 20; round += 1) {
      await store.append(stream('long'), { is: 'any' }, newEvents(`long ${round}`, 200))();
      await store.append(stream(`short ${round}`), { is: 'any' }, newEvents(`short ${round}`, 200))();
    }
    expect(await read('long', 'one more')).toBeLessThan(20);
    expect(await read('new', 'another')).toBeLessThan(20);
  });
});
