import { types, type CustomTypesConfig } from 'pg';

const { builtins } = types;
const arrays = {
  text: 1009,
  timestamptz: 1185,
  date: 1182,
  int8: 1016,
  numeric: 1231,
  timestamp: 1115,
  interval: 1187,
};

const shape = /^(\d{4,})-(\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?([+-]\d\d(?::?\d\d){0,2})( BC)?$/;

/** PostgreSQL's timestamptz in any zone of the session, as `YYYY-MM-DDTHH:MM:SS.mmmZ`. Throws where it has no such form. */
export const instantText = (text: string): string => {
  // Most are of this form, and pages have thousands: a year of four digits, in UTC.
  const end = text.length - 3;
  if (text.endsWith('+00') && text[4] === '-' && text[10] === ' ' && end >= 19) {
    const fraction =
      end === 19
        ? '000'
        : text
            .slice(20, 23)
            .slice(0, end - 20)
            .padEnd(3, '0');
    return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`;
  }
  const [, year, day, time, fraction = '', zone, bc] = shape.exec(text) ?? [];
  if (year === undefined || zone === undefined) throw new RangeError(`${text} is no instant (or DateStyle is not ISO)`);
  const millis = fraction.padEnd(3, '0').slice(0, 3);
  // 1 BC is the year 0000.
  const utc = `${bc === undefined ? year : '0000'}-${day}T${time}.${millis}Z`;
  if (zone === '+00') return utc;
  const [hours = 0, minutes = 0, seconds = 0] = zone.slice(1).split(':').map(Number);
  const offset = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return new Date(Date.parse(utc) + (zone.startsWith('-') ? offset : -offset)).toISOString();
};

/** int8 as a number. Throws beyond what a number holds exactly. */
const integer = (text: string): number => {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(`${text} is more than a number holds exactly`);
};

const same = (text: string): string => text;

type Parser = (text: string) => unknown;
// pg-types says any; it is a function of the text in the form that is asked for.
const theirs = (oid: number, format?: 'text' | 'binary') => types.getTypeParser(oid, format) as Parser;
const parseTexts = theirs(arrays.text);

const each = (parse: Parser): Parser => {
  const parsed = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(parsed) : typeof value === 'string' ? parse(value) : value;
  return (text) => parsed(parseTexts(text));
};

const parsers = new Map<number, Parser>([
  [builtins.TIMESTAMPTZ, instantText],
  [builtins.INT8, integer],
  [builtins.NUMERIC, Number],
  [builtins.DATE, same],
  [builtins.TIMESTAMP, same],
  [builtins.INTERVAL, same],
  [arrays.timestamptz, each(instantText)],
  [arrays.int8, each(integer)],
  [arrays.numeric, each(Number)],
  [arrays.date, each(same)],
  [arrays.timestamp, each(same)],
  [arrays.interval, each(same)],
]);

/**
 * How results come back, on both engines: timestamptz as an Instant's text, int8 and numeric as number, json parsed,
 * date, timestamp and interval as PostgreSQL writes them. Given with every query, so that a caller's pool stays as it is.
 */
export const sqlTypes: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? theirs(oid, format),
};
