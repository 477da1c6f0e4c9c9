/** A calendar as the worked clocks have it: local windows by weekday, from `0`, Monday. */
export interface WrittenCalendar {
  readonly tz: string;
  readonly week: { readonly [day: string]: ReadonlyArray<readonly [from: string, to: string]> };
  /** Dates on which it is closed. */
  readonly holidays: ReadonlyArray<string>;
  /** Windows of dates, instead of those of the weekday. */
  readonly special: { readonly [date: string]: ReadonlyArray<readonly [from: string, to: string]> };
}

export type Pauses = ReadonlyArray<readonly [from: string, to: string]>;

/** Answers in milliseconds; undefined where the library has no way to say it. */
export interface Clock {
  /** Reads the instant before it is measured, so that only what a library does with it counts. */
  readonly elapsed: (from: string, to: string, pauses: Pauses) => (() => number) | undefined;
  readonly deadline: (from: string, target: number, pauses: Pauses) => (() => number) | undefined;
}

/** A library that is asked; the zone of the calendar is the zone of the process, since most know no other. */
export interface Contestant {
  readonly name: string;
  readonly clockOf: (calendar: WrittenCalendar) => Clock;
}

export const daysFromSunday = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** The windows of a weekday, from 0, Sunday. */
export const windowsOf = ({ week }: WrittenCalendar, fromSunday: number): WrittenCalendar['week'][string] =>
  week[String((fromSunday + 6) % 7)] ?? [];
