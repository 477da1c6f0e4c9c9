import * as O from 'fp-ts/Option';
import { instantOf, literal, type Instant } from '@casebook/vocabulary';
import { CalendarCodec, compile, deadline, elapsed, type Calendar } from '@casebook/working-time';
import { daysFromSunday, windowsOf, type Contestant, type Pauses, type WrittenCalendar } from './contestant';

const instant = (text: string): Instant => instantOf(Date.parse(text));
const waitsOf = (pauses: Pauses) => pauses.map(([from, to]) => ({ from: instant(from), to: instant(to) }));
const fromTo = (windows: WrittenCalendar['week'][string]) => windows.map(([from, to]) => ({ from, to }));

const calendarOf = (written: WrittenCalendar): Calendar =>
  literal(CalendarCodec, {
    id: 'bench',
    name: 'Bench',
    zone: written.tz,
    week: Object.fromEntries(daysFromSunday.map((day, index) => [day, fromTo(windowsOf(written, index))])),
    exceptions: [
      ...written.holidays.map((date) => ({ date, name: 'Holiday', windows: [] })),
      ...Object.entries(written.special).map(([date, windows]) => ({
        date,
        name: 'Special',
        windows: fromTo(windows),
      })),
    ],
  });

export const ours: Contestant = {
  name: 'casebook',
  clockOf: (written) => {
    const calendar = compile(calendarOf(written));
    return {
      elapsed: (from, to, pauses) => {
        const [began, ended, waits] = [instant(from), instant(to), waitsOf(pauses)];
        return () => elapsed(calendar, began, ended, waits);
      },
      deadline: (from, target, pauses) => {
        const [began, waits] = [instant(from), waitsOf(pauses)];
        return () => {
          const due = deadline(calendar, began, target, waits);
          return O.isSome(due) ? Date.parse(due.value) : NaN;
        };
      },
    };
  },
};
