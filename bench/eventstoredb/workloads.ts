import { randomUUID } from 'node:crypto';
import type { Contestant } from './contestants';

export interface Workload {
  readonly name: string;
  /** Gives what was done a second: appends, or events read. */
  readonly run: (contestant: Contestant, seconds: number) => Promise<number>;
}

const inFlight = 32;

/** So many at once, each one after the other, until the time is over. */
const during = async (seconds: number, step: () => (turn: number) => Promise<number>): Promise<number> => {
  const begin = performance.now();
  const end = begin + seconds * 1_000;
  let done = 0;
  const loop = async (next: (turn: number) => Promise<number>): Promise<void> => {
    for (let turn = 0; performance.now() < end; turn += 1) done += await next(turn);
  };
  await Promise.all(Array.from({ length: inFlight }, () => loop(step())));
  return (done / (performance.now() - begin)) * 1_000;
};

const appending =
  (events: number) =>
  ({ append }: Contestant, seconds: number): Promise<number> =>
    during(seconds, () => {
      const stream = randomUUID();
      return async (turn) => {
        await append(stream, turn === 0 ? null : turn * events - 1, events);
        return 1;
      };
    });

const stored = new Map<Contestant, Promise<ReadonlyArray<string>>>();
const streams = 200;
const length = 20;

/** Streams to be read, the same for all. */
const storedOf = (contestant: Contestant): Promise<ReadonlyArray<string>> => {
  const names = Array.from({ length: streams }, () => randomUUID());
  const known =
    stored.get(contestant) ?? Promise.all(names.map((name) => contestant.append(name, null, length))).then(() => names);
  stored.set(contestant, known);
  return known;
};

export const workloads: ReadonlyArray<Workload> = [
  { name: 'appends of one event to streams that are there', run: appending(1) },
  { name: 'appends of ten events', run: appending(10) },
  {
    name: 'new streams of one event',
    run: ({ append }, seconds) =>
      during(seconds, () => async () => {
        await append(randomUUID(), null, 1);
        return 1;
      }),
  },
  {
    name: `events read, by streams of ${length}`,
    run: async (contestant, seconds) => {
      const names = await storedOf(contestant);
      return during(seconds, () => async (turn) => contestant.readStream(names[turn % streams] ?? ''));
    },
  },
  {
    name: 'events read, of the whole log',
    run: async ({ readAll }) => {
      const begin = performance.now();
      const read = await readAll(20_000);
      return (read / (performance.now() - begin)) * 1_000;
    },
  },
];
