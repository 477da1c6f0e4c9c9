import * as t from 'io-ts';
import { Instant } from './instant';

const shape = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

// A day that is not in the calendar rolls over in a Date: 2026-02-30 would be March 2nd.
const isInCalendar = (day: string): boolean => {
  const midnight = new Date(`${day}T00:00:00.000Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
};

const read = (text: string): Instant | undefined => {
  const [, day] = shape.exec(text) ?? [];
  const millis = day !== undefined && isInCalendar(day) ? Date.parse(text) : Number.NaN;
  const instant = Number.isNaN(millis) ? undefined : new Date(millis).toISOString();
  return Instant.is(instant) ? instant : undefined;
};

/** An instant as people write it: ISO 8601 with its zone, to the minute, the second or the millisecond. */
export const WrittenInstant = new t.Type<Instant, string, unknown>(
  'an instant with its zone, such as 2026-03-01T12:00:00Z',
  Instant.is,
  (value, context) => {
    const instant = typeof value === 'string' ? read(value) : undefined;
    return instant === undefined ? t.failure(value, context) : t.success(instant);
  },
  String,
);
