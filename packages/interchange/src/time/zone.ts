import { option as O } from 'fp-ts';
import type { Millis } from '@casebook/vocabulary';

/** What a clock on the wall shows, written as if it were UTC. */
export type LocalMillis = number;

/** The instant at which clocks in a zone show a local time. */
export type Zone = (local: LocalMillis) => Millis;

const day = 86_400_000;

const fields = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;

const clock = (name: string): O.Option<Intl.DateTimeFormat> =>
  O.tryCatch(() => new Intl.DateTimeFormat('en-US', { timeZone: name, hourCycle: 'h23', era: 'short', ...fields }));

/** How far the clocks are ahead of UTC at an instant. */
const offsets =
  (format: Intl.DateTimeFormat) =>
  (instant: Millis): Millis => {
    const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const number = (type: Intl.DateTimeFormatPartTypes): number => Number(part[type]);
    const shown = Date.UTC(
      number('year'),
      number('month') - 1,
      number('day'),
      number('hour'),
      number('minute'),
      number('second'),
    );
    return shown - Math.floor(instant / 1000) * 1000;
  };

/**
 * An IANA zone such as `Europe/Rome`, none where there is no zone of that name. A local time that occurs twice, when
 * clocks go back, is the first of the two instants; one that is skipped, when clocks go forward, is as much later as
 * clocks went forward (RFC 5545 and Temporal's "compatible" do the same).
 */
export const zoneNamed = (name: string): O.Option<Zone> => {
  if (/^(?:etc\/)?utc$/i.test(name)) return O.some((local) => local);
  return O.map((format: Intl.DateTimeFormat): Zone => {
    const offsetAt = offsets(format);
    return (local) => {
      const before = offsetAt(local - day);
      const after = offsetAt(local + day);
      const [earlier, later] = [local - Math.max(before, after), local - Math.min(before, after)];
      if (offsetAt(earlier) === local - earlier) return earlier;
      if (offsetAt(later) === local - later) return later;
      return local - before;
    };
  })(clock(name));
};
