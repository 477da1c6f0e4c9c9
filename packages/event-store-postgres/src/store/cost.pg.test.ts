import { streamName } from '@casebook/event-store';
import { newEvents } from '@casebook/event-store/contract';
import { migrate, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { literal, TenantId } from '@casebook/vocabulary';
import type { PoolClient } from 'pg';
import { namesIn } from '../schema/names';
import { rowsRead } from '../testing/rows-read';
import { appendCall } from './append-call';

const stream = (id: string) => streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id });

const append = (client: PoolClient, { schema }: Database, id: string, name: string) =>
  client.query(
    appendCall(namesIn(schema), [{ stream: stream(id), expected: { is: 'any' }, events: newEvents(name, 3) }], null),
  );

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
        return await rowsRead(client, database.schema, () => append(client, database, id, name));
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
