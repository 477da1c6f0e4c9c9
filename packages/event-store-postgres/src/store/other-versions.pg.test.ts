import { randomBytes } from 'node:crypto';
import { eventStoreContract } from '@casebook/event-store/contract';
import { migrate, openDatabase, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { startPrivatePostgres, versions, type PrivatePostgres } from '@casebook/postgres-for-tests';

const [first, ...others] = versions();

/** A schema of its own, which ends with the server. */
const opened = ({ url }: PrivatePostgres): Promise<Database> =>
  openDatabase({ url, schema: `test_${randomBytes(8).toString('hex')}` });

if (others.length === 0)
  test.skip(`other versions of PostgreSQL: only ${first === undefined ? 'none' : first.major} is on this machine`, () =>
    undefined);

for (const { major, installation } of others)
  describe(`on PostgreSQL ${major}`, () => {
    let server: PrivatePostgres;
    beforeAll(async () => {
      server = await startPrivatePostgres([installation]);
    }, 60_000);
    afterAll(() => server.stop());

    test('the tables are made, and nothing is left to do when they are made again', async () => {
      const database = await opened(server);
      const { rows } = await database.pool.query<{ version: string }>(
        `select current_setting('server_version_num')::integer / 10000 as version`,
      );
      expect(rows).toEqual([{ version: major }]);
      await migrate(database);
      await migrate(database);
      await database.close();
    });

    eventStoreContract(`postgresEventStore on PostgreSQL ${major}`, async () => {
      const database = await opened(server);
      await migrate(database);
      const store = postgresEventStore(database);
      const close = async () => {
        await store.close();
        await database.close();
      };
      return { ...store, close };
    });
  });
