import * as O from 'fp-ts/Option';
import { epochMillis, instantOf, type Instant } from '@casebook/vocabulary';
import type { CompiledCalendar } from './compile';
import { openBetween, openFor } from './open-time';

/** Whether it is open at an instant: it is when it opens, and no more when it closes. */
export const isOpenAt = (calendar: CompiledCalendar, at: Instant): boolean =>
  openBetween(calendar, epochMillis(at), epochMillis(at) + 1) === 1;

/** The first instant from this one on at which it is open, this one included; none where it never opens again. */
export const nextOpening = (calendar: CompiledCalendar, at: Instant): O.Option<Instant> => {
  const worked = openFor(calendar, epochMillis(at), 1);
  return worked === undefined ? O.none : O.some(instantOf(worked - 1));
};
