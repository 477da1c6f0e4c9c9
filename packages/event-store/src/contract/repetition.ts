import { expect } from '@jest/globals';
import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import type { NewEvent } from '../envelope';
import type { EventStore } from '../port';
import { any, days, exists, newEvent, newEvents, noStream, revision, stream } from './events';
import { left, right, type StorePromise } from './promise';

const isTaken = async (
  store: EventStore,
  events: NonEmptyArray<NewEvent>,
  ids: ReadonlyArray<string>,
  to = stream('one'),
) => {
  const before = await right(store.head());
  const failure = await left(store.append(to, any, events));
  expect(failure).toEqual({ type: 'EventIdTaken', stream: to, ids });
  expect(await right(store.head())).toBe(before);
};

/** The same event ids again. */
export const repetition: ReadonlyArray<StorePromise> = [
  {
    sentence: 'the same event ids again give the first answer, under every expectation',
    holds: async (store) => {
      const events = newEvents('first', 3);
      const first = await right(store.append(stream('one'), noStream, events));
      await right(store.append(stream('one'), revision(2), newEvents('later', 2)));
      for (const expected of [any, noStream, exists, revision(0), revision(4)])
        expect(await right(store.append(stream('one'), expected, events))).toEqual({ ...first, repeated: true });
      expect(await right(store.readStream(stream('one')))).toHaveLength(5);
    },
  },
  {
    sentence: 'an append repeated while the first is still under way is written once',
    holds: async (store) => {
      const events = newEvents('first', 3);
      const answers = await Promise.all([1, 2, 3, 4].map(() => right(store.append(stream('one'), any, events))));
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect(new Set(answers.map(({ position }) => position)).size).toBe(1);
      expect(await right(store.readStream(stream('one')))).toHaveLength(3);
    },
  },
  {
    sentence: 'a repetition may differ in who passed it on and in what was known of the future',
    holds: async (store) => {
      const event = newEvent('first');
      const first = await right(store.append(stream('one'), any, [event]));
      const again = { ...event, correlationId: 'another request', causationId: 'another cause', wake: days(1) };
      expect(await right(store.append(stream('one'), any, [again]))).toEqual({ ...first, repeated: true });
    },
  },
  ...[
    { what: 'data', other: { data: '{"name":"other"}' } },
    { what: 'type', other: { type: 'OtherHappened' } },
    { what: 'schema', other: { schema: 2 } },
    { what: 'instant', other: { occurredAt: days(1) } },
  ].map(({ what, other }): StorePromise => ({
    sentence: `an event id with another ${what} is refused`,
    holds: async (store) => {
      const event = newEvent('first');
      await right(store.append(stream('one'), any, [event]));
      await isTaken(store, [{ ...event, ...other }], [event.id]);
    },
  })),
  {
    sentence: 'event ids of another stream are refused, and no trace is left of the stream that named them',
    holds: async (store) => {
      const events = newEvents('first', 2);
      await right(store.append(stream('other'), any, events));
      await isTaken(
        store,
        events,
        events.map(({ id }) => id),
      );
      await right(store.append(stream('one'), noStream, newEvents('now', 1)));
    },
  },
  {
    sentence: 'event ids are a tenant’s own: no tenant learns which another has used',
    holds: async (store) => {
      const events = newEvents('first', 2);
      await right(store.append(stream('one', 'acme'), noStream, events));
      const { repeated } = await right(store.append(stream('one', 'other'), noStream, events));
      expect(repeated).toBe(false);
      for (const tenant of ['acme', 'other'])
        expect(await right(store.append(stream('one', tenant), any, events))).toMatchObject({
          repeated: true,
          revision: 1,
        });
    },
  },
  {
    sentence: 'event ids of which only a part is there are refused, and the rest is not written',
    holds: async (store) => {
      const events = newEvents('first', 2);
      await right(store.append(stream('one'), any, events));
      await isTaken(
        store,
        [events[0], ...events.slice(1), newEvent('new')],
        events.map(({ id }) => id),
      );
    },
  },
  {
    sentence: 'event ids in another order are refused',
    holds: async (store) => {
      const [first, second] = [newEvent('first'), newEvent('second')];
      await right(store.append(stream('one'), any, [first, second]));
      await isTaken(store, [second, first], [second.id, first.id]);
    },
  },
  {
    sentence: 'an append that names an event id twice is refused',
    holds: async (store) => {
      const event = newEvent('first');
      await isTaken(store, [event, newEvent('second'), event], [event.id]);
    },
  },
  {
    sentence: 'of streams that name the same event id at once one gets it',
    holds: async (store) => {
      const event = newEvent('first');
      const answers = await Promise.all(
        ['a', 'b', 'c', 'd'].map((id) => store.append(stream(id), noStream, [event])()),
      );
      expect(answers.filter(({ _tag }) => _tag === 'Right')).toHaveLength(1);
      expect(await right(store.head())).toBeGreaterThan(0);
      expect((await right(store.readAll({ after: 0, limit: 10 }))).events).toHaveLength(1);
    },
  },
];
