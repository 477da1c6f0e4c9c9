import { migrate, migrationSql, openDatabase, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { newEvent } from '@casebook/event-store/contract';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { streamName } from '@casebook/event-store';
import { literal, TenantId } from '@casebook/vocabulary';

const stream = streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id: 'one' });

const shapeOf = async ({ pool, schema }: Database): Promise<ReadonlyArray<unknown>> => {
  const { rows } = await pool.query<Record<string, string>>(
    `select table_name, column_name, data_type, is_nullable, collation_name from information_schema.columns
     where table_schema = $1 order by table_name, ordinal_position`,
    [schema],
  );
  const { rows: functions } = await pool.query<Record<string, string>>(
    `select proname, prosrc from pg_proc where pronamespace = $1::regnamespace order by proname`,
    [schema],
  );
  return [...rows, ...functions];
};

describe.each(testDatabases)('the log’s tables on $name', ({ open }) => {
  let database: Database;
  beforeEach(async () => {
    database = await open();
  }, 60_000);
  afterEach(() => database.close());

  test('are made once, by one of those that start at once', async () => {
    await Promise.all([1, 2, 3, 4].map(() => migrate(database)));
    await migrate(database);
    const { rows } = await database.pool.query(`select version, name from "${database.schema}".migrations`);
    expect(rows).toEqual([
      { version: 1, name: 'the log' },
      { version: 3, name: 'subscriptions' },
    ]);
  });

  test('are the same by the SQL that is printed for a DBA, after which nothing is left to do', async () => {
    await migrate(database);
    const migrated = await shapeOf(database);
    await database.pool.query(`drop schema "${database.schema}" cascade`);
    await database.pool.query(migrationSql(database.schema));
    expect(await shapeOf(database)).toEqual(migrated);
    await migrate(database);
    expect(await shapeOf(database)).toEqual(migrated);
  });

  test.each(['update %s set data = data', 'delete from %s where false', 'truncate %s'])('refuse: %s', async (sql) => {
    await migrate(database);
    const event = newEvent('one');
    await postgresEventStore(database).append(stream, { is: 'any' }, [event])();
    const refused = database.pool.query(sql.replace('%s', `"${database.schema}".events`));
    await expect(refused).rejects.toMatchObject({ code: '23001', message: expect.stringContaining('is append-only') });
    const { rows } = await database.pool.query(`select data from "${database.schema}".events`);
    expect(rows).toEqual([{ data: event.data }]);
  });
});

test('a schema’s name is one that needs no quoting anywhere', async () => {
  await expect(openDatabase({ memory: true, schema: 'My schema"' })).rejects.toThrow(
    'schema "My schema\\"" must be 1 to 48 lower-case letters, digits and underscores',
  );
});
