import { daysOf, type Calendar, type Windows } from './calendar';
import { localClock } from './local-clock';
import { day, dayNumber, sinceMidnight, weekdayOf } from './local-time';
import { overlap, united, type Stretch } from './stretch';

// A local day begins or ends at most two days from where it does in UTC, also where a zone changes the side of the date line.
const margin = 2 * day;

/** When a calendar is open, for any time that is asked: stretches in order, that neither overlap nor touch. */
export type Openings = (within: Stretch) => ReadonlyArray<Stretch>;

/** By the clock on the wall, in milliseconds since 00:00. */
const byTheClock = (windows: Windows): ReadonlyArray<Stretch> =>
  windows.map(({ from, to }) => ({ from: sinceMidnight(from), until: sinceMidnight(to) }));

/** The openings of a calendar; all windows are united, also where a repeated hour has them overlap. */
export const openingsOf = ({ zone, week, exceptions }: Calendar): Openings => {
  const weekdays = daysOf(week).map(byTheClock);
  const dated = new Map(exceptions.map(({ date, windows }) => [dayNumber(date), byTheClock(windows)]));
  return (within) => {
    const [first, last] = [Math.floor((within.from - margin) / day), Math.floor((within.until + margin) / day)];
    const clock = localClock(zone, { from: (first - 2) * day, until: (last + 2) * day });
    const dates = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const openings = dates.flatMap((date) =>
      (dated.get(date) ?? weekdays[weekdayOf(date)] ?? []).map(({ from, until }) => ({
        from: clock.opening(date * day + from),
        until: clock.closing(date * day + until),
      })),
    );
    return united(openings.map((opening) => overlap(opening, within)));
  };
};
