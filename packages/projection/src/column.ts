import { Instant, isStorableText, type Json } from '@casebook/vocabulary';

/**
 * A column, written down once: its TypeScript type, its PostgreSQL type, its comment and its exact round trip.
 * Rows travel as text in both directions, since drivers differ in what they make of a type.
 */
export interface Column<A, Shown extends boolean = boolean> {
  /** The PostgreSQL type. */
  readonly sql: string;
  readonly comment: string;
  /** False: kept for the fold only, in no view. */
  readonly shown: Shown;
  readonly nullable: boolean;
  /** It tells something about a person: whoever is erased has these folded anew. */
  readonly personal: boolean;
  /** The SQL that reads it as text; `$` stands for the column. */
  readonly read: string;
  readonly decode: (text: string) => A;
  /** Throws a RangeError for what would not come back as it was. The memory runner calls it too. */
  readonly encode: (value: A) => string;
}

interface Kind<A> {
  readonly sql: string;
  readonly read?: string;
  readonly what: string;
  readonly holds: (value: A) => boolean;
  readonly decode: (text: string) => A;
  readonly write: (value: A) => string;
}

const kind =
  <A>({ sql, read = '$::text', what, holds, decode, write }: Kind<A>) =>
  (comment: string): Column<A, true> => ({
    sql,
    comment,
    shown: true,
    nullable: false,
    personal: false,
    read,
    decode,
    encode: (value) => {
      if (!holds(value)) throw new RangeError(`${JSON.stringify(value)} is not ${what}`);
      return write(value);
    },
  });

const isWhole = (value: number): boolean => Number.isSafeInteger(value) && !Object.is(value, -0);

// jsonb gives back as it was what has no undefined, no -0, no NUL and no half surrogates.
const isStorableJson = (value: unknown): boolean => {
  if (typeof value === 'string') return isStorableText(value);
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object') return typeof value === 'boolean';
  return value === null || Object.entries(value).every(([key, inner]) => isStorableText(key) && isStorableJson(inner));
};

export const text = kind<string>({
  sql: 'text',
  read: '$',
  what: 'text without NUL and half surrogates',
  holds: (value) => typeof value === 'string' && isStorableText(value),
  decode: (written) => written,
  write: (value) => value,
});

/** A whole number of 32 bits. */
export const count = kind<number>({
  sql: 'integer',
  what: 'a whole number of 32 bits',
  holds: (value) => isWhole(value) && Math.abs(value) <= 2_147_483_647,
  decode: Number,
  write: String,
});

/** Whole milliseconds; `count` would end at 24 days 20 hours. */
export const millis = kind<number>({
  sql: 'bigint',
  what: 'a whole number of at most 53 bits',
  holds: isWhole,
  decode: Number,
  write: String,
});

export const flag = kind<boolean>({
  sql: 'boolean',
  what: 'true or false',
  holds: (value) => typeof value === 'boolean',
  decode: (written) => written === 'true',
  write: String,
});

export const instant: (comment: string) => Column<Instant, true> = kind<Instant>({
  sql: 'timestamptz',
  read: `to_char($ at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  what: 'an instant YYYY-MM-DDTHH:MM:SS.mmmZ from the year 0001',
  holds: (value) => Instant.is(value) && value >= '0001', // PostgreSQL has no year 0000
  decode: (written) => written as Instant, // was an Instant when it was written, and reads as one
  write: (value) => value,
});

/** Any JSON, compared as a whole: lists and records that the fold needs. The order of a record's keys is not kept. */
export const json = <A extends Json>(comment: string): Column<A, true> =>
  kind<A>({
    sql: 'jsonb',
    what: 'JSON that comes back as it was',
    holds: isStorableJson,
    decode: (written) => JSON.parse(written) as A, // is what `write` made of an A
    write: (value) => JSON.stringify(value),
  })(comment);

/** May be null. */
export const optional = <A, Shown extends boolean>(of: Column<A, Shown>): Column<A | null, Shown> => ({
  ...of,
  nullable: true,
  encode: (value) => {
    if (value === null) throw new RangeError('null is written as null, not as text');
    return of.encode(value);
  },
});

/** Kept for the fold; in no view. */
export const memo = <A>(of: Column<A>): Column<A, false> => ({ ...of, shown: false });

/** Tells something about a person. */
export const personal = <A, Shown extends boolean>(of: Column<A, Shown>): Column<A, Shown> => ({
  ...of,
  personal: true,
});
