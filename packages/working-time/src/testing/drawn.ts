import * as fc from 'fast-check';
import { epochMillis, instantOf, literal, type Instant } from '@casebook/vocabulary';
import type { Calendar } from '../calendar';
import { LocalDate, dayNumber } from '../local-time';
import type { WaitSpan } from '../waits';
import { calendarOf } from './in-few-words';

const day = 86_400_000;

/** Days on which clocks were changed, or the side of the date line, and some on which nothing happened. */
export const turns: ReadonlyArray<readonly [zone: string, date: string]> = [
  ['UTC', '2026-06-15'],
  ['Asia/Kolkata', '2026-01-15'],
  ['America/New_York', '2025-07-12'], // where a block of compiled time ends, in the evening of UTC
  ['Pacific/Auckland', '2025-07-12'],
  ['Asia/Kathmandu', '1986-01-01'], // +05:30 to +05:45
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['Europe/London', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['America/Havana', '2026-11-01'], // from 01:00 back to 00:00
  ['America/Sao_Paulo', '2018-11-04'], // there was no 00:00
  ['America/Sao_Paulo', '2019-02-16'], // from 24:00 back to 23:00
  ['Africa/Casablanca', '2026-02-15'], // for Ramadan
  ['Australia/Lord_Howe', '2026-04-05'], // by half an hour
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Antarctica/Troll', '2026-03-29'], // by two hours
  ['Pacific/Chatham', '2026-04-05'], // at 03:45
  ['Pacific/Apia', '2011-12-30'], // a day left out
  ['Pacific/Kiritimati', '1994-12-31'], // a day left out
  ['Pacific/Kwajalein', '1993-08-21'], // a day left out
  ['Pacific/Kwajalein', '1969-09-30'], // a day shown twice
];

const written = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const anyMinute = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(0, 30, 60, 90, 120, 150, 180, 225, 1380, 1440) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 1440 }) },
);

/** The windows of a day, `01:30-09:00 22:00-24:00`; three at most. */
const anyWindows: fc.Arbitrary<string> = fc.uniqueArray(anyMinute, { maxLength: 6 }).map((minutes) => {
  const sorted = [...minutes].sort((a, b) => a - b);
  const pairs = Array.from({ length: Math.floor(sorted.length / 2) }, (_, index) =>
    sorted.slice(index * 2, index * 2 + 2),
  );
  return pairs.map((pair) => pair.map(written).join('-')).join(' ');
});

const noonOf = (date: string): number => dayNumber(literal(LocalDate, date)) * day + day / 2;

const anyCalendar = (zone: string, date: string): fc.Arbitrary<Calendar> =>
  fc
    .tuple(
      fc.array(anyWindows, { minLength: 7, maxLength: 7 }),
      fc.dictionary(
        fc.integer({ min: -4, max: 4 }).map((days) => instantOf(noonOf(date) + days * day).slice(0, 10)),
        anyWindows,
        { maxKeys: 3 },
      ),
    )
    .map(([week, dated]) => calendarOf(zone, week, dated));

const anyInstantAround = (date: string): fc.Arbitrary<Instant> =>
  fc
    .oneof(
      fc.integer({ min: -3 * day, max: 3 * day }),
      fc.integer({ min: -6 * 24, max: 6 * 24 }).map((halfHours) => (halfHours * day) / 48),
    )
    .map((millis) => instantOf(noonOf(date) + millis));

const anyWait = (date: string): fc.Arbitrary<WaitSpan> =>
  fc
    .tuple(
      anyInstantAround(date),
      fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: 0, max: 2 * day }) },
        { weight: 1, arbitrary: fc.constant(null) },
      ),
    )
    .map(([from, length]) => ({ from, to: length === null ? null : instantOf(epochMillis(from) + length) }));

/** What a clock of working time may be asked: a calendar in a zone, two instants near one of its turns, and waits. */
export interface Situation {
  readonly calendar: Calendar;
  readonly from: Instant;
  readonly to: Instant;
  readonly waits: ReadonlyArray<WaitSpan>;
  /** Near both instants. */
  readonly between: Instant;
}

export const situations: fc.Arbitrary<Situation> = fc.constantFrom(...turns).chain(([zone, date]) =>
  fc
    .tuple(
      anyCalendar(zone, date),
      anyInstantAround(date),
      anyInstantAround(date),
      fc.array(anyWait(date), { maxLength: 4 }),
      anyInstantAround(date),
    )
    .map(([calendar, one, other, waits, between]) => {
      const [from, to] = one < other ? [one, other] : [other, one];
      return { calendar, from, to, waits, between };
    }),
);

/** Any calendar that the situations are about. */
export const calendars: fc.Arbitrary<Calendar> = situations.map(({ calendar }) => calendar);
