import { daysOf, type Calendar } from './calendar';
import { localClock } from './local-clock';
import { day, dayNumber, sinceMidnight, weekdayOf } from './local-time';
import { overlap, united, type Stretch } from './stretch';

// A local day begins or ends at most two days from where it does in UTC, also where a zone changes the side of the date line.
const margin = 2 * day;

/** When a calendar is open, for any time that is asked: stretches in order, that neither overlap nor touch. */
export type Openings = (within: Stretch) => ReadonlyArray<Stretch>;

/** The openings of a calendar; all windows are united, also where a repeated hour has them overlap. */
export const openingsOf = ({ zone, week, exceptions }: Calendar): Openings => {
  const weekdays = daysOf(week);
  const dated = new Map(exceptions.map(({ date, windows }) => [dayNumber(date), windows]));
  return (within) => {
    const [first, last] = [Math.floor((within.from - margin) / day), Math.floor((within.until + margin) / day)];
    const clock = localClock(zone, { from: (first - 2) * day, until: (last + 2) * day });
    const windows = Array.from({ length: last - first + 1 }, (_, index) => first + index).flatMap((date) =>
      (dated.get(date) ?? weekdays[weekdayOf(date)] ?? []).map(({ from, to }) => ({
        from: clock.opening(date * day + sinceMidnight(from)),
        until: clock.closing(date * day + sinceMidnight(to)),
      })),
    );
    return united(windows.map((window) => overlap(window, within)));
  };
};
