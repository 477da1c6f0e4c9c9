import { Instant, instantOf, literal, millisBetween, plus, type Millis } from '@casebook/vocabulary';
import type { Clock } from '../clock';

/** A clock that stands still until it is moved. It never goes back. */
export interface MovableClock {
  readonly now: Clock;
  /** To a later instant. Throws a RangeError for an earlier one. */
  readonly moveTo: (instant: string) => Instant;
  /** By so much; `{ days: 1, hours: 2 }`. */
  readonly advance: (by: Span) => Instant;
}

export interface Span {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const millisIn = ({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span): Millis =>
  days * day + hours * hour + minutes * minute + seconds * second;

export const movableClock = (start: string): MovableClock => {
  let current = literal(Instant, start);
  const moveTo = (instant: Instant): Instant => {
    if (millisBetween(current, instant) < 0)
      throw new RangeError(`the clock stands at ${current} and cannot go back to ${instant}`);
    current = instantOf(Date.parse(instant));
    return current;
  };
  return {
    now: () => current,
    moveTo: (instant) => moveTo(literal(Instant, instant)),
    advance: (by) => moveTo(plus(current, millisIn(by))),
  };
};
