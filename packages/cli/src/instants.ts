import * as E from 'fp-ts/Either';
import { WrittenInstant, type Instant } from '@casebook/vocabulary';
import { problem } from './problem';

const day = /^\d{4}-\d{2}-\d{2}$/;
const zone = /(Z|[+-]\d{2}:?\d{2})$/i;

/** An instant somebody typed, and whether UTC had to be assumed. */
export interface Typed {
  readonly instant: Instant;
  readonly utcAssumed: boolean;
}

/** As ISO 8601 has it: a T before the time, a colon in the zone, Z in a capital letter. */
const inIso = (text: string): string =>
  text
    .replace(' ', 'T')
    .replace(/z$/, 'Z')
    .replace(/([+-]\d{2})(\d{2})$/, '$1:$2');

const completed = (text: string): string => {
  if (day.test(text)) return `${text}T00:00Z`;
  return zone.test(text) ? inIso(text) : `${inIso(text)}Z`;
};

/** A full instant with its zone, or a date or minute in UTC; anything else is refused with right examples. */
export const readInstant = (option: string, text: string): Typed => {
  const instant = WrittenInstant.decode(completed(text));
  if (E.isLeft(instant)) throw problem({ type: 'InstantUnreadable', option, value: text });
  return { instant: instant.right, utcAssumed: day.test(text) || !zone.test(text) };
};
