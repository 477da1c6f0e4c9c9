import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as E from 'fp-ts/Either';
import type { EventStore } from '../../port';
import { appendOf, asks, type Ask } from './asks';
import { commands } from './commands';
import { isLinearizable, isOrderedInTime, type Call } from './linearizable';

/** A log that is held against the model. */
export interface LogUnderTest {
  /** How many runs are worth their time. */
  readonly runs: number;
  /** As many stores of one log as there are clients, who know nothing of each other where they can. */
  readonly open: (
    clients: number,
  ) => Promise<{ readonly stores: ReadonlyArray<EventStore>; readonly close: () => Promise<void> }>;
}

const most = 120_000; // milliseconds

/** Holds a log against a plain model, with generated histories: of one client, and of several at once. Called in a test file of jest. */
export const eventStoreModelContract = (name: string, { runs, open }: LogUnderTest): void => {
  describe(`a log in ${name}`, () => {
    let opened: Awaited<ReturnType<LogUnderTest['open']>> | undefined;
    let count = 0;
    const newRun = (): string => `run${(count += 1)}`;
    const storeOf = (client: number): EventStore => {
      const store = opened?.stores[client];
      if (store === undefined) throw new Error(`there is no store for client ${client}`);
      return store;
    };
    const headOf = async (store: EventStore): Promise<number> => {
      const head = await store.head()();
      return E.isRight(head) ? head.right : NaN;
    };
    beforeAll(async () => {
      opened = await open(3);
    }, 60_000);
    afterAll(() => opened?.close());

    test(
      'answers whatever is asked, one after the other, as a plain model does',
      async () => {
        await fc.assert(
          fc.asyncProperty(commands(30), async (asked) => {
            const store = storeOf(0);
            const begin = await headOf(store);
            await fc.asyncModelRun(
              () => ({ model: { run: newRun(), begin, log: [], stored: [], appends: [] }, real: store }),
              asked,
            );
          }),
          { numRuns: runs },
        );
      },
      most,
    );

    test(
      'answers clients that append at once as if they had done it in some order, which is that of positions',
      async () => {
        let refusals = 0;
        await fc.assert(
          fc.asyncProperty(
            fc.array(fc.array(asks(12), { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 3 }),
            async (clients) => {
              const run = newRun();
              const begin = await headOf(storeOf(0));
              const calls: Call[] = [];
              let clock = 0;
              const client = async (wanted: ReadonlyArray<Ask>, index: number): Promise<void> => {
                for (const ask of wanted) {
                  const append = appendOf(run, { ...ask, tenant: 'one', category: 'thing' });
                  const asked = (clock += 1);
                  const answer = await storeOf(index).append(append.stream, append.expected, append.events)();
                  calls.push({ append, asked, answered: (clock += 1), answer });
                }
              };
              await Promise.all(clients.map(client));
              refusals += calls.filter(({ answer }) => E.isLeft(answer)).length;
              expect(isLinearizable(calls)).toBe(true);
              expect(isOrderedInTime(calls)).toBe(true);

              const taken = calls.flatMap(({ answer }) =>
                E.isRight(answer) && !answer.right.repeated ? answer.right.events : [],
              );
              const log = await storeOf(0).readAll({ after: begin, limit: 1_000 })();
              expect(E.isRight(log) && log.right.events).toEqual(taken.sort((a, b) => a.position - b.position));
            },
          ),
          { numRuns: runs },
        );
        expect(refusals).toBeGreaterThan(0);
      },
      most,
    );
  });
};
