import { literal } from '@casebook/vocabulary';
import type { Calendar } from '../calendar';
import { CalendarCodec } from '../calendar.codec';

/** `08:00-12:00 13:00-17:00`; nothing: closed. */
const windowsOf = (text: string) =>
  text
    .split(' ')
    .filter((window) => window !== '')
    .map((window) => ({ from: window.slice(0, 5), to: window.slice(6) }));

/** A calendar in few words: the windows of each day from Monday on, then those of dates. Throws where it is none. */
export const calendarOf = (
  zone: string,
  days: ReadonlyArray<string>,
  dated: { readonly [date: string]: string } = {},
): Calendar => {
  const [monday = [], tuesday = [], wednesday = [], thursday = [], friday = [], saturday = [], sunday = []] =
    days.map(windowsOf);
  return literal(CalendarCodec, {
    id: 'desk',
    name: 'The desk',
    zone,
    week: { monday, tuesday, wednesday, thursday, friday, saturday, sunday },
    exceptions: Object.entries(dated).map(([date, text]) => ({
      date,
      name: text === '' ? 'Holiday' : 'Special day',
      windows: windowsOf(text),
    })),
  });
};

/** From Monday to Friday. */
export const weekdays = (windows: string): ReadonlyArray<string> => Array<string>(5).fill(windows);

/** All seven days. */
export const daily = (windows: string): ReadonlyArray<string> => Array<string>(7).fill(windows);
