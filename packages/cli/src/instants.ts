import { Instant } from '@casebook/vocabulary';
import { problem } from './problem';

const date = /^\d{4}-\d{2}-\d{2}$/;
const minutes = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?$/;
const zone = /^(.*\d{2}:\d{2}.*?)(Z|[+-]\d{2}:?\d{2})$/i;

/** An instant somebody typed, and whether UTC had to be assumed. */
export interface Typed {
  readonly instant: Instant;
  readonly utcAssumed: boolean;
}

// A day that is not in the calendar rolls over in a Date: 2026-02-30 would be March 2nd.
const isInCalendar = (text: string): boolean => {
  const day = text.slice(0, 10);
  const parsed = new Date(`${day}T00:00:00.000Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
};

const written = (text: string): string | undefined => {
  const millis = Date.parse(text.replace(' ', 'T'));
  return Number.isNaN(millis) ? undefined : new Date(millis).toISOString();
};

const offset = (text: string): string =>
  text.toUpperCase() === 'Z' ? 'Z' : text.includes(':') ? text : `${text.slice(0, 3)}:${text.slice(3)}`;

const utcOf = (text: string): string | undefined => {
  const zoned = zone.exec(text);
  if (zoned !== null) return minutes.test(zoned[1] ?? '') ? written(`${zoned[1]}${offset(zoned[2] ?? '')}`) : undefined;
  if (date.test(text)) return written(`${text}T00:00:00.000Z`);
  return minutes.test(text) ? written(`${text}Z`) : undefined;
};

/** A full instant with its zone, or a date or minute in UTC; anything else is refused with right examples. */
export const readInstant = (option: string, text: string): Typed => {
  const instant = isInCalendar(text) ? utcOf(text) : undefined;
  if (!Instant.is(instant)) throw problem({ type: 'InstantUnreadable', option, value: text });
  return { instant, utcAssumed: !zone.test(text) };
};
