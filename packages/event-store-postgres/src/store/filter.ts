import type { LogFilter } from '@casebook/event-store';

/**
 * Whether the stream in a column is of the shares in two parameters, as `shareOf` says; true where the first is null. Of the coalesce
 * the planner knows nothing and expects half of the rows; of the equality it would expect one in 200, and sort the whole log for a page.
 */
export const isOfShares = (stream: string, among: string, those: string): string => `(${among}::bigint is null
  or coalesce(('x' || encode(substr(sha256(convert_to(${stream}, 'UTF8')), 1, 4), 'hex'))::bit(32)::bigint % ${among} = any (${those}::bigint[]), false))`;

/** Lets through what is after $1 and passes the filter in $2 to $6. */
export const isWanted = `e."position" > $1
  and ($2::text is null or e."tenant" = $2)
  and ($3::text[] is null or e."category" = any ($3))
  and ($4::text[] is null or e."type" = any ($4))
  and ${isOfShares('e."stream"', '$5', '$6')}`;

type Filtering = readonly [
  tenant: string | null,
  categories: ReadonlyArray<string> | null,
  types: ReadonlyArray<string> | null,
  among: number | null,
  those: ReadonlyArray<number> | null,
];

/** The values of a filter. */
export const filtering = ({ tenant, categories, types, shares }: LogFilter): Filtering => [
  tenant ?? null,
  categories ?? null,
  types ?? null,
  shares?.among ?? null,
  shares?.those ?? null,
];

/** The values of `isWanted`. */
export const wanted = (after: number, filter: LogFilter): readonly [number, ...Filtering] => [
  after,
  ...filtering(filter),
];
