import * as E from 'fp-ts/Either';
import { streamName, type EventStore } from '@casebook/event-store';
import { newEvent, newEvents } from '@casebook/event-store/contract';
import { migrate, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { Instant, literal, TenantId } from '@casebook/vocabulary';

const stream = (id: string) => streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id });
const any = { is: 'any' } as const;

describe.each(testDatabases)('appends on $name', ({ open }) => {
  let database: Database;
  let store: EventStore;
  beforeEach(async () => {
    database = await open();
    await migrate(database);
    store = postgresEventStore(database);
  }, 60_000);
  afterEach(() => database.close());

  test('that are asked for together share a transaction', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `s${index}`);
    await Promise.all(ids.map((id) => store.append(stream(id), any, newEvents(id, 2))()));
    const { rows } = await database.pool.query<{ transactions: string }>(
      `select count(distinct xmin::text) as transactions from "${database.schema}".events`,
    );
    expect(Number(rows[0]?.transactions)).toBeLessThan(5);
  });

  test('have a transaction each where groups are switched off', async () => {
    const alone = postgresEventStore(database, { groupCommit: false });
    const ids = Array.from({ length: 40 }, (_, index) => `s${index % 30}`);
    const answers = await Promise.all(
      ids.map((id, index) => alone.append(stream(id), any, newEvents(`${index}`, 2))()),
    );
    expect(answers.every(E.isRight)).toBe(true);
    const { rows } = await database.pool.query<{ transactions: string }>(
      `select count(distinct xmin::text) as transactions from "${database.schema}".events`,
    );
    expect(Number(rows[0]?.transactions)).toBe(40);
  });

  test('of which too many wait are refused, and taken once when they are repeated', async () => {
    const bounded = postgresEventStore(database, { waiting: { appends: 10 } });
    const ids = Array.from({ length: 50 }, (_, index) => `s${index}`);
    const tried = (left: ReadonlyArray<string>) =>
      Promise.all(left.map(async (id) => [id, await bounded.append(stream(id), any, newEvents(id, 2))()] as const));
    let refusals = 0;
    for (let left: ReadonlyArray<string> = ids; left.length > 0;) {
      const refused = (await tried(left)).flatMap(([id, answer]) =>
        E.isLeft(answer) ? [[id, answer.left] as const] : [],
      );
      for (const [, failure] of refused)
        expect(failure).toEqual({
          type: 'StoreUnavailable',
          message: '10 appends wait already, the most allowed: this one was not tried, and repeating it later is safe',
        });
      refusals += refused.length;
      left = refused.map(([id]) => id);
    }
    expect(refusals).toBe(40 + 30 + 20 + 10);
    const log = await store.readAll({ after: 0, limit: 1_000 })();
    expect(E.isRight(log) && log.right.events).toHaveLength(100);
  });

  test('with one among them that the database refuses are taken without it', async () => {
    const tooMuch = newEvent('too much', { schema: 3_000_000_000 });
    const answers = await Promise.all([
      store.append(stream('a'), any, newEvents('a', 2))(),
      store.append(stream('b'), any, [tooMuch])(),
      store.append(stream('c'), any, newEvents('c', 2))(),
    ]);
    expect(answers.map(E.isRight)).toEqual([true, false, true]);
    expect(answers[1]).toMatchObject({
      left: { type: 'StoreUnavailable', message: expect.stringContaining('3000000000') },
    });
  });

  test('on a database that takes none, as after a failover, are not tried one by one', async () => {
    await database.pool.query('set default_transaction_read_only = on');
    const asked = jest.spyOn(database.pool, 'query');
    try {
      const ids = Array.from({ length: 100 }, (_, index) => `s${index}`);
      const answers = await Promise.all(ids.map((id) => store.append(stream(id), any, newEvents(id, 1))()));
      expect(answers.every(E.isLeft)).toBe(true);
      expect(answers[0]).toMatchObject({ left: { message: expect.stringContaining('read-only transaction') } });
      expect(asked.mock.calls.length).toBeLessThan(5);
    } finally {
      asked.mockRestore();
      await database.pool.query('set default_transaction_read_only = off');
    }
  });

  test('are recorded at the database’s clock, or at the one that is given', async () => {
    const before = await database.pool.query<{ now: Date }>('select clock_timestamp() as now');
    const own = await store.append(stream('a'), any, newEvents('a', 1))();
    const elapsed = E.isRight(own) ? Date.parse(own.right.events[0].recordedAt) - Number(before.rows[0]?.now) : NaN;
    expect(elapsed).toBeGreaterThanOrEqual(-1);
    expect(elapsed).toBeLessThan(30_000);

    const given = literal(Instant, '2026-03-04T05:06:07.890Z');
    const clocked = postgresEventStore(database, { clock: () => given });
    await clocked.append(stream('b'), any, newEvents('b', 1))();
    const read = await store.readStream(stream('b'))();
    expect(E.isRight(read) && read.right[0]?.recordedAt).toBe(given);
  });

  test('and reads on a database that is gone are unavailable, not thrown', async () => {
    const gone = postgresEventStore({ ...database, schema: 'nowhere' });
    const answers = await Promise.all([
      gone.append(stream('a'), any, newEvents('a', 1))(),
      gone.readStream(stream('a'))(),
      gone.readAll({ after: 0, limit: 1 })(),
      gone.head()(),
    ]);
    expect(answers.map((answer) => E.isLeft(answer) && answer.left.type)).toEqual(Array(4).fill('StoreUnavailable'));
    await expect(gone.subscribe({ after: 0 })[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      cause: { type: 'StoreUnavailable' },
    });
  });
});
