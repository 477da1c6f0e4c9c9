import * as TE from 'fp-ts/TaskEither';
import type { LogFilter, StoreUnavailable } from '@casebook/event-store';
import type { Names } from '../schema/names';
import type { Ask } from './ask';
import { unavailable } from './failures';
import { isWanted, wanted } from './filter';

export interface Measured {
  readonly after: number;
  readonly filter: LogFilter;
  readonly events: number;
  /** Of `data`, in UTF-8. */
  readonly bytes: number;
}

export type Measure = (measured: Measured) => TE.TaskEither<StoreUnavailable, number | null>;

/** The position up to which the next events are no more than so many bytes, at least one event; null where that many events all fit. */
export const measure =
  (ask: Ask, { events }: Names): Measure =>
  ({ after, filter, events: limit, bytes }) =>
    TE.tryCatch(async () => {
      // The size of a text is known without reading it.
      const [row] = await ask.rows<{ fits: number; beyond: boolean }>({
        text: `select max("position") filter (where "bytes" <= $8 or "number" = 1) as "fits",
  coalesce(bool_or("bytes" > $8 and "number" > 1), false) as "beyond"
from (
  select e."position", sum(octet_length(e."data")) over w as "bytes", row_number() over w as "number"
  from (select e."position", e."data" from ${events} as e where ${isWanted} order by e."position" limit $7) as e
  window w as (order by e."position" rows unbounded preceding)
) as e`,
        values: [...wanted(after, filter), limit, bytes],
      });
      return row?.beyond === true ? row.fits : null;
    }, unavailable);
