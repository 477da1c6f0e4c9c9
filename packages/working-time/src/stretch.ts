import type { Millis } from '@casebook/vocabulary';

/** Time from one instant until just before another, in milliseconds since 1970. */
export interface Stretch {
  readonly from: Millis;
  readonly until: Millis;
}

/** What lies in both. Empty, `from` not before `until`, where nothing does. */
export const overlap = (one: Stretch, other: Stretch): Stretch => ({
  from: Math.max(one.from, other.from),
  until: Math.min(one.until, other.until),
});

/** The same time as stretches in order that neither overlap nor touch; empty ones are left out. */
export const united = (stretches: ReadonlyArray<Stretch>): ReadonlyArray<Stretch> => {
  const sorted = stretches.filter(({ from, until }) => from < until).sort((a, b) => a.from - b.from);
  const apart: Stretch[] = [];
  for (const stretch of sorted) {
    const last = apart[apart.length - 1];
    if (last === undefined || last.until < stretch.from) apart.push(stretch);
    else apart[apart.length - 1] = { from: last.from, until: Math.max(last.until, stretch.until) };
  }
  return apart;
};
