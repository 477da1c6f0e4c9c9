import { migrate, openDatabase, postgresEventStore } from '@casebook/event-store-postgres';
import { streamName } from '@casebook/event-store';
import { newEvent } from '@casebook/event-store/contract';
import { literal, TenantId } from '@casebook/vocabulary';
import { openServer, type ServerDatabase } from '../testing/server-database';
import { migrateWith } from './migrate';
import { migrations } from './migrations';

const newest = Math.max(...migrations.map(({ version }) => version));
const next = migrateWith([
  ...migrations,
  {
    version: newest + 1,
    name: 'a further column',
    statements: ({ streams, events }) => [
      `alter table ${streams} add column "further" text`,
      `alter table ${events} add column "further" text`,
    ],
  },
]);

const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

// An embedded database has one connection, which nobody else can hold meanwhile.
describe('a migration that finds the tables in use', () => {
  let database: ServerDatabase;
  beforeEach(async () => {
    database = await openServer();
    await migrate(database);
    const stream = streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id: 'one' });
    await postgresEventStore(database).append(stream, { is: 'any' }, [newEvent('one')])();
  }, 60_000);
  afterEach(() => database.close());

  const applied = async (): Promise<ReadonlyArray<number>> => {
    const { rows } = await database.pool.query<{ version: number }>(
      `select version from "${database.schema}".migrations order by version`,
    );
    return rows.map(({ version }) => version);
  };

  test('lets readers pass while it waits, and goes on when they are free', async () => {
    const { pool, schema } = database;
    const holder = await pool.connect();
    let slowest = 0;
    try {
      await holder.query('begin');
      await holder.query(`select from "${schema}".events`);
      const migrating = next(database);
      const until = Date.now() + 1_500;
      while (Date.now() < until) {
        const from = Date.now();
        const { rows } = await pool.query(`select from "${schema}".events`);
        expect(rows).toHaveLength(1);
        slowest = Math.max(slowest, Date.now() - from);
        await pause(10);
      }
      expect(await applied()).not.toContain(newest + 1);
      await holder.query('commit');
      await migrating;
    } finally {
      holder.release();
    }
    expect(await applied()).toContain(newest + 1);
    expect(slowest).toBeGreaterThan(50); // somebody did wait behind the migration
    expect(slowest).toBeLessThan(1_400); // and not for as long as the holder was there
  });

  test('gives up in the end, says who holds them, and has changed nothing', async () => {
    const { pool, schema } = database;
    const holder = await pool.connect();
    try {
      await holder.query(`set application_name = 'a long report'; begin; select from "${schema}".events`);
      const { rows } = await holder.query<{ pid: number }>('select pg_backend_pid() as pid');
      await expect(next(database, { patience: 600 })).rejects.toMatchObject({
        type: 'DatabaseUnavailable',
        message: expect.stringContaining(`in use by connection ${rows[0]?.pid} of a long report as `),
      });
      const { rows: columns } = await pool.query(
        `select from information_schema.columns where table_schema = $1 and column_name = 'further'`,
        [schema],
      );
      expect(columns).toEqual([]);
      expect(await applied()).not.toContain(newest + 1);
    } finally {
      await holder.query('reset application_name; rollback').catch(() => undefined);
      await holder.query('rollback');
      holder.release();
    }
    await next(database);
    expect(await applied()).toContain(newest + 1);
  });

  test('is not ended by the role’s own limits', async () => {
    const slow = migrateWith([
      ...migrations,
      { version: newest + 1, name: 'slow', statements: () => ['select pg_sleep(0.4)'] },
    ]);
    const limit = `set statement_timeout = '200ms'`;
    await database.pool.query(`alter database "${new URL(database.url).pathname.slice(1)}" ${limit}`);
    const limited = await openDatabase({ url: database.url }); // connections that are there keep what they had
    try {
      await expect(limited.pool.query('select pg_sleep(0.4)')).rejects.toMatchObject({ code: '57014' });
      await slow(limited);
    } finally {
      await limited.close();
    }
    expect(await applied()).toContain(newest + 1);
  });
});
