import { sql } from 'kysely';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { instantText } from './sql-types';

describe.each(testDatabases)('a result on $name', ({ open }) => {
  test('is made of instants, numbers, dates and parsed JSON, whatever the zone of the session', async () => {
    const database = await open();
    try {
      const { rows } = await database.kysely.transaction().execute(async (transaction) => {
        await sql`set local time zone 'Asia/Kolkata'`.execute(transaction);
        return sql`select timestamptz '2026-03-01 12:00:00.1239Z' as instant, timestamptz '0001-01-01 00:00:00Z BC' as first,
          array[timestamptz '2026-03-01 12:00Z', null] as instants, date '2026-03-01' as day, array[date '2026-03-01'] as days,
          9007199254740991::bigint as "bigint", array[1, null]::bigint[] as bigints, 1.25::numeric as "numeric",
          '{"a":[1]}'::json as "json", '{"a":[1]}'::jsonb as "jsonb", interval '90 minutes' as "interval",
          timestamp '2026-03-01 12:00' as "local", 'é😀' as "text", null::bigint as nothing`.execute(transaction);
      });
      expect(rows).toEqual([
        {
          instant: '2026-03-01T12:00:00.123Z',
          first: '0000-01-01T00:00:00.000Z',
          instants: ['2026-03-01T12:00:00.000Z', null],
          day: '2026-03-01',
          days: ['2026-03-01'],
          bigint: 9007199254740991,
          bigints: [1, null],
          numeric: 1.25,
          json: { a: [1] },
          jsonb: { a: [1] },
          interval: '01:30:00',
          local: '2026-03-01 12:00:00',
          text: 'é😀',
          nothing: null,
        },
      ]);
      await expect(sql`select 9007199254740993::bigint`.execute(database.kysely)).rejects.toThrow(
        '9007199254740993 is more than a number holds exactly',
      );
    } finally {
      await database.close();
    }
  }, 60_000);

  test('is an error with code and detail where the statement fails, and the next statement succeeds', async () => {
    const database = await open();
    try {
      await sql`create table ${sql.table(`${database.schema}_once`)} (n integer primary key)`.execute(database.kysely);
      const twice = sql`insert into ${sql.table(`${database.schema}_once`)} values (1), (1)`.execute(database.kysely);
      await expect(twice).rejects.toMatchObject({ code: '23505', detail: 'Key (n)=(1) already exists.' });
      const { rows } = await sql`select count(*) from ${sql.table(`${database.schema}_once`)}`.execute(database.kysely);
      expect(rows).toEqual([{ count: 0 }]);
      await sql`drop table ${sql.table(`${database.schema}_once`)}`.execute(database.kysely);
    } finally {
      await database.close();
    }
  }, 60_000);

  test('stays out of a transaction that failed', async () => {
    const database = await open();
    try {
      const failed = database.kysely.transaction().execute(async (transaction) => {
        await sql`create temporary table gone (n integer)`.execute(transaction);
        throw new Error('enough');
      });
      await expect(failed).rejects.toThrow('enough');
      expect((await sql`select to_regclass('gone') as gone`.execute(database.kysely)).rows).toEqual([{ gone: null }]);
    } finally {
      await database.close();
    }
  }, 60_000);
});

describe('an instant', () => {
  test.each([
    ['2026-03-01 12:00:00+00', '2026-03-01T12:00:00.000Z'],
    ['2026-03-01 12:00:00.5-03:30', '2026-03-01T15:30:00.500Z'],
    ['1883-11-18 12:03:58.000001-00:00:02', '1883-11-18T12:04:00.000Z'],
    ['0001-12-31 23:00:00+01 BC', '0000-12-31T22:00:00.000Z'],
  ])('is read from %s as %s', (text, instant) => {
    expect(instantText(text)).toBe(instant);
  });

  test.each(['infinity', '03/01/2026 12:00:00 UTC', '2026-03-01 12:00:00'])('is not read from %s', (text) => {
    expect(() => instantText(text)).toThrow(`${text} is no instant`);
  });
});
