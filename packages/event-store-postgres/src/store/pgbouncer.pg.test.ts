import { eventStoreContract } from '@casebook/event-store/contract';
import { checkAtStart, migrate, openDatabase, postgresEventStore } from '@casebook/event-store-postgres';
import { installedPgbouncer, startPgbouncer } from '../testing/network/pgbouncer';
import { openServer, type ServerDatabase } from '../testing/server-database';

const program = installedPgbouncer();

if (program === undefined)
  test.skip('behind pgbouncer, which is not installed: the pooler of pooled.pg.test.ts stands in', () => undefined);
else {
  let server: ServerDatabase;
  let pgbouncer: Awaited<ReturnType<typeof startPgbouncer>>;
  beforeAll(async () => {
    server = await openServer();
    pgbouncer = await startPgbouncer(program, server.url);
  }, 60_000);
  afterAll(async () => {
    await pgbouncer.close();
    await server.close();
  });

  let schemas = 0;
  eventStoreContract('postgresEventStore behind pgbouncer in transaction mode', async () => {
    schemas += 1;
    const database = await openDatabase({ url: pgbouncer.url, schema: `contract_${schemas}` });
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

  test('pgbouncer is noticed', async () => {
    const database = await openDatabase({ url: pgbouncer.url });
    expect(database.capabilities).toMatchObject({ keepsSessions: false });
    await database.close();
  });
}
