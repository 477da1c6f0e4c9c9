import { sql } from 'kysely';
import { Client } from 'pg';
import { eventStoreContract, newEvent } from '@casebook/event-store/contract';
import { checkAtStart, migrate, openDatabase, postgresEventStore } from '@casebook/event-store-postgres';
import { streamName } from '@casebook/event-store';
import { literal, TenantId } from '@casebook/vocabulary';
import { openServer, type ServerDatabase } from '../testing/server-database';
import { startTransactionPooler, type TransactionPooler } from '../testing/transaction-pooler';

let server: ServerDatabase;
let pooler: TransactionPooler;
beforeAll(async () => {
  server = await openServer();
  pooler = await startTransactionPooler(server.url);
}, 60_000);
afterAll(async () => {
  await pooler.close();
  await server.close();
});

let schemas = 0;
eventStoreContract('postgresEventStore behind a pooler in transaction mode', async () => {
  schemas += 1;
  const database = await openDatabase({ url: pooler.url, schema: `contract_${schemas}` });
  await migrate(database);
  await checkAtStart(database);
  const store = postgresEventStore(database);
  return {
    ...store,
    close: async () => {
      await store.close();
      await database.close();
    },
  };
});

describe('a pooler in transaction mode', () => {
  const connected = async (): Promise<Client> => {
    const client = new Client({ connectionString: pooler.url });
    client.on('error', () => undefined); // it is ended where it asks for too much
    await client.connect();
    return client;
  };
  const pid = async (client: Client): Promise<unknown> =>
    (await client.query('select pg_backend_pid() as pid')).rows[0];

  test('gives a client another connection after a transaction, and the same one within', async () => {
    const client = await connected();
    const outside = [await pid(client), await pid(client)];
    expect(outside[0]).not.toEqual(outside[1]);
    await client.query('begin');
    expect(await pid(client)).toEqual(await pid(client));
    await client.query('commit');
    await client.end();
  });

  test('serves more clients than it has connections', async () => {
    const clients = await Promise.all(Array.from({ length: 12 }, connected));
    const pids = await Promise.all(clients.map(pid));
    expect(new Set(pids.map((one) => JSON.stringify(one))).size).toBeLessThanOrEqual(2);
    await Promise.all(clients.map((client) => client.end()));
  });

  test.each([
    ['a named statement', { name: 'mine', text: 'select 1' }],
    ['LISTEN', 'listen news'],
    ['a setting', `set application_name = 'mine'`],
    ['a lock of the session', 'select pg_advisory_lock(1)'],
    ['a cursor that stays', 'declare mine cursor with hold for select 1'],
  ])('refuses %s', async (_, query) => {
    const client = await connected();
    await expect(client.query(query)).rejects.toMatchObject({ code: '0A000' });
    await client.end().catch(() => undefined);
  });

  test('forgets what a client has left in a session', async () => {
    const client = await connected();
    await client.query(`begin; create temporary table mine (x integer); select pg_advisory_xact_lock(7); commit`);
    for (let turn = 0; turn < 4; turn += 1)
      expect((await client.query(`select to_regclass('mine') as mine`)).rows).toEqual([{ mine: null }]);
    await client.end();
  });

  test('ends the transaction of a client that goes away', async () => {
    const client = await connected();
    await client.query('begin; create table gone (x integer)');
    await client.end();
    const after = await connected();
    expect((await after.query(`select to_regclass('gone') as gone`)).rows).toEqual([{ gone: null }]);
    await after.end();
  });

  test('is noticed', async () => {
    const pooled = await openDatabase({ url: pooler.url });
    const direct = await openDatabase({ url: server.url });
    try {
      expect(pooled.capabilities).toMatchObject({ engine: 'postgres', keepsSessions: false });
      expect(direct.capabilities).toMatchObject({ keepsSessions: true, isStandby: false });
    } finally {
      await pooled.close();
      await direct.close();
    }
  });

  test('leaves no lock behind when a writer is done, and the mark where it must be', async () => {
    const database = await openDatabase({ url: pooler.url });
    try {
      await Promise.all([1, 2, 3].map(() => migrate(database)));
      const stores = [1, 2, 3, 4].map(() => postgresEventStore(database));
      const writes = stores.flatMap((store, writer) =>
        Array.from({ length: 10 }, (_, turn) => {
          const stream = streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id: String(turn % 3) });
          return store.append(stream, { is: 'any' }, [newEvent(`${writer} ${turn}`)])();
        }),
      );
      expect((await Promise.all(writes)).every(({ _tag }) => _tag === 'Right')).toBe(true);
      const { rows } = await sql`
        select from pg_locks where locktype = 'advisory'
          and database = (select oid from pg_database where datname = current_database())`.execute(server.kysely);
      expect(rows).toEqual([]);
      expect(await stores[0]?.readAll({ after: 0, limit: 100 })()).toMatchObject({
        right: { events: { length: 40 }, end: true },
      });
      expect(pooler.handed()).toBeGreaterThan(10);
    } finally {
      await database.close();
    }
  });
});
