import { expect } from '@jest/globals';
import { literal, TenantId } from '@casebook/vocabulary';
import type { StoredEvent } from '../envelope';
import type { EventStore, LogFilter } from '../port';
import { shareOf } from '../share';
import { any, newEvent, newEvents, stream } from './events';
import { right, type StorePromise } from './promise';

const ascends = (positions: ReadonlyArray<number>): boolean =>
  positions.every((position, index) => position > (positions[index - 1] ?? 0));

/** The whole log by pages; fails where a page is too long or the position does not move on. */
const pages = async (store: EventStore, limit: number, filter: LogFilter = {}): Promise<ReadonlyArray<StoredEvent>> => {
  const events: StoredEvent[] = [];
  let position = 0;
  for (;;) {
    const page = await right(store.readAll({ after: position, limit, filter }));
    expect(page.events.length).toBeLessThanOrEqual(limit);
    events.push(...page.events);
    if (page.end) return events;
    expect(page.position).toBeGreaterThan(position);
    position = page.position;
  }
};

const mixed = async (store: EventStore): Promise<ReadonlyArray<StoredEvent>> => {
  const written = [];
  for (let round = 0; round < 6; round += 1)
    for (const [tenant, category] of [
      ['acme', 'thing'],
      ['acme', 'rule'],
      ['other', 'thing'],
    ] as const)
      written.push(
        ...(
          await right(
            store.append(stream('one', tenant, category), any, [
              newEvent(`${tenant} ${category} ${round} a`),
              newEvent(`${tenant} ${category} ${round} b`, { type: 'OtherHappened' }),
            ]),
          )
        ).events,
      );
  return written;
};

/** The log as a whole. */
export const reading: ReadonlyArray<StorePromise> = [
  {
    sentence: 'an empty log is read to its end at once',
    holds: async (store) => {
      expect(await right(store.readAll({ after: 0, limit: 10 }))).toEqual({ events: [], position: 0, end: true });
      expect(await right(store.head())).toBe(0);
    },
  },
  {
    sentence: 'the log has one order, in which positions ascend and every stream keeps its own',
    holds: async (store) => {
      const ids = Array.from({ length: 40 }, (_, index) => index);
      await Promise.all(ids.map((id) => right(store.append(stream(`s${id % 7}`), any, newEvents(`append ${id}`, 3)))));
      const events = await pages(store, 11);
      expect(events).toHaveLength(120);
      expect(ascends(events.map(({ position }) => position))).toBe(true);
      for (const name of new Set(events.map((event) => event.stream))) {
        const own = events.filter((event) => event.stream === name);
        expect(own.map(({ revision }) => revision)).toEqual(own.map((_, index) => index));
        expect(await right(store.readStream(name))).toEqual(own);
      }
    },
  },
  {
    sentence: 'pages of any size give the same log',
    holds: async (store) => {
      const written = await mixed(store);
      for (const limit of [1, 2, 7, 36, 1000]) expect(await pages(store, limit)).toEqual(written);
    },
  },
  ...[
    {
      what: 'a tenant',
      filter: { tenant: literal(TenantId, 'acme') },
      passes: ({ tenant }: StoredEvent) => tenant === 'acme',
    },
    {
      what: 'categories',
      filter: { categories: ['rule', 'none'] },
      passes: (event: StoredEvent) => event.stream.startsWith('rule-'),
    },
    {
      what: 'types',
      filter: { types: ['OtherHappened', 'None'] },
      passes: ({ type }: StoredEvent) => type === 'OtherHappened',
    },
    {
      what: 'shares of the streams',
      filter: { shares: { among: 3, those: [0, 1] } },
      passes: (event: StoredEvent) => shareOf(event.stream, 3) !== 2,
    },
    {
      what: 'no share at all',
      filter: { shares: { among: 3, those: [] } },
      passes: () => false,
    },
    {
      what: 'all of these',
      filter: {
        tenant: literal(TenantId, 'acme'),
        categories: ['thing', 'rule'],
        types: ['OtherHappened'],
        shares: { among: 2, those: [1] },
      },
      passes: (event: StoredEvent) =>
        event.tenant === 'acme' && event.type === 'OtherHappened' && shareOf(event.stream, 2) === 1,
    },
    { what: 'types of which there are none', filter: { types: ['None'] }, passes: () => false },
    { what: 'no type at all', filter: { types: [] }, passes: () => false },
  ].map(({ what, filter, passes }): StorePromise => ({
    sentence: `a filter by ${what} leaves the rest out, on pages of any size`,
    holds: async (store) => {
      const wanted = (await mixed(store)).filter(passes);
      for (const limit of [1, 4, 1000]) expect(await pages(store, limit, filter)).toEqual(wanted);
    },
  })),
  {
    sentence: 'all shares together are the log, each event once, and each stream is in one of them',
    holds: async (store) => {
      const names = Array.from({ length: 40 }, (_, index) => stream(`s${index}`));
      for (const name of [...names, ...names]) await right(store.append(name, any, newEvents(name, 2)));
      const shares = await Promise.all(
        [0, 1, 2, 3, 4].map((share) => pages(store, 30, { shares: { among: 5, those: [share] } })),
      );
      expect(shares.flat().sort((a, b) => a.position - b.position)).toEqual(await pages(store, 1000));
      for (const name of names)
        expect(shares.map((events) => events.some((event) => event.stream === name))).toEqual(
          [0, 1, 2, 3, 4].map((share) => share === shareOf(name, 5)),
        );
    },
  },
  {
    sentence: 'the position of a page moves past what the filter left out',
    holds: async (store) => {
      await mixed(store);
      const head = await right(store.head());
      const page = await right(store.readAll({ after: 0, limit: 10, filter: { types: ['None'] } }));
      expect(page).toEqual({ events: [], position: head, end: true });
    },
  },
  {
    sentence: 'the head is the position of the last event',
    holds: async (store) => {
      const events = await mixed(store);
      expect(await right(store.head())).toBe(events[events.length - 1]?.position);
    },
  },
  {
    sentence: 'reading up to a position gives what was there then, whatever came since',
    holds: async (store) => {
      const before = await mixed(store);
      const upTo = await right(store.head());
      await right(store.append(stream('later'), any, newEvents('later', 5)));
      expect(await right(store.readAll({ after: 0, upTo, limit: 1000 }))).toEqual({
        events: before,
        position: upTo,
        end: true,
      });
      const tenth = before[9]?.position ?? 0;
      expect(await right(store.readAll({ after: 0, upTo: tenth, limit: 1000 }))).toEqual({
        events: before.slice(0, 10),
        position: tenth,
        end: true,
      });
      expect(await right(store.readAll({ after: upTo, upTo: tenth, limit: 10 }))).toEqual({
        events: [],
        position: upTo,
        end: true,
      });
    },
  },
  {
    sentence: 'reading on from the end gives what came since, and nothing twice',
    holds: async (store) => {
      await mixed(store);
      const { position } = await right(store.readAll({ after: 0, limit: 1000 }));
      const { events } = await right(store.append(stream('later'), any, newEvents('later', 3)));
      expect((await right(store.readAll({ after: position, limit: 1000 }))).events).toEqual(events);
      const head = await right(store.head());
      expect(await right(store.readAll({ after: head, limit: 1000 }))).toEqual({
        events: [],
        position: head,
        end: true,
      });
    },
  },
];
