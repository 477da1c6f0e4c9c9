import type { Clock, Contestant, WrittenCalendar } from './contestant';

const hour = 3_600_000;
const day = 24 * hour;
const began = Date.UTC(2026, 0, 1);

/** Nine to five, with a holiday a month: one that all get right. */
const oneYear: WrittenCalendar = {
  tz: 'UTC',
  week: Object.fromEntries([0, 1, 2, 3, 4].map((weekday) => [weekday, [['09:00', '17:00'] as const]])),
  holidays: Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 6)).toISOString().slice(0, 10)),
  special: {},
};

/** The same numbers from 0 to 1 each time. */
const drawn = (count: number): ReadonlyArray<number> => {
  let state = 1;
  return Array.from({ length: count }, () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647);
};

const instants = drawn(3_000).map((share) => Math.floor(share * 330 * day));
const written = (millis: number): string => new Date(began + millis).toISOString();
const minutes = (millis: number): number => Math.floor(millis / 60_000) * 60_000; // the coarsest that a contestant knows

type Questions = ReadonlyArray<() => number>;

const questions = (ask: (from: number, share: number) => (() => number) | undefined): Questions =>
  Array.from({ length: 1_000 }, (_, index) => {
    const from = minutes(instants[index] ?? 0);
    return ask(from, (instants[index + 1_000] ?? 0) / (330 * day)) ?? (() => NaN);
  });

export const tasks: { readonly [name: string]: (clock: Clock) => Questions } = {
  'elapsed, up to 30 days': ({ elapsed }) =>
    questions((from, share) => elapsed(written(from), written(from + minutes(share * 30 * day)), [])),
  'elapsed, with two waits': ({ elapsed }) =>
    questions((from, share) =>
      elapsed(written(from), written(from + minutes(share * 30 * day)), [
        [written(from + day), written(from + 2 * day)],
        [written(from + 1.5 * day), written(from + 3 * day)],
      ]),
    ),
  'deadline, up to 40 hours': ({ deadline }) =>
    questions((from, share) => deadline(written(from), minutes(share * 40 * hour), [])),
  'deadline, with two waits': ({ deadline }) =>
    questions((from, share) =>
      deadline(written(from), minutes(share * 40 * hour), [
        [written(from + day), written(from + 2 * day)],
        [written(from + 1.5 * day), written(from + 3 * day)],
      ]),
    ),
};

export interface Measured {
  /** Questions answered in a second of processor time. */
  readonly rate: number;
  /** Of all answers, to see whether contestants agree. */
  readonly sum: number;
}

/** Asks the same thousand questions again and again, for at least so many milliseconds of processor time. */
export const measure = (contestant: Contestant, task: keyof typeof tasks, atLeast: number): Measured => {
  const asked = tasks[task]?.(contestant.clockOf(oneYear)) ?? [];
  const sum = asked.reduce((all, ask) => all + ask(), 0);
  const before = process.cpuUsage();
  for (let answered = 0; ;) {
    for (const ask of asked) if (ask() >= 0) answered += 1;
    const { user, system } = process.cpuUsage(before);
    if (Number.isNaN(sum) || user + system >= atLeast * 1000) return { rate: (answered / (user + system)) * 1e6, sum };
  }
};
