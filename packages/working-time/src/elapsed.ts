import { epochMillis, type Instant, type Millis } from '@casebook/vocabulary';
import type { CompiledCalendar } from './compile';
import { openBetween } from './open-time';
import { waiting, type WaitSpan } from './waits';

/**
 * Working time from one instant until another, in whole milliseconds: what the calendar is open, less what of it was spent
 * waiting, each moment once however many waits there are. None if the second instant is not later.
 */
export const elapsed = (
  calendar: CompiledCalendar,
  from: Instant,
  to: Instant,
  waits: ReadonlyArray<WaitSpan>,
): Millis => {
  const [began, ended] = [epochMillis(from), epochMillis(to)];
  let worked = openBetween(calendar, began, ended);
  if (waits.length > 0)
    for (const wait of waiting(waits))
      worked -= openBetween(calendar, Math.max(began, wait.from), Math.min(ended, wait.until));
  return worked;
};

/** What is left of a target at an instant, in milliseconds of working time; negative by what was used beyond it. */
export const remaining = (
  calendar: CompiledCalendar,
  from: Instant,
  at: Instant,
  target: Millis,
  waits: ReadonlyArray<WaitSpan>,
): Millis => target - elapsed(calendar, from, at, waits);
