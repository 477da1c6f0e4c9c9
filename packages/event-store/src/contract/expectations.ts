import { expect } from '@jest/globals';
import type { EventStore, Expected } from '../port';
import { any, exists, newEvent, newEvents, noStream, revision, stream } from './events';
import { left, right, type StorePromise } from './promise';

interface Cell {
  readonly expected: Expected;
  readonly takenBy: (length: number) => boolean;
}

const words = (expected: Expected): string =>
  expected.is === 'revision' ? `revision ${expected.revision}` : expected.is;
const states = [
  { length: 0, words: 'a stream that is not there' },
  { length: 1, words: 'a stream of one event' },
  { length: 3, words: 'a stream of three events' },
];
const cells: ReadonlyArray<Cell> = [
  { expected: any, takenBy: () => true },
  { expected: noStream, takenBy: (length) => length === 0 },
  { expected: exists, takenBy: (length) => length > 0 },
  ...[-3, -2, -1, 0, 1, 2, 3].map((number): Cell => ({
    expected: revision(number),
    takenBy: (length) => number >= 0 && number === length - 1,
  })),
];

const isKept =
  (length: number, { expected, takenBy }: Cell) =>
  async (store: EventStore): Promise<void> => {
    const name = stream('one');
    if (length > 0) await right(store.append(name, noStream, newEvents('before', length)));
    const append = store.append(name, expected, newEvents('now', 2));
    const actual = length === 0 ? null : length - 1;
    if (takenBy(length)) expect(await right(append)).toMatchObject({ revision: length + 1, repeated: false });
    else expect(await left(append)).toEqual({ type: 'RevisionConflict', stream: name, expected, actual });
    expect(await right(store.readStream(name))).toHaveLength(length + (takenBy(length) ? 2 : 0));
  };

const racers = Array.from({ length: 20 }, (_, index) => index);

const exactlyOneOf = async (store: EventStore, expected: Expected, before: number): Promise<void> => {
  const name = stream('raced');
  if (before > 0) await right(store.append(name, noStream, newEvents('before', before)));
  const answers = await Promise.all(
    racers.map((racer) => store.append(name, expected, newEvents(`racer ${racer}`, 2))()),
  );
  const won = answers.flatMap((answer) => (answer._tag === 'Right' ? [answer.right] : []));
  const lost = answers.flatMap((answer) => (answer._tag === 'Left' ? [answer.left] : []));
  expect(won).toHaveLength(1);
  expect(lost).toEqual(
    racers.slice(1).map(() => ({ type: 'RevisionConflict', stream: name, expected, actual: before + 1 })),
  );
  expect(await right(store.readStream(name))).toHaveLength(before + 2);
};

/** What is taken, and what is refused, by what the stream looks like. */
export const expectations: ReadonlyArray<StorePromise> = [
  ...states.flatMap(({ length, words: state }) =>
    cells.map((cell) => ({
      sentence: `expecting ${words(cell.expected)}, an append to ${state} is ${cell.takenBy(length) ? 'taken' : 'refused'}`,
      holds: isKept(length, cell),
    })),
  ),
  {
    sentence: 'of twenty that create a stream at once exactly one does, and the others learn what is there',
    holds: (store) => exactlyOneOf(store, noStream, 0),
  },
  {
    sentence: 'of twenty that expect the same revision at once exactly one is taken',
    holds: (store) => exactlyOneOf(store, revision(0), 1),
  },
  {
    sentence: 'twenty that expect nothing at once are all taken, one after the other, in the order in which they came',
    holds: async (store) => {
      const name = stream('shared');
      const answers = await Promise.all(
        racers.map((racer) => right(store.append(name, any, newEvents(`racer ${racer}`, 3)))),
      );
      expect(answers.map((answer) => answer.revision)).toEqual(racers.map((racer) => racer * 3 + 2));
      const stored = await right(store.readStream(name));
      expect(stored).toEqual(answers.flatMap(({ events }) => events));
      expect(stored.map((event) => event.revision)).toEqual(stored.map((_, index) => index));
    },
  },
  {
    sentence: 'a chain of appends that each expect the one before is taken whole, although none was waited for',
    holds: async (store) => {
      const name = stream('chain');
      const appends = racers.map((racer) =>
        right(store.append(name, racer === 0 ? noStream : revision(racer - 1), [newEvent(`link ${racer}`)])),
      );
      expect((await Promise.all(appends)).map((answer) => answer.revision)).toEqual(racers);
    },
  },
  {
    sentence: 'one refusal among appends under way refuses none of the others',
    holds: async (store) => {
      const [taken, refused, also] = await Promise.all([
        store.append(stream('a'), noStream, newEvents('a', 1))(),
        store.append(stream('b'), exists, newEvents('b', 1))(),
        store.append(stream('c'), any, newEvents('c', 1))(),
      ]);
      expect([taken._tag, refused._tag, also._tag]).toEqual(['Right', 'Left', 'Right']);
    },
  },
];
