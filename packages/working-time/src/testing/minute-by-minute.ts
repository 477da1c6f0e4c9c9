import { epochMillis, type Instant } from '@casebook/vocabulary';
import type { Calendar, Window, Windows } from '../calendar';
import type { WaitSpan } from '../waits';

// The slow way to tell working time, which shares nothing with the quick one: it looks at the clock on the wall each minute, as
// Intl shows it. So offsets must be whole minutes, as they are everywhere since 1972.

const minute = 60_000;
const perDay = 1440;

const formats = new Map<string, Intl.DateTimeFormat>();
const formatOf = (zone: string): Intl.DateTimeFormat => {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  formats.set(zone, format);
  return format;
};

/** What the wall shows at that minute since 1970, as if it were UTC. */
const shownAt = (zone: string, at: number): number => {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at * minute)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const [year = NaN, month = NaN, day = NaN, hour = NaN, minutes = NaN] = (
    ['year', 'month', 'day', 'hour', 'minute'] as const
  ).map((part) => parts.get(part));
  return Date.UTC(year, month - 1, day, hour, minutes) / minute;
};

const days = new Map<string, ReadonlyArray<number>>();
const shownOn = (zone: string, utcDay: number): ReadonlyArray<number> => {
  const key = `${zone} ${utcDay}`;
  const shown = days.get(key) ?? Array.from({ length: perDay }, (_, index) => shownAt(zone, utcDay * perDay + index));
  days.set(key, shown);
  return shown;
};

const windowsOn = ({ week, exceptions }: Calendar, localDay: number): Windows => {
  const date = new Date(localDay * perDay * minute);
  const dated = exceptions.find((exception) => exception.date === date.toISOString().slice(0, 10));
  const { sunday, monday, tuesday, wednesday, thursday, friday, saturday } = week;
  return dated?.windows ?? [sunday, monday, tuesday, wednesday, thursday, friday, saturday][date.getUTCDay()] ?? [];
};

const minuteOfDay = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Minutes since 1970 in which it is open because of a window of one local day: it looks at that day, and two to each side. */
const openMinutesOf = (
  zone: string,
  localDay: number,
  { from, to }: Window,
): readonly [first: number, last: number] => {
  const [opening, closing] = [localDay * perDay + minuteOfDay(from), localDay * perDay + minuteOfDay(to)];
  let [first, last] = [Infinity, -Infinity];
  for (let day = localDay - 2; day <= localDay + 2; day += 1)
    shownOn(zone, day).forEach((time, index) => {
      if (time >= opening) first = Math.min(first, day * perDay + index);
      if (time < closing) last = Math.max(last, day * perDay + index);
    });
  return [first, last];
};

const openMinutes = (calendar: Calendar, firstDay: number, lastDay: number): ReadonlySet<number> => {
  const open = new Set<number>();
  for (let day = firstDay; day <= lastDay; day += 1)
    for (const window of windowsOn(calendar, day)) {
      const [first, last] = openMinutesOf(calendar.zone, day, window);
      for (let at = first; at <= last; at += 1) open.add(at);
    }
  return open;
};

/** The working time from one instant to another in pieces that lie in a minute each, in order. */
function* pieces(calendar: Calendar, from: number, to: number, waits: ReadonlyArray<WaitSpan>) {
  const spans = waits.map(
    (wait) => [epochMillis(wait.from), wait.to === null ? Infinity : epochMillis(wait.to)] as const,
  );
  const edges = [from, to, ...spans.flat()];
  const dayOf = (at: number): number => Math.floor(at / (perDay * minute));
  const open = openMinutes(calendar, dayOf(from) - 2, dayOf(to) + 2);
  for (let at = Math.floor(from / minute); at * minute < to; at += 1) {
    if (!open.has(at)) continue;
    const inside = edges.filter((edge) => edge > at * minute && edge < (at + 1) * minute);
    const cuts = [at * minute, ...inside.sort((a, b) => a - b), (at + 1) * minute];
    for (const [index, end] of cuts.slice(1).entries()) {
      const start = cuts[index] ?? NaN;
      const waited = spans.some(([began, ended]) => began <= start && start < ended);
      if (start >= from && end <= to && !waited) yield { start, end };
    }
  }
}

export const slowlyElapsed = (
  calendar: Calendar,
  from: Instant,
  to: Instant,
  waits: ReadonlyArray<WaitSpan>,
): number => {
  let worked = 0;
  for (const { start, end } of pieces(calendar, epochMillis(from), epochMillis(to), waits)) worked += end - start;
  return worked;
};

/** The first millisecond at which the target has elapsed, if that is until `to`. */
export const slowDeadline = (
  calendar: Calendar,
  from: Instant,
  to: Instant,
  target: number,
  waits: ReadonlyArray<WaitSpan>,
): number | undefined => {
  let left = target;
  if (left === 0) return epochMillis(from);
  for (const { start, end } of pieces(calendar, epochMillis(from), epochMillis(to), waits)) {
    if (end - start >= left) return start + left;
    left -= end - start;
  }
  return undefined;
};
