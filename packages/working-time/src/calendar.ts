import { literal, textOf, CalendarId, type Text } from '@casebook/vocabulary';
import { WallTime, type LocalDate } from './local-time';
import { Zone } from './zone';

/** Open from one local time to another of the same day; a night is two windows, to 24:00 and from 00:00. */
export interface Window {
  readonly from: WallTime;
  readonly to: WallTime;
}

export type Windows = ReadonlyArray<Window>;

/** When it is open in an ordinary week; no windows: closed all day. */
export interface Week {
  readonly monday: Windows;
  readonly tuesday: Windows;
  readonly wednesday: Windows;
  readonly thursday: Windows;
  readonly friday: Windows;
  readonly saturday: Windows;
  readonly sunday: Windows;
}

/** A day that is not as its weekday: a holiday has no windows, a half day others. */
export interface CalendarException {
  readonly date: LocalDate;
  readonly name: Text;
  /** Instead of those of the weekday. */
  readonly windows: Windows;
}

/** When work is done, in the local time of a zone; holidays are days there. Of one that changes, see `compileSuccession`. */
export interface Calendar {
  readonly id: CalendarId;
  readonly name: Text;
  readonly zone: Zone;
  readonly week: Week;
  readonly exceptions: ReadonlyArray<CalendarException>;
}

/** From Monday on. */
export const daysOf = (week: Week): ReadonlyArray<Windows> => [
  week.monday,
  week.tuesday,
  week.wednesday,
  week.thursday,
  week.friday,
  week.saturday,
  week.sunday,
];

const always: Windows = [{ from: literal(WallTime, '00:00'), to: literal(WallTime, '24:00') }];

/** A calendar that never closes: what elapses on it is physical time, whatever the zone. */
export const roundTheClock: Calendar = {
  id: literal(CalendarId, 'round-the-clock'),
  name: textOf('Round the clock'),
  zone: literal(Zone, 'UTC'),
  week: {
    monday: always,
    tuesday: always,
    wednesday: always,
    thursday: always,
    friday: always,
    saturday: always,
    sunday: always,
  },
  exceptions: [],
};
