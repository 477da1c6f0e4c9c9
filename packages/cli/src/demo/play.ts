import type { Instant } from '@casebook/vocabulary';

/** Something to be done at an instant; what has the same `of` is done one after the other. */
export interface Due {
  readonly at: Instant;
  readonly of: number;
  readonly run: () => Promise<void>;
}

/** The works of some span of time, and the span's end. */
export interface Hour {
  readonly until: Instant;
  readonly due: ReadonlyArray<Due>;
}

/** Consecutive works, each hour's (of the clock) together; hours without any are left out. `due` is in order of time. */
export const byHour = (due: ReadonlyArray<Due>, endOf: (at: Instant) => Instant): ReadonlyArray<Hour> => {
  const hours: { until: Instant; due: Due[] }[] = [];
  for (const one of due) {
    const until = endOf(one.at);
    const last = hours[hours.length - 1];
    if (last !== undefined && last.until === until) last.due.push(one);
    else hours.push({ until, due: [one] });
  }
  return hours;
};

/** All at once, but in turn within each case. */
export const together = async (due: ReadonlyArray<Due>): Promise<void> => {
  const cases = new Map<number, Due[]>();
  for (const one of due) cases.set(one.of, [...(cases.get(one.of) ?? []), one]);
  await Promise.all(
    [...cases.values()].map(async (steps) => {
      for (const step of steps) await step.run();
    }),
  );
};
