import type { Kysely } from 'kysely';
import type { Instant } from '@casebook/vocabulary';
import type { QueueTables } from './tables';

/** A case to look at again. */
export interface DueTimer {
  readonly tenant: string;
  readonly stream: string;
  /** When time brought something, or will. */
  readonly wake: Instant;
}

/** The cases to which time has brought something by then, of all tenants, the longest overdue first; from the one after another where that is given. */
export const dueTimers = async (
  db: Kysely<QueueTables>,
  {
    at,
    limit = 100,
    after,
  }: { readonly at: Instant; readonly limit?: number; readonly after?: Pick<DueTimer, 'wake' | 'stream'> | undefined },
): Promise<ReadonlyArray<DueTimer>> =>
  db
    .selectFrom('timers')
    .select(['tenant', 'stream', 'wake'])
    .where('wake', '<=', at)
    .where('wake', 'is not', null)
    .$if(after !== undefined, (query) =>
      query.where((where) =>
        where(where.refTuple('wake', 'stream'), '>', where.tuple(after?.wake ?? at, after?.stream ?? '')),
      ),
    )
    .orderBy('wake')
    .orderBy('stream')
    .limit(limit)
    .$narrowType<{ wake: Instant }>()
    .execute();
