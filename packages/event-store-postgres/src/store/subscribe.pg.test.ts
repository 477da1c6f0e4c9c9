import { setTimeout as pause } from 'node:timers/promises';
import * as E from 'fp-ts/Either';
import { Client } from 'pg';
import { streamName, streamParts, type EventStore } from '@casebook/event-store';
import { newEvent, newEvents } from '@casebook/event-store/contract';
import { migrate, openDatabase, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { literal, TenantId } from '@casebook/vocabulary';
import { namesIn } from '../schema/names';
import { startRelay } from '../testing/relay';
import { appendCall } from './append-call';
import { channelOf } from './notify';
import { pollingEventStore } from './store';
import type { Polling } from './subscribe';

const server = testDatabases.filter(({ name }) => name === 'PostgreSQL');
const never: Polling = { shortest: 60_000, longest: 60_000, listening: 60_000 }; // only a notification explains what arrives
const soon = 4_000; // milliseconds: busy machines

const stream = (id: string) => streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id });

const append = async (store: EventStore, name: string): Promise<void> => {
  const answer = await store.append(stream(name), { is: 'any' }, [newEvent(name)])();
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left));
};

/** What a subscription gives, with a way to wait until a name has arrived; gives how long that took. */
const follow = (store: EventStore) => {
  const names: string[] = [];
  const stopping = new AbortController();
  const over = (async () => {
    for await (const page of store.subscribe({ after: 0, signal: stopping.signal }))
      names.push(...page.events.map(({ stream }) => streamParts(stream).id));
  })();
  return {
    names,
    arrival: async (name: string): Promise<number> => {
      const began = performance.now();
      while (!names.includes(name)) {
        if (performance.now() - began > 20_000) throw new Error(`${name} has not arrived`);
        await pause(1);
      }
      return performance.now() - began;
    },
    stop: async (): Promise<void> => {
      stopping.abort();
      await over;
    },
  };
};

describe.each(server)('subscriptions on $name', ({ open }) => {
  let writers: Database;
  let url: string;
  let writer: EventStore;
  beforeEach(async () => {
    writers = await open();
    await migrate(writers);
    writer = postgresEventStore(writers);
    const { rows } = await writers.pool.query<{ name: string }>('select current_database() as name');
    const own = new URL(process.env['CASEBOOK_TEST_DATABASE_URL'] ?? '');
    own.pathname = `/${rows[0]?.name}`;
    url = own.href;
  }, 60_000);
  afterEach(async () => {
    await writer.close();
    await writers.close();
  });

  /** Process ids of the connections that listen. */
  const listeners = async (): Promise<ReadonlyArray<number>> => {
    const { rows } = await writers.pool.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and query ilike 'listen %'`,
    );
    return rows.map(({ pid }) => pid);
  };
  const aListener = async (but: ReadonlyArray<number> = []): Promise<number> => {
    for (let round = 0; round < 1_000; round += 1) {
      const pid = (await listeners()).find((one) => !but.includes(one));
      if (pid !== undefined) {
        await pause(200); // it is listening; now it finds out that it hears
        return pid;
      }
      await pause(10);
    }
    throw new Error('nobody listens');
  };
  const reading = async (
    at: string,
    polling: Polling,
    test: (store: EventStore, database: Database) => Promise<void>,
  ): Promise<void> => {
    const readers = await openDatabase({ url: at });
    const store = pollingEventStore(readers, { polling });
    try {
      await test(store, readers);
    } finally {
      await store.close();
      await readers.close();
    }
  };

  test('are woken by what another process has appended, long before they would look', async () => {
    await reading(url, never, async (store) => {
      const { arrival, names, stop } = follow(store);
      await aListener();
      for (const name of ['one', 'two', 'three']) {
        await append(writer, name);
        expect(await arrival(name)).toBeLessThan(soon);
      }
      await stop();
      expect(names).toEqual(['one', 'two', 'three']);
      expect(await listeners()).toEqual([]);
    });
  });

  test('hear one notification for many appends', async () => {
    const client = new Client({ connectionString: url });
    await client.connect();
    let heard = 0;
    client.on('notification', () => (heard += 1));
    await client.query(`listen "${channelOf(writers.schema)}"`);
    const began = performance.now();
    for (let index = 0; index < 300; index += 1) await append(writer, `one ${index}`);
    await writer.close();
    await pause(100);
    await client.end();
    expect(heard).toBeGreaterThan(1);
    expect(heard).toBeLessThan(Math.min((performance.now() - began) / 5 + 2, 300));
  });

  test('heal when their connection is lost, and miss nothing', async () => {
    await reading(url, never, async (store) => {
      const { arrival, names, stop } = follow(store);
      const pids: number[] = [];
      for (const name of ['one', 'two']) {
        pids.push(await aListener(pids));
        await writers.pool.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [pids]);
        await append(writer, name); // nobody listens now
        expect(await arrival(name)).toBeLessThan(10_000);
        await append(writer, `${name} more`);
        expect(await arrival(`${name} more`)).toBeLessThan(10_000);
      }
      await stop();
      expect(names).toEqual(['one', 'one more', 'two', 'two more']);
    });
  });

  test.each([
    ['refused', { cuts: (said: string) => said.includes('listen "') }],
    ['taken and nothing is ever delivered', { losesNotifications: true }],
  ])('look where LISTEN is %s', async (_, options) => {
    const relay = await startRelay(url, options);
    try {
      await reading(relay.url, { shortest: 100, longest: 250, listening: 60_000 }, async (store) => {
        const { arrival, names, stop } = follow(store);
        await append(writer, 'one');
        expect(await arrival('one')).toBeLessThan(soon);
        await pause(6_600); // whoever believes that it listens would look again after six seconds by now
        await append(writer, 'two');
        expect(await arrival('two')).toBeLessThan(soon);
        await stop();
        expect(names).toEqual(['one', 'two']);
      });
    } finally {
      await relay.close();
    }
  });

  test('look again soon for news that waits for a slower writer, which then gives up without a word', async () => {
    await reading(url, { shortest: 10, longest: 60_000, listening: 60_000 }, async (store) => {
      const { arrival, stop } = follow(store);
      await aListener();
      await pause(5_100); // so that the next look is five seconds away
      const slow = await writers.pool.connect();
      await slow.query('begin');
      const call = { stream: stream('slow'), expected: { is: 'any' }, events: newEvents('slow', 1) } as const;
      await slow.query(appendCall(namesIn(writers.schema), [call], null));
      await append(writer, 'fast');
      await pause(50);
      await slow.query('rollback');
      slow.release();
      expect(await arrival('fast')).toBeLessThan(3_000);
      await stop();
    });
  });

  test('leave nothing behind, wherever they are left', async () => {
    await append(writer, 'before');
    await reading(url, { shortest: 10, longest: 50, listening: 50 }, async (store, { pool }) => {
      for (let moment = 0; moment < 30; moment += 1) {
        const stopping = new AbortController();
        setTimeout(() => stopping.abort(), moment);
        for await (const { events } of store.subscribe({ after: 0, signal: stopping.signal }))
          if (moment % 3 === 0 && events.length > 0) break;
        expect(pool.idleCount).toBe(pool.totalCount);
        expect(await listeners()).toEqual([]);
      }
      const suspended = store.subscribe({ after: 0 })[Symbol.asyncIterator]();
      await suspended.next();
      const waiting = follow(store);
      await aListener();
      await store.close();
      await waiting.stop();
      expect(pool.idleCount).toBe(pool.totalCount);
      expect(await listeners()).toEqual([]);
    });
  });

  test('give pages of no more than four megabytes once they are behind', async () => {
    const size = 150_000;
    for (let batch = 0; batch < 12; batch += 1) {
      const events = newEvents(`batch ${batch}`, 10, { data: JSON.stringify('ü'.repeat(size / 2)) });
      await writer.append(stream('one'), { is: 'any' }, events)();
    }
    const pages: number[] = [];
    let seen = 0;
    for await (const { events } of writer.subscribe({ after: 0 })) {
      pages.push(events.length);
      seen += events.length;
      if (seen === 120) break;
    }
    expect(pages).toEqual([50, 26, 26, 18]);
  });
});
