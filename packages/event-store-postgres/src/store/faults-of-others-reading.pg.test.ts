import type { PoolClient } from 'pg';
import { streamName, type EventStore, type StoredEvent } from '@casebook/event-store';
import { newEvents } from '@casebook/event-store/contract';
import { migrate, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { literal, TenantId } from '@casebook/vocabulary';
import { namesIn } from '../schema/names';
import { rightOf } from '../testing/right-of';
import { appendCall } from './append-call';

// As faults-of-others-appending.pg.test.ts, for those who read.
const any = { is: 'any' } as const;
const stream = (id: string) => streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id });
const called = ({ schema }: Database, id: string, events: ReturnType<typeof newEvents>) =>
  appendCall(namesIn(schema), [{ stream: stream(id), expected: any, events }], null);

describe.each(testDatabases)('on $name', ({ open }) => {
  let database: Database;
  let store: EventStore;
  beforeAll(async () => {
    database = await open();
    await migrate(database);
    store = postgresEventStore(database);
  }, 60_000);
  afterAll(() => database.close());

  // KurrentDB's client #187, KurrentDB #2606, #4892: a filtered reader's mark stood still or was wrong.
  test('a reader whose filter lets nothing through comes to the end of the log all the same', async () => {
    const head = rightOf(await store.head()());
    rightOf(await store.append(stream('filtered'), any, newEvents('filtered', 30))());
    const page = rightOf(await store.readAll({ after: head, limit: 7, filter: { types: ['Nothing'] } })());
    expect(page).toEqual({ events: [], position: rightOf(await store.head()()), end: true });
  });

  test('an aggregate is read from one revision to another', async () => {
    const { events } = rightOf(await store.append(stream('range'), any, newEvents('range', 9))());
    const read = rightOf(await store.readStream(stream('range'), { from: 3, upTo: events[5]?.position ?? 0 })());
    expect(read).toEqual(events.slice(3, 6));
  });

  // Marten #2681, #2245: a reader stood still at numbers that had been rolled back.
  test('positions that were rolled back are not waited for', async () => {
    const client = await database.pool.connect();
    try {
      await client.query('begin');
      await client.query(called(database, 'rolled back', newEvents('rolled back', 5)));
    } finally {
      await client.query('rollback');
      client.release();
    }
    const { position } = rightOf(await store.append(stream('after it'), any, newEvents('after it', 1))());
    expect(rightOf(await store.head()())).toBe(position);
    expect(rightOf(await store.readStream(stream('rolled back'))())).toEqual([]);
  });

  // Emmett, pollingMessageSource.ts: the loop slept between full batches.
  test('full pages follow each other without a pause', async () => {
    const begin = rightOf(await store.head()());
    const number = 3_500;
    await Promise.all(
      Array.from({ length: 7 }, (_, index) =>
        store.append(stream(`page ${index}`), any, newEvents(`page ${index}`, 500))(),
      ),
    );
    const seen: StoredEvent[] = [];
    const pauses = jest.spyOn(globalThis, 'setTimeout');
    try {
      for await (const page of store.subscribe({ after: begin })) {
        seen.push(...page.events);
        // Timers that guard a statement or an idle connection are longer than any pause.
        if (seen.length < number) expect(pauses.mock.calls.filter(([, millis = 0]) => millis < 5_000)).toEqual([]);
        else break;
      }
    } finally {
      pauses.mockRestore();
    }
    expect(seen).toHaveLength(number);
  }, 60_000);
});

describe.each(testDatabases.filter(({ name }) => name === 'PostgreSQL'))(
  'on $name, transactions under way',
  ({ open }) => {
    let database: Database;
    let store: EventStore;
    const clients: PoolClient[] = [];
    const begun = async (id: string): Promise<PoolClient> => {
      const client = await database.pool.connect();
      clients.push(client);
      await client.query(`begin; set local lock_timeout = '5s'`);
      await client.query(called(database, id, newEvents(id, 1)));
      return client;
    };
    beforeEach(async () => {
      database = await open();
      await migrate(database);
      store = postgresEventStore(database, { deadline: 5_000 });
    }, 60_000);
    afterEach(async () => {
      for (const client of clients.splice(0)) {
        await client.query('rollback');
        client.release();
      }
      await database.close();
    });

    // message-db: a lock over the category, held until commit. RES, pyeventsourcing: one for all writers.
    test('of eight writers of one category none waits for another', async () => {
      const writers: PoolClient[] = [];
      for (let writer = 0; writer < 8; writer += 1) writers.push(await begun(`writer ${writer}`));
      rightOf(await store.append(stream('beside them'), any, newEvents('beside them', 1))());
      for (const writer of writers.reverse()) await writer.query('commit');
      const { events } = rightOf(await store.readAll({ after: 0, limit: 100 })());
      expect(events).toHaveLength(9);
    });

    // Emmett, readLastMessageCheckpoint.ts: who started at the end skipped what had a lower number and was not yet committed.
    test('who starts at the end misses nothing that is still being written', async () => {
      rightOf(await store.append(stream('before'), any, newEvents('before', 1))());
      const slow = await begun('slow');
      rightOf(await store.append(stream('fast'), any, newEvents('fast', 1))());
      const after = rightOf(await store.head()());
      const seen: string[] = [];
      const follow = async (): Promise<void> => {
        for await (const page of store.subscribe({ after })) {
          seen.push(...page.events.map((event) => event.stream));
          if (seen.length === 2) return;
        }
      };
      const following = follow();
      await slow.query('commit');
      await following;
      expect(seen).toEqual([stream('slow'), stream('fast')]);
    });
  },
);
