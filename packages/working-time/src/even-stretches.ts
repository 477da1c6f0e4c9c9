import type { Millis } from '@casebook/vocabulary';
import { day } from './local-time';
import type { Stretch } from './stretch';
import { offsetIn, type Zone } from './zone';

/** In which the local clock goes evenly, so far ahead of UTC. */
export interface EvenStretch extends Stretch {
  readonly offset: Millis;
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

const piece: Millis = 2 ** 33; // some 99 days

const inPiece = (zone: Zone, index: number): ReadonlyArray<EvenStretch> => {
  const offsetAt = offsetIn(zone);
  const end = (index + 1) * piece;
  const stretches: EvenStretch[] = [];
  let from = index * piece;
  let offset = offsetAt(from);
  for (let at = from; at < end; at += step) {
    const until = Math.min(at + step, end);
    if (offsetAt(until) === offset) continue;
    const changed = change(offsetAt, at, until);
    stretches.push({ from, until: changed, offset });
    from = changed;
    offset = offsetAt(until);
  }
  return from < end ? [...stretches, { from, until: end, offset }] : stretches;
};

// What a zone did is asked of Intl, which is slow, and the same for all calendars: it is asked once.
const known = new Map<Zone, Map<number, ReadonlyArray<EvenStretch>>>();

/** How the clocks of a zone went, in order, for at least this time. */
export const evenStretches = (zone: Zone, { from, until }: Stretch): ReadonlyArray<EvenStretch> => {
  const pieces = known.get(zone) ?? new Map<number, ReadonlyArray<EvenStretch>>();
  known.set(zone, pieces);
  const [first, last] = [Math.floor(from / piece), Math.floor(until / piece)];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).flatMap((index) => {
    const stretches = pieces.get(index) ?? inPiece(zone, index);
    pieces.set(index, stretches);
    return stretches;
  });
};
