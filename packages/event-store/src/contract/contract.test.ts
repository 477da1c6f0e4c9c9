import * as TE from 'fp-ts/TaskEither';
import {
  hashOf,
  memoryEventStore,
  type AppendFailure,
  type EventStore,
  type LogPage,
  type NewEvent,
  type ReadByStream,
  type StoredEvent,
  StreamName,
  type StreamsPage,
} from '@casebook/event-store';
import { storePromises } from '@casebook/event-store/contract';
import { EventId, literal } from '@casebook/vocabulary';

type Fault = (store: EventStore) => EventStore;

/** A store that gives other pages by stream. */
const byStream =
  (change: (page: StreamsPage, options: ReadByStream) => StreamsPage): Fault =>
  ({ readByStream, ...store }) => ({
    ...store,
    ...(readByStream && {
      readByStream: (options: ReadByStream) =>
        TE.map((page: StreamsPage) => change(page, options))(readByStream(options)),
    }),
  });

const any = { is: 'any' } as const;

/** Stores that each break one promise, as others have been seen to, and a sentence that must find them out. */
const faults: ReadonlyArray<{ readonly fault: string; readonly make: Fault; readonly found: string }> = [
  {
    fault: 'ignores what an append expects',
    make: (store) => ({ ...store, append: (stream, _, events) => store.append(stream, any, events) }),
    found: 'of twenty that create a stream at once exactly one does, and the others learn what is there',
  },
  {
    fault: 'takes noStream for no expectation',
    make: (store) => ({
      ...store,
      append: (stream, expected, events) => store.append(stream, expected.is === 'noStream' ? any : expected, events),
    }),
    found: 'expecting noStream, an append to a stream of one event is refused',
  },
  {
    fault: 'does not say what it found instead',
    make: (store) => ({
      ...store,
      append: (stream, expected, events) =>
        TE.mapLeft<AppendFailure, AppendFailure>((failure) =>
          failure.type === 'RevisionConflict' ? { ...failure, actual: -1 } : failure,
        )(store.append(stream, expected, events)),
    }),
    found: 'expecting revision 0, an append to a stream of three events is refused',
  },
  {
    fault: 'skips what was committed late',
    // Every fifth event is not yet there when it is first read past.
    make: (store) => {
      const passed = new Set<number>();
      const readAll: EventStore['readAll'] = (options) =>
        TE.map((page: LogPage) => ({
          ...page,
          events: page.events.filter(({ position }) => {
            const isLate = position % 5 === 0 && !passed.has(position);
            passed.add(position);
            return !isLate;
          }),
        }))(store.readAll(options));
      return { ...store, readAll };
    },
    found: 'the log has one order, in which positions ascend and every stream keeps its own',
  },
  {
    fault: 'loses what comes while a subscription is busy',
    make: (store) => ({
      ...store,
      subscribe: async function* (options) {
        let count = 0;
        for await (const page of store.subscribe(options)) {
          count += 1;
          yield count % 2 === 0 ? { ...page, events: page.events.slice(1) } : page;
        }
      },
    }),
    found: 'a subscription gives what is there, then what comes',
  },
  {
    fault: 'keeps quiet about how far it has read where its filter lets nothing through',
    make: (store) => ({
      ...store,
      subscribe: async function* (options) {
        for await (const page of store.subscribe(options)) if (page.events.length > 0) yield page;
      },
    }),
    found: 'a subscription says how far it has read where its filter lets nothing through',
  },
  {
    fault: 'reads on from where a page would have ended had it been full',
    make: (store) => ({
      ...store,
      subscribe: async function* (options) {
        for await (const page of store.subscribe(options)) yield { ...page, events: page.events.slice(0, 999) };
      },
    }),
    found: 'a subscription reads on while a page is dealt with, and tells everything once, whatever the size of pages',
  },
  {
    fault: 'stores the same events twice',
    make: (store) => {
      let count = 0;
      const anew = (event: NewEvent): NewEvent => {
        count += 1;
        return { ...event, id: literal(EventId, `00000000-0000-5000-8000-${String(count).padStart(12, '0')}`) };
      };
      return {
        ...store,
        append: (stream, expected, [first, ...others]) =>
          store.append(stream, expected, [anew(first), ...others.map(anew)]),
      };
    },
    found: 'the same event ids again give the first answer, under every expectation',
  },
  {
    fault: 'writes the payload anew',
    make: (store) => ({
      ...store,
      append: (stream, expected, [first, ...others]) => {
        const rewritten = (event: NewEvent) => ({ ...event, data: JSON.stringify(JSON.parse(event.data)) });
        return store.append(stream, expected, [rewritten(first), ...others.map(rewritten)]);
      },
    }),
    found: 'the payload is kept as the very text that was written',
  },
  {
    fault: 'leaves the source out of the hash',
    make: (store) => {
      const rehashed = (event: StoredEvent): StoredEvent => ({ ...event, hash: hashOf({ ...event, source: null }) });
      const readAll: EventStore['readAll'] = (options) =>
        TE.map((page: LogPage) => ({ ...page, events: page.events.map(rehashed) }))(store.readAll(options));
      return { ...store, readAll };
    },
    found: 'every event has the hash that its content, its recording and the event before it in its stream give it',
  },
  {
    fault: 'keeps a filtered page’s position at the last event it let through',
    make: (store) => ({
      ...store,
      readAll: (options) =>
        TE.map((page: LogPage) => ({
          ...page,
          position: page.events[page.events.length - 1]?.position ?? options.after,
        }))(store.readAll(options)),
    }),
    found: 'the position of a page moves past what the filter left out',
  },
  {
    fault: 'shows a tenant the events of another',
    make: (store) => ({
      ...store,
      readAll: ({ filter: { tenant: _, ...filter } = {}, ...options }) => store.readAll({ ...options, filter }),
    }),
    found: 'a filter by a tenant leaves the rest out, on pages of any size',
  },
  {
    fault: 'leaves shares of the streams in that were not asked for',
    make: (store) => ({
      ...store,
      readAll: ({ filter: { shares: _, ...filter } = {}, ...options }) => store.readAll({ ...options, filter }),
    }),
    found: 'a filter by shares of the streams leaves the rest out, on pages of any size',
  },
  {
    fault: 'leaves the last share out',
    make: (store) => ({
      ...store,
      readAll: (options) => {
        const shares = options.filter?.shares;
        const isLast = shares?.those.includes(shares.among - 1) === true;
        return store.readAll(isLast ? { ...options, filter: { ...options.filter, types: [] } } : options);
      },
    }),
    found: 'all shares together are the log, each event once, and each stream is in one of them',
  },
  {
    fault: 'forgets shares where it follows',
    make: (store) => ({
      ...store,
      subscribe: ({ filter: { shares: _, ...filter } = {}, ...options }) => store.subscribe({ ...options, filter }),
    }),
    found: 'a subscription to shares of the streams leaves the rest out',
  },
  {
    fault: 'orders streams by UTF-16 units',
    make: byStream((page) => ({
      ...page,
      events: [...page.events].sort((a, b) =>
        a.stream === b.stream ? a.revision - b.revision : a.stream < b.stream ? -1 : 1,
      ),
    })),
    found:
      'by stream, the log is whole: streams in the order of the bytes of their names, events in that of their revisions',
  },
  {
    fault: 'takes a full page for one after which there is more',
    make: byStream((page, { limit }) => ({ ...page, end: page.events.length < limit })),
    found: 'by stream, pages of any size give the same log, and the last one is known by its end',
  },
  {
    fault: 'goes on with the next stream after a page',
    make: byStream((page, { after }) => ({
      ...page,
      events: page.events.filter((event) => event.stream !== after?.stream),
    })),
    found: 'by stream, reading goes on after any event, one that is not there too',
  },
  {
    fault: 'reads streams as they are by now',
    make: ({ readByStream, ...store }) => ({
      ...store,
      ...(readByStream && {
        readByStream: (options: ReadByStream) => readByStream({ ...options, upTo: Number.MAX_SAFE_INTEGER }),
      }),
    }),
    found:
      'by stream, nothing is read beyond the position that was asked for, though streams go on and begin meanwhile',
  },
  {
    fault: 'takes the stream to stop before for the last one',
    make: ({ readByStream, ...store }) => ({
      ...store,
      ...(readByStream && {
        readByStream: ({ before, ...options }: ReadByStream) =>
          readByStream(before === undefined ? options : { ...options, before: literal(StreamName, `${before}\u0001`) }),
      }),
    }),
    found: 'by stream, reading streams before another leaves the rest out, on pages of any size',
  },
  {
    fault: 'is deaf to aborting',
    make: (store) => ({ ...store, subscribe: ({ signal: _, ...options }) => store.subscribe(options) }),
    found: 'a subscription ends when its signal aborts, while it waits, before it began and in the middle of a page',
  },
  {
    fault: 'forgets which command left an event',
    make: (store) => ({
      ...store,
      readStream: (stream, options) =>
        TE.map((events: ReadonlyArray<StoredEvent>) => events.map((event) => ({ ...event, commandId: null })))(
          store.readStream(stream, options),
        ),
    }),
    found: 'every field of an event comes back as it was written',
  },
];

describe('the contract of stores', () => {
  test.each(faults)(
    'finds a store that $fault',
    async ({ make, found }) => {
      const promise = storePromises.find(({ sentence }) => sentence === found);
      await expect(promise?.holds(memoryEventStore())).resolves.toBeUndefined();
      await expect(promise?.holds(make(memoryEventStore()))).rejects.toThrow();
    },
    30_000,
  );

  test('says every promise once', () => {
    expect(new Set(storePromises.map(({ sentence }) => sentence)).size).toBe(storePromises.length);
  });
});
