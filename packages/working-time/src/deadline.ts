import * as O from 'fp-ts/Option';
import { epochMillis, instantOf, type Instant, type Millis } from '@casebook/vocabulary';
import type { CompiledCalendar } from './compile';
import { openBetween, openFor } from './open-time';
import { waiting, type WaitSpan } from './waits';

/**
 * The first instant at which so much working time has elapsed: closing time rather than the next opening, and the beginning
 * itself for a target of nothing. None where that never comes: a wait goes on, the calendar does not open any more, or only
 * after the year 9999. Target in whole milliseconds.
 */
export const deadline = (
  calendar: CompiledCalendar,
  from: Instant,
  target: Millis,
  waits: ReadonlyArray<WaitSpan>,
): O.Option<Instant> => {
  if (target <= 0) return O.some(from);
  let since = epochMillis(from);
  let left = target;
  for (const wait of waiting(waits)) {
    const worked = openBetween(calendar, since, wait.from);
    if (worked >= left) break;
    if (wait.until === Infinity) return O.none;
    left -= worked;
    since = Math.max(since, wait.until);
  }
  const at = openFor(calendar, since, left);
  return at === undefined ? O.none : O.some(instantOf(at));
};
