import * as t from 'io-ts';

const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const daysIn = (year: number, month: number): number =>
  month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : (days[month - 1] ?? 0);

/** The number that these digits write; NaN where there is anything else. */
const digits = (text: string, from: number, to: number): number => {
  let number = 0;
  for (let index = from; index < to; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return NaN;
    number = number * 10 + digit;
  }
  return number;
};

const hasMarks = (text: string): boolean =>
  text.length === 24 &&
  text[4] === '-' &&
  text[7] === '-' &&
  text[10] === 'T' &&
  text[13] === ':' &&
  text[16] === ':' &&
  text[19] === '.' &&
  text[23] === 'Z';

// Every event that is read has some: making a Date of each and printing it takes five times as long.
const isInstant = (value: string): boolean => {
  if (!hasMarks(value)) return false;
  const year = digits(value, 0, 4);
  const month = digits(value, 5, 7);
  const day = digits(value, 8, 10);
  return (
    year >= 0 &&
    month >= 1 &&
    day >= 1 &&
    day <= daysIn(year, month) &&
    digits(value, 11, 13) <= 23 &&
    digits(value, 14, 16) <= 59 &&
    digits(value, 17, 19) <= 59 &&
    digits(value, 20, 23) <= 999
  );
};

export interface InstantBrand {
  readonly Instant: unique symbol;
}

/** A point in time, always written `YYYY-MM-DDTHH:MM:SS.mmmZ`, so that comparing the text compares the time. */
export type Instant = string & t.Brand<InstantBrand>; // by its own name, so that packages which have no io-ts can speak of it
export const Instant: t.BrandC<t.StringC, InstantBrand> = t.brand(
  t.string,
  (value): value is Instant => isInstant(value),
  'Instant',
);

/** Integer milliseconds. */
export type Millis = number;

// A Date prints exactly the form that `Instant` asks for; years beyond 9999 do not fit it and throw.
const written = (millis: Millis): Instant => {
  const value = new Date(millis).toISOString();
  if (Instant.is(value)) return value;
  throw new RangeError(`${value} is outside the years 0000 to 9999`);
};

/** The instant that many milliseconds after 1970-01-01T00:00:00.000Z. Throws a RangeError outside the years 0000 to 9999. */
export const instantOf = (epochMillis: Millis): Instant => written(epochMillis);

/** Milliseconds since 1970-01-01T00:00:00.000Z. */
export const epochMillis = (instant: Instant): Millis => Date.parse(instant);

/** The instant that many milliseconds later (earlier, if negative). */
export const plus = (instant: Instant, millis: Millis): Instant => written(Date.parse(instant) + millis);

/** Milliseconds from one instant to another; negative if the second is earlier. */
export const millisBetween = (from: Instant, to: Instant): Millis => Date.parse(to) - Date.parse(from);

/** The later of two instants. */
export const later = (a: Instant, b: Instant): Instant => (a < b ? b : a);
