import type * as t from 'io-ts';
import { Instant, type Millis } from '@casebook/vocabulary';
import { word } from './word';

interface LocalDateBrand {
  readonly LocalDate: unique symbol;
}

/** A day of the calendar where somebody is, `YYYY-MM-DD`. */
export type LocalDate = string & t.Brand<LocalDateBrand>;
export const LocalDate = word('a date, such as 2026-12-24', (value): value is LocalDate =>
  Instant.is(`${value}T00:00:00.000Z`),
);

interface WallTimeBrand {
  readonly WallTime: unique symbol;
}

/** What a clock on the wall shows, `HH:MM`, from 00:00 to 24:00, which is the end of the day. */
export type WallTime = string & t.Brand<WallTimeBrand>;
export const WallTime = word('a time from 00:00 to 24:00', (value): value is WallTime =>
  /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(value),
);

const minute: Millis = 60_000;
export const day: Millis = 24 * 60 * minute;

/** Days since 1970-01-01. */
export const dayNumber = (date: LocalDate): number => Date.parse(`${date}T00:00:00.000Z`) / day;

/** From 0, Monday, to 6, Sunday. */
export const weekdayOf = (dayNumber: number): number => (((dayNumber + 3) % 7) + 7) % 7;

/** Milliseconds since the clock on the wall showed 00:00. */
export const sinceMidnight = (time: WallTime): Millis =>
  (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * minute;
