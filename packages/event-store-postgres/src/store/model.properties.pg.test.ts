import * as fc from 'fast-check';
import * as E from 'fp-ts/Either';
import { memoryEventStore, type EventStore } from '@casebook/event-store';
import { migrate, openDatabase, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { appendOf, asks, type Ask } from '../testing/model/asks';
import { commands } from '../testing/model/commands';
import { isLinearizable, isOrderedInTime, type Call } from '../testing/model/linearizable';

interface Logs {
  readonly name: string;
  /** How many runs are worth their time. */
  readonly runs: number;
  /** As many stores of one log as there are clients. */
  readonly open: (
    clients: number,
  ) => Promise<{ readonly stores: ReadonlyArray<EventStore>; readonly close: () => Promise<void> }>;
}

const inMemory: Logs = {
  name: 'memory',
  runs: 200,
  open: async (clients) => {
    const store = memoryEventStore();
    return { stores: Array.from({ length: clients }, () => store), close: store.close };
  },
};

const inDatabases = testDatabases.map(({ name, open }): Logs => ({
  name,
  runs: name === 'PGlite' ? 40 : 80,
  open: async (clients) => {
    const database = await open();
    await migrate(database);
    const url = database.pool.options.connectionString;
    // A PGlite is for one process, so its clients share it; those of a server know nothing of each other.
    const others: ReadonlyArray<Database> =
      url === undefined ? [] : await Promise.all(Array.from({ length: clients - 1 }, () => openDatabase({ url })));
    const stores = [database, ...others].map((one) => postgresEventStore(one));
    return {
      stores: Array.from({ length: clients }, (_, index) => stores[index % stores.length] ?? memoryEventStore()),
      close: async () => {
        await Promise.all(others.map((other) => other.close()));
        await database.close();
      },
    };
  },
}));

describe.each([inMemory, ...inDatabases])('a log in $name', ({ runs, open }) => {
  let opened: Awaited<ReturnType<Logs['open']>>;
  let count = 0;
  const newRun = (): string => `run${(count += 1)}`;
  const headOf = async (store: EventStore | undefined): Promise<number> => {
    const head = await store?.head()();
    return head !== undefined && E.isRight(head) ? head.right : NaN;
  };
  beforeAll(async () => {
    opened = await open(3);
  }, 60_000);
  afterAll(() => opened.close());

  test('answers whatever is asked, one after the other, as a plain model does', async () => {
    await fc.assert(
      fc.asyncProperty(commands(30), async (asked) => {
        const [store = memoryEventStore()] = opened.stores;
        const begin = await headOf(store);
        await fc.asyncModelRun(
          () => ({ model: { run: newRun(), begin, log: [], stored: [], appends: [] }, real: store }),
          asked,
        );
      }),
      { numRuns: runs },
    );
  }, 120_000);

  test('answers clients that append at once as if they had done it in some order, which is that of positions', async () => {
    let refusals = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(asks(12), { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 3 }),
        async (clients) => {
          const run = newRun();
          const begin = await headOf(opened.stores[0]);
          const calls: Call[] = [];
          let clock = 0;
          const client = async (wanted: ReadonlyArray<Ask>, index: number): Promise<void> => {
            for (const ask of wanted) {
              const append = appendOf(run, { ...ask, tenant: 'one', category: 'thing' });
              const asked = (clock += 1);
              const answer = await opened.stores[index]?.append(append.stream, append.expected, append.events)();
              if (answer !== undefined) calls.push({ append, asked, answered: (clock += 1), answer });
            }
          };
          await Promise.all(clients.map(client));
          expect(calls).toHaveLength(clients.flat().length);
          refusals += calls.filter(({ answer }) => E.isLeft(answer)).length;
          expect(isLinearizable(calls)).toBe(true);
          expect(isOrderedInTime(calls)).toBe(true);

          const taken = calls.flatMap(({ answer }) =>
            E.isRight(answer) && !answer.right.repeated ? answer.right.events : [],
          );
          const log = await opened.stores[0]?.readAll({ after: begin, limit: 1_000 })();
          expect(log !== undefined && E.isRight(log) && log.right.events).toEqual(
            taken.sort((a, b) => a.position - b.position),
          );
        },
      ),
      { numRuns: runs },
    );
    expect(refusals).toBeGreaterThan(0);
  }, 120_000);
});
