import type { Millis } from '@casebook/vocabulary';
import { day } from './local-time';
import type { Stretch } from './stretch';
import { offsetIn, type Zone } from './zone';

/** In which the local clock goes evenly, so far ahead of UTC. */
interface EvenStretch extends Stretch {
  readonly offset: Millis;
}

/** The clock on a wall. Local times are milliseconds since it showed 1970-01-01 00:00. */
export interface LocalClock {
  /** The first instant at which it shows this or later: where it jumps over it, the jump; where it shows it twice, the first. */
  readonly opening: (local: Millis) => Millis;
  /** The last instant until which it showed something earlier: the jump, or the second time. */
  readonly closing: (local: Millis) => Millis;
}

// Clocks have been changed and changed back within four days (Freetown in 1939), never within two.
const step = 2 * day;

/** The first instant with another offset than at `from`; there is one by `until`. */
const change = (offsetAt: (at: Millis) => Millis, from: Millis, until: Millis): Millis => {
  const before = offsetAt(from);
  let same = from;
  let other = until;
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetAt(middle) === before) same = middle;
    else other = middle;
  }
  return other;
};

const evenStretches = (zone: Zone, { from, until }: Stretch): ReadonlyArray<EvenStretch> => {
  const offsetAt = offsetIn(zone);
  const stretches: EvenStretch[] = [];
  let began = from;
  let offset = offsetAt(from);
  for (let at = from; at < until; at += step) {
    const next = offsetAt(at + step);
    if (next === offset) continue;
    const changed = change(offsetAt, at, at + step);
    stretches.push({ from: began, until: changed, offset });
    began = changed;
    offset = next;
  }
  return [...stretches, { from: began, until: until + step, offset }];
};

/** The clock in a zone, for local times that are shown within this time. */
export const localClock = (zone: Zone, within: Stretch): LocalClock => {
  const stretches = evenStretches(zone, within);
  const latestFirst = [...stretches].reverse();
  return {
    opening: (local) => {
      const shows = stretches.find(({ until, offset }) => until + offset > local);
      return shows === undefined ? within.until : Math.max(shows.from, local - shows.offset);
    },
    closing: (local) => {
      const showed = latestFirst.find(({ from, offset }) => from + offset < local);
      return showed === undefined ? within.from : Math.min(showed.until, local - showed.offset);
    },
  };
};
