import * as t from 'io-ts';

const isInstant = (value: string): boolean => {
  if (value.length !== 24) return false;
  const millis = Date.parse(value);
  return !Number.isNaN(millis) && new Date(millis).toISOString() === value;
};

/** A point in time, always written `YYYY-MM-DDTHH:MM:SS.mmmZ`, so that comparing the text compares the time. */
export const Instant = t.brand(
  t.string,
  (value): value is t.Branded<string, { readonly Instant: symbol }> => isInstant(value),
  'Instant',
);
export type Instant = t.TypeOf<typeof Instant>;

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
