import type { Millis } from '@casebook/vocabulary';
import { evenStretches } from './even-stretches';
import type { Stretch } from './stretch';
import type { Zone } from './zone';

/** The clock on a wall. Local times are milliseconds since it showed 1970-01-01 00:00. */
export interface LocalClock {
  /** The first instant at which it shows this or later: where it jumps over it, the jump; where it shows it twice, the first. */
  readonly opening: (local: Millis) => Millis;
  /** The last instant until which it showed something earlier: the jump, or the second time. */
  readonly closing: (local: Millis) => Millis;
}

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
