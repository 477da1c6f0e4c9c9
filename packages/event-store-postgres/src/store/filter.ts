import type { LogFilter } from '@casebook/event-store';

/** Lets through what is after $1 and passes the filter in $2, $3 and $4. */
export const isWanted = `e."position" > $1
  and ($2::text is null or e."tenant" = $2)
  and ($3::text[] is null or e."category" = any ($3))
  and ($4::text[] is null or e."type" = any ($4))`;

/** The values of `isWanted`. */
export const wanted = (
  after: number,
  { tenant, categories, types }: LogFilter,
): readonly [number, string | null, ReadonlyArray<string> | null, ReadonlyArray<string> | null] => [
  after,
  tenant ?? null,
  categories ?? null,
  types ?? null,
];
