import { expect } from '@jest/globals';
import { literal, TenantId } from '@casebook/vocabulary';
import type { StoredEvent } from '../envelope';
import type { EventStore, ReadByStream } from '../port';
import { shareOf } from '../share';
import type { StreamName } from '../stream';
import { any, newEvent, newEvents, stream } from './events';
import { right, type StorePromise } from './promise';

type Read = NonNullable<EventStore['readByStream']>;
type Which = Omit<ReadByStream, 'after' | 'upTo' | 'limit'>;

/** Holds for a store that keeps no order by stream, since it promises none. */
const ordered =
  (holds: (store: EventStore, read: Read) => Promise<void>): StorePromise['holds'] =>
  async (store) => {
    if (store.readByStream !== undefined) await holds(store, store.readByStream);
  };

/** All of it by pages; fails where a page is too long, stands still, or does not know whether it is the last one. */
const pages = async (
  read: Read,
  limit: number,
  { between = () => Promise.resolve(), ...which }: Omit<ReadByStream, 'limit'> & { between?: () => Promise<unknown> },
): Promise<ReadonlyArray<StoredEvent>> => {
  const events: StoredEvent[] = [];
  for (let { after } = which; ;) {
    const page = await right(read({ ...which, limit, ...(after === undefined ? {} : { after }) }));
    if (events.length > 0) expect(page.events).not.toHaveLength(0);
    events.push(...page.events);
    if (page.end) return events;
    expect(page.events).toHaveLength(limit);
    after = page.events[page.events.length - 1];
    await between();
  }
};

const nameOf = ({ stream }: Pick<StoredEvent, 'stream'>): Buffer => Buffer.from(stream, 'utf8');

const inOrder = (events: ReadonlyArray<StoredEvent>): ReadonlyArray<StoredEvent> =>
  [...events].sort((a, b) => Buffer.compare(nameOf(a), nameOf(b)) || a.revision - b.revision);

// Capitals before small letters; what is longer after what it begins with; a character of two units after all of one.
const streams: ReadonlyArray<StreamName> = [
  stream('one', 'other'),
  stream('😀'),
  stream('a b'),
  stream('\uff21'),
  stream('a'),
  stream('one', 'acme', 'rule'),
  stream('B'),
  stream('Ärger'),
  stream('a', 'acme-north'),
  stream('a-'),
];

/** Events of many streams, each event far from the others of its stream; in order of position. */
const mixed = async (store: EventStore): Promise<ReadonlyArray<StoredEvent>> => {
  const written = [];
  for (const round of [0, 1, 2])
    for (const name of streams)
      written.push(
        ...(
          await right(
            store.append(name, any, [
              newEvent(`${name} ${round} a`),
              newEvent(`${name} ${round} b`, { type: 'OtherHappened' }),
            ]),
          )
        ).events,
      );
  return written;
};

const shares = { among: 4, those: [0, 1, 2] };

const some: ReadonlyArray<{
  readonly what: string;
  readonly which: Which;
  readonly wanted: (event: StoredEvent) => boolean;
}> = [
  {
    what: 'a tenant',
    which: { filter: { tenant: literal(TenantId, 'acme') } },
    wanted: ({ tenant }) => tenant === 'acme',
  },
  {
    what: 'categories',
    which: { filter: { categories: ['rule', 'none'] } },
    wanted: (event) => event.stream.startsWith('rule-'),
  },
  {
    what: 'types',
    which: { filter: { types: ['OtherHappened', 'None'] } },
    wanted: ({ type }) => type === 'OtherHappened',
  },
  {
    what: 'shares',
    which: { filter: { shares } },
    wanted: (event) => shareOf(event.stream, 4) !== 3,
  },
  {
    what: 'streams',
    which: { streams: [stream('😀'), stream('a'), stream('none'), stream('a')] },
    wanted: (event) => event.stream === stream('😀') || event.stream === stream('a'),
  },
  { what: 'no stream at all', which: { streams: [] }, wanted: () => false },
  {
    what: 'streams before another',
    which: { before: stream('a b') },
    wanted: (event) => Buffer.compare(nameOf(event), Buffer.from(stream('a b'))) < 0,
  },
  {
    what: 'all of these',
    which: {
      filter: { tenant: literal(TenantId, 'acme'), categories: ['thing'], types: ['OtherHappened'], shares },
      streams: [stream('B'), stream('a'), stream('a-'), stream('Ärger'), stream('one', 'other')],
      before: stream('a-'),
    },
    wanted: (event) =>
      (event.stream === stream('B') || event.stream === stream('a')) &&
      event.type === 'OtherHappened' &&
      shareOf(event.stream, 4) !== 3,
  },
];

/** The log stream by stream, for stores that keep that order. */
export const readingByStream: ReadonlyArray<StorePromise> = [
  {
    sentence: 'by stream, an empty log is read to its end at once',
    holds: ordered(async (_, read) => {
      expect(await right(read({ upTo: 10, limit: 10 }))).toEqual({ events: [], end: true });
    }),
  },
  {
    sentence:
      'by stream, the log is whole: streams in the order of the bytes of their names, events in that of their revisions',
    holds: ordered(async (store, read) => {
      const written = await mixed(store);
      const upTo = await right(store.head());
      expect(await right(read({ upTo, limit: 1000 }))).toEqual({ events: inOrder(written), end: true });
    }),
  },
  {
    sentence: 'by stream, pages of any size give the same log, and the last one is known by its end',
    holds: ordered(async (store, read) => {
      const wanted = inOrder(await mixed(store));
      const upTo = await right(store.head());
      for (const limit of [1, 2, 7, 59, 60, 61]) expect(await pages(read, limit, { upTo })).toEqual(wanted);
    }),
  },
  {
    sentence: 'by stream, reading goes on after any event, one that is not there too',
    holds: ordered(async (store, read) => {
      const wanted = inOrder(await mixed(store));
      const upTo = await right(store.head());
      const after = { stream: stream('a'), revision: 3 };
      const rest = wanted.filter(
        (event) =>
          Buffer.compare(nameOf(event), nameOf(after)) > 0 || (event.stream === after.stream && event.revision > 3),
      );
      expect(await pages(read, 4, { upTo, after })).toEqual(rest);
      const others = rest.filter((event) => event.stream !== after.stream);
      for (const between of [
        { ...after, revision: 9 },
        { stream: stream('a '), revision: 0 },
      ])
        expect(await pages(read, 4, { upTo, after: between })).toEqual(others);
    }),
  },
  {
    sentence:
      'by stream, nothing is read beyond the position that was asked for, though streams go on and begin meanwhile',
    holds: ordered(async (store, read) => {
      const written = await mixed(store);
      const upTo = written[40]?.position ?? 0;
      let rounds = 0;
      const between = async (): Promise<void> => {
        rounds += 1;
        await right(store.append(stream('a'), any, newEvents(`more of a ${rounds}`, 2)));
        await right(store.append(stream('😀'), any, newEvents(`more of 😀 ${rounds}`, 2)));
        await right(store.append(stream(`b ${rounds}`), any, newEvents(`new ${rounds}`, 2)));
      };
      const wanted = inOrder(written.filter(({ position }) => position <= upTo));
      expect(wanted).toHaveLength(41);
      expect(await pages(read, 5, { upTo, between })).toEqual(wanted);
      expect(rounds).toBe(8);
      expect(await pages(read, 1000, { upTo })).toEqual(wanted);
    }),
  },
  ...some.map(({ what, which, wanted }): StorePromise => ({
    sentence: `by stream, reading ${what} leaves the rest out, on pages of any size`,
    holds: ordered(async (store, read) => {
      const events = inOrder((await mixed(store)).filter(wanted));
      const upTo = await right(store.head());
      for (const limit of [1, 4, 1000]) expect(await pages(read, limit, { ...which, upTo })).toEqual(events);
    }),
  })),
  {
    sentence: 'by stream, all shares together are the log, and each stream is in one',
    holds: ordered(async (store, read) => {
      const written = await mixed(store);
      const upTo = await right(store.head());
      const part = (share: number) => pages(read, 7, { upTo, filter: { shares: { among: 4, those: [share] } } });
      const parts = await Promise.all([0, 1, 2, 3].map(part));
      expect(inOrder(parts.flat())).toEqual(inOrder(written));
      parts.forEach((events, share) => {
        for (const event of events) expect(shareOf(event.stream, 4)).toBe(share);
      });
    }),
  },
];
