import OpeningHours from 'opening_hours';
import { daysFromSunday, windowsOf, type Contestant, type WrittenCalendar } from './contestant';

const rule = (day: string, windows: WrittenCalendar['week'][string]): string =>
  `${day} ${windows.length === 0 ? 'off' : windows.map(([from, to]) => `${from}-${to}`).join(',')}`;

const dated = (date: string): string => {
  const month = new Date(`${date}T00:00:00Z`).toLocaleString('en', { month: 'short', timeZone: 'UTC' });
  return `${date.slice(0, 4)} ${month} ${date.slice(8)}`;
};

const sentence = (calendar: WrittenCalendar): string =>
  [
    ...daysFromSunday.map((day, index) =>
      rule(day.slice(0, 1).toUpperCase() + day.slice(1, 2), windowsOf(calendar, index)),
    ),
    ...calendar.holidays.map((date) => rule(dated(date), [])),
    ...Object.entries(calendar.special).map(([date, windows]) => rule(dated(date), windows)),
  ].join('; ');

/** The opening hours of OpenStreetMap. It has no deadlines: they are walked to from one of its changes to the next. */
export const openingHours: Contestant = {
  name: 'opening_hours',
  clockOf: (calendar) => {
    const hours = new OpeningHours(sentence(calendar));
    return {
      elapsed: (from, to, pauses) => {
        const [began, ended] = [new Date(from), new Date(to)];
        return pauses.length > 0 ? undefined : () => hours.getOpenDuration(began, ended)[0];
      },
      deadline: (from, target, pauses) => {
        const began = new Date(from);
        if (pauses.length > 0) return undefined;
        return () => {
          const changes = hours.getIterator(began);
          for (let at = began.getTime(), left = target; ;) {
            const open = changes.getState();
            if (!changes.advance()) return open ? at + left : NaN;
            const next = changes.getDate().getTime();
            if (open && next - at >= left) return at + left;
            if (open) left -= next - at;
            at = next;
          }
        };
      },
    };
  },
};
