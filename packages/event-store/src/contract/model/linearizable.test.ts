import * as E from 'fp-ts/Either';
import { memoryEventStore, streamName, type Expected } from '@casebook/event-store';
import { newEvents } from '../events';
import { literal, TenantId } from '@casebook/vocabulary';
import { isLinearizable, isOrderedInTime, type Call } from './linearizable';
import type { Append } from './model-log';

const append = (name: string, expected: Expected): Append => ({
  stream: streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id: 'one' }),
  expected,
  events: newEvents(name, 1),
});
const noStream = { is: 'noStream' } as const;
const any = { is: 'any' } as const;

/** Two appends, as a store in memory answers them one after the other. */
const answered = async (first: Append, second: Append): Promise<readonly [Call['answer'], Call['answer']]> => {
  const store = memoryEventStore();
  const ask = ({ stream, expected, events }: Append) => store.append(stream, expected, events)();
  return [await ask(first), await ask(second)];
};

describe('an order that explains all answers', () => {
  const [a, b] = [append('a', noStream), append('b', noStream)];

  test('is found, whoever of two at once came first', async () => {
    const [won, lost] = await answered(a, b);
    expect(
      isLinearizable([
        { append: a, asked: 1, answered: 4, answer: won },
        { append: b, asked: 2, answered: 3, answer: lost },
      ]),
    ).toBe(true);
    expect(
      isLinearizable([
        { append: a, asked: 1, answered: 2, answer: won },
        { append: b, asked: 3, answered: 4, answer: lost },
      ]),
    ).toBe(true);
  });

  test('is not found where both of two have created the stream', async () => {
    const [won] = await answered(a, b);
    const [alsoWon] = await answered(b, a);
    expect(
      isLinearizable([
        { append: a, asked: 1, answered: 4, answer: won },
        { append: b, asked: 2, answered: 3, answer: alsoWon },
      ]),
    ).toBe(false);
  });

  test('is not found where an append was refused for one that was asked for only later', async () => {
    const [won, lost] = await answered(a, b);
    expect(
      isLinearizable([
        { append: a, asked: 3, answered: 4, answer: won },
        { append: b, asked: 1, answered: 2, answer: lost },
      ]),
    ).toBe(false);
  });

  test('is not found where the same ids were written twice', async () => {
    const [first] = await answered(append('a', any), append('a', any));
    const twice = E.isRight(first)
      ? E.right({ ...first.right, revision: 1, position: 2, events: first.right.events })
      : first;
    const calls = [first, twice].map((answer, index): Call => ({
      append: append('a', any),
      asked: index * 2,
      answered: index * 2 + 1,
      answer,
    }));
    expect(isLinearizable(calls)).toBe(false);
  });

  test('of positions is that of time', async () => {
    const [first, second] = await answered(append('a', any), append('b', any));
    const calls = (early: Call['answer'], late: Call['answer']): ReadonlyArray<Call> => [
      { append: a, asked: 1, answered: 2, answer: early },
      { append: b, asked: 3, answered: 4, answer: late },
    ];
    expect(isOrderedInTime(calls(first, second))).toBe(true);
    expect(isOrderedInTime(calls(second, first))).toBe(false);
  });
});
