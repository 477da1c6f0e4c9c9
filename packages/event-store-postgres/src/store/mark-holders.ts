import * as TE from 'fp-ts/TaskEither';
import type { StoreUnavailable } from '@casebook/event-store';
import type { Instant } from '@casebook/vocabulary';
import type { Database } from '../database';
import { namesIn } from '../schema/names';
import { sqlTypes } from '../sql-types';
import { unavailable } from './failures';

/** A connection whose append is under way: readers go no further than its floor until it has ended. */
export interface MarkHolder {
  readonly floor: number;
  readonly pid: number;
  /** What the connection calls itself; null where this role may not see it. */
  readonly application: string | null;
  /** When its transaction began; null where this role may not see it. */
  readonly since: Instant | null;
}

/** Whose transactions keep readers back, the longest first; usually nobody's for longer than an append takes. */
export const markHolders = ({ pool, schema }: Database): TE.TaskEither<StoreUnavailable, ReadonlyArray<MarkHolder>> =>
  TE.tryCatch(async () => {
    const text = `select ((l.classid::bigint << 32) | l.objid::bigint) & ((1::bigint << 48) - 1) as "floor",
      l.pid, a.application_name as "application", date_trunc('milliseconds', a.xact_start) as "since"
    from pg_locks as l left join pg_stat_activity as a on a.pid = l.pid
    where l.locktype = 'advisory' and l.objsubid = 1 and l.granted and (l.classid::bigint >> 16) = $1
      and l.database = (select oid from pg_database where datname = current_database())
    order by a.xact_start`;
    const { rows } = await pool.query<MarkHolder>({ text, values: [namesIn(schema).tag], types: sqlTypes });
    return rows;
  }, unavailable);
