import { expect } from '@jest/globals';
import type { StoredEvent } from '../envelope';
import type { EventStore, Subscribe } from '../port';
import { shareOf } from '../share';
import type { StreamName } from '../stream';
import { any, newEvent, newEvents, stream } from './events';
import { right, type StorePromise } from './promise';

const patience = 20_000; // milliseconds: what has not come by then never will, also on a busy machine

const inTime = async <A>(what: string, promise: Promise<A>): Promise<A> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${patience} ms`)), patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

/** The first so many events of a subscription, which is then left. */
const first = async (store: EventStore, count: number, options: Subscribe): Promise<ReadonlyArray<StoredEvent>> => {
  const events: StoredEvent[] = [];
  for await (const page of store.subscribe(options)) {
    events.push(...page.events);
    if (events.length >= count) break;
  }
  return events;
};

/** Subscriptions. */
export const following: ReadonlyArray<StorePromise> = [
  {
    sentence: 'a subscription gives what is there, then what comes',
    holds: async (store) => {
      await right(store.append(stream('one'), any, newEvents('before', 3)));
      const seen = first(store, 8, { after: 0 });
      await new Promise((resolve) => setTimeout(resolve, 30));
      await right(store.append(stream('two'), any, newEvents('live', 2)));
      await new Promise((resolve) => setTimeout(resolve, 30));
      await right(store.append(stream('one'), any, newEvents('more', 3)));
      expect(await inTime('the subscription', seen)).toEqual(
        (await right(store.readAll({ after: 0, limit: 100 }))).events,
      );
    },
  },
  {
    sentence: 'a subscription begins after its position and gives only what its filter lets through',
    holds: async (store) => {
      const { position } = await right(store.append(stream('one'), any, newEvents('before', 3)));
      const seen = first(store, 2, { after: position, filter: { types: ['OtherHappened'] } });
      await right(store.append(stream('one'), any, [newEvent('a'), newEvent('b', { type: 'OtherHappened' })]));
      await right(store.append(stream('two'), any, [newEvent('c', { type: 'OtherHappened' }), newEvent('d')]));
      expect((await inTime('the subscription', seen)).map(({ data }) => data)).toEqual([
        '{"name":"b"}',
        '{"name":"c"}',
      ]);
    },
  },
  {
    sentence: 'a subscription to shares of the streams leaves the rest out',
    holds: async (store) => {
      const names = Array.from({ length: 12 }, (_, index) => stream(`s${index}`));
      const wanted = (those: ReadonlyArray<StreamName>) => those.filter((name) => shareOf(name, 3) === 1);
      const seen = first(store, wanted([...names, ...names]).length, {
        after: 0,
        filter: { shares: { among: 3, those: [1] } },
      });
      for (const round of [1, 2])
        for (const name of names) await right(store.append(name, any, [newEvent(`${name} ${round}`)]));
      expect((await inTime('the subscription', seen)).map((event) => event.stream)).toEqual(
        wanted([...names, ...names]),
      );
    },
  },
  {
    sentence: 'a subscription gives the position up to which it has read with every page',
    holds: async (store) => {
      await right(store.append(stream('one'), any, newEvents('before', 5)));
      for await (const page of store.subscribe({ after: 0 })) {
        expect(page.position).toBe(page.events[page.events.length - 1]?.position);
        expect(page.events).toHaveLength(5);
        break;
      }
    },
  },
  {
    sentence: 'a subscription says how far it has read where its filter lets nothing through',
    holds: async (store) => {
      const { position } = await right(store.append(stream('one'), any, newEvents('before', 5)));
      const later = { is: position };
      const reading = async (): Promise<ReadonlyArray<number>> => {
        const positions: number[] = [];
        for await (const page of store.subscribe({ after: 0, filter: { types: ['OtherHappened'] } })) {
          expect(page.events).toEqual([]);
          positions.push(page.position);
          if (page.position >= later.is && positions.length > 1) break;
          if (positions.length === 1)
            later.is = (await right(store.append(stream('two'), any, newEvents('more', 2)))).position;
        }
        return positions;
      };
      expect(await inTime('the subscription', reading())).toEqual([position, later.is]);
    },
  },
  {
    sentence:
      'a subscription reads on while a page is dealt with, and tells everything once, whatever the size of pages',
    holds: async (store) => {
      const count = 2_500;
      for (let batch = 0; batch < 5; batch += 1)
        await right(store.append(stream(`s${batch}`), any, newEvents(`batch ${batch}`, count / 5)));
      const positions: number[] = [];
      const reading = async (): Promise<void> => {
        for await (const page of store.subscribe({ after: 0 })) {
          await new Promise((resolve) => setTimeout(resolve, 1));
          positions.push(...page.events.map((event) => event.position));
          if (positions.length >= count) break;
        }
      };
      await inTime('the subscription', reading());
      const log = (await right(store.readAll({ after: 0, limit: count }))).events;
      expect(positions).toEqual(log.map((event) => event.position));
    },
  },
  {
    sentence: 'a subscription ends when its signal aborts, while it waits, before it began and in the middle of a page',
    holds: async (store) => {
      const waiting = new AbortController();
      const ended = first(store, 1, { after: 0, signal: waiting.signal });
      setTimeout(() => waiting.abort(), 20);
      expect(await inTime('the end', ended)).toEqual([]);
      expect(await inTime('the end', first(store, 1, { after: 0, signal: AbortSignal.abort() }))).toEqual([]);

      await right(store.append(stream('one'), any, newEvents('before', 3)));
      const reading = new AbortController();
      const read = async (): Promise<number> => {
        let count = 0;
        for await (const page of store.subscribe({ after: 0, signal: reading.signal })) {
          count += page.events.length;
          reading.abort();
        }
        return count;
      };
      expect(await inTime('the end', read())).toBe(3);
    },
  },
  {
    sentence: 'a subscription of a store that is closed ends',
    holds: async (store) => {
      const ended = first(store, 1, { after: 0 });
      await new Promise((resolve) => setTimeout(resolve, 20));
      await store.close();
      expect(await inTime('the end', ended)).toEqual([]);
    },
  },
  {
    sentence: 'subscriptions see every event once and in order while many append at once',
    holds: async (store) => {
      const appends = Array.from({ length: 120 }, (_, index) => index);
      const followers = [1, 2, 3].map(() => first(store, 360, { after: 0 }));
      await Promise.all(
        appends.map((index) => right(store.append(stream(`s${index % 11}`), any, newEvents(`append ${index}`, 3)))),
      );
      const log = (await right(store.readAll({ after: 0, limit: 1000 }))).events;
      expect(log).toHaveLength(360);
      for (const seen of await inTime('the subscriptions', Promise.all(followers))) expect(seen).toEqual(log);
    },
  },
];
