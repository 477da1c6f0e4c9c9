import { either as E } from 'fp-ts';
import type { Millis } from '@casebook/vocabulary';
import type { LocalMillis } from './zone';

/** A time as it is written: on some zone's clock, or exactly where it says its own offset from UTC. */
export type WrittenTime =
  { readonly clock: 'local'; readonly local: LocalMillis } | { readonly clock: 'utc'; readonly instant: Millis };

/** Reads a text; undefined where it is no time of this format. */
export type TimeFormat = (text: string) => WrittenTime | undefined;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What stands in a format for what, as in Unicode's date patterns; one letter admits one digit or two. */
const tokens: { readonly [token: string]: readonly [group: string, pattern: string] } = {
  yyyy: ['year', '\\d{4}'],
  MMM: ['monthName', '[A-Za-z]{3}'],
  MM: ['month', '\\d{2}'],
  M: ['month', '\\d{1,2}'],
  dd: ['day', '\\d{2}'],
  d: ['day', '\\d{1,2}'],
  HH: ['hour', '\\d{2}'],
  H: ['hour', '\\d{1,2}'],
  hh: ['hourOfHalf', '\\d{2}'],
  h: ['hourOfHalf', '\\d{1,2}'],
  a: ['half', '[AaPp][Mm]'],
  mm: ['minute', '\\d{2}'],
  m: ['minute', '\\d{1,2}'],
  ss: ['second', '\\d{2}'],
  SSS: ['millis', '\\d{3}'],
  XXX: ['offset', 'Z|[+-]\\d{2}:?\\d{2}'],
};
const isoTime = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d{2}:?\d{2})?$/;

type Groups = { readonly [group: string]: string | undefined };

const offsetMillis = (offset: string): Millis => {
  if (offset === 'Z') return 0;
  const digits = offset.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
};

const hourOf = ({ hour, hourOfHalf, half }: Groups): number => {
  if (hourOfHalf === undefined) return Number(hour ?? 0);
  const number = Number(hourOfHalf);
  if (number < 1 || number > 12) return Number.NaN;
  return (number % 12) + (half?.toLowerCase() === 'pm' ? 12 : 0);
};

/** Undefined for a day or an hour that does not exist, such as 31 February. */
const timeOf = (groups: Groups): WrittenTime | undefined => {
  const year = Number(groups['year']);
  const monthName = groups['monthName']?.toLowerCase();
  const month = monthName === undefined ? Number(groups['month']) : months.indexOf(monthName) + 1;
  const [day, hour, minute] = [Number(groups['day']), hourOf(groups), Number(groups['minute'] ?? 0)];
  const [second, millis] = [Number(groups['second'] ?? 0), Number((groups['millis'] ?? '').padEnd(3, '0').slice(0, 3))];
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second, millis));
  const exists =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour;
  if (!exists || minute > 59 || second > 59) return undefined;
  const { offset } = groups;
  return offset === undefined
    ? { clock: 'local', local: date.getTime() }
    : { clock: 'utc', instant: date.getTime() - offsetMillis(offset) };
};

const iso: TimeFormat = (text) => {
  const [matched, year, month, day, hour, minute, second, millis, offset] = isoTime.exec(text) ?? [];
  return matched === undefined ? undefined : timeOf({ year, month, day, hour, minute, second, millis, offset });
};

const epoch =
  (unit: number): TimeFormat =>
  (text) =>
    /^-?\d{1,14}$/.test(text) ? { clock: 'utc', instant: Number(text) * unit } : undefined;

const named = new Map<string, TimeFormat>([
  ['iso', iso],
  ['epoch seconds', epoch(1000)],
  ['epoch milliseconds', epoch(1)],
]);

const parts = /'[^']*'|([A-Za-z])\1*|[^A-Za-z']/g;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * A format such as `d/M/yyyy HH:mm` or `yyyy-MM-dd HH:mm:ssXXX`; `iso`, `epoch seconds` and `epoch milliseconds` have
 * names. Left: why it is none.
 */
export const timeFormat = (format: string): E.Either<string, TimeFormat> => {
  const known = named.get(format);
  if (known !== undefined) return E.right(known);
  const groups = new Set<string>();
  const patterns: string[] = [];
  for (const part of format.match(parts) ?? []) {
    const token = tokens[part];
    if (token === undefined && /^[A-Za-z]/.test(part))
      return E.left(`a format without ${JSON.stringify(part)}, which stands for nothing`);
    if (token === undefined) patterns.push(escaped(part.startsWith("'") ? part.slice(1, -1) : part));
    else {
      const [group, pattern] = token;
      if (groups.has(group)) return E.left(`a format with one ${group}`);
      groups.add(group);
      patterns.push(`(?<${group}>${pattern})`);
    }
  }
  if (!groups.has('year') || !groups.has('day') || !(groups.has('month') || groups.has('monthName')))
    return E.left(
      'a format with year, month and day, such as d/M/yyyy HH:mm; or iso, epoch seconds, epoch milliseconds',
    );
  if (groups.has('hourOfHalf') !== groups.has('half'))
    return E.left('a format with both h and a (am or pm), or with H');
  const shape = new RegExp(`^${patterns.join('')}$`);
  return E.right((text) => {
    const found = shape.exec(text)?.groups;
    return found === undefined ? undefined : timeOf(found);
  });
};
