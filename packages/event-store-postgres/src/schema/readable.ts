import type { Names } from './names';

/**
 * The last position up to which nothing can appear any more.
 *
 * Three looks, in this order: at the sequence (S), at the least floor that a writer has announced (m, see append.ts), at the rows.
 * A writer that had not announced its floor at the second look draws only numbers above S. One that had draws only above its floor,
 * so above m. One that had already ended was committed before its lock went, so the third look sees it. Hence nothing can appear at or
 * below the lesser of S and m, and of that only a row that is there is given: a number drawn by nobody's row does not survive a crash.
 * Numbers that were rolled back are not waited for, nor are the transactions of strangers. Locks are seen on the primary only.
 */
export const readable = ({
  readable,
  events,
  positions,
  tag,
}: Names): string => `create or replace function ${readable}()
returns bigint language plpgsql volatile
set enable_seqscan = off
as $body$
declare
  v_bound bigint;
  v_floor bigint;
  v_position bigint;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'the log is read in read committed, not %: each look must be later than the one before',
      current_setting('transaction_isolation') using errcode = 'invalid_transaction_state';
  end if;
  select case when is_called then last_value else 0 end into v_bound from ${positions};

  select min(((classid::bigint << 32) | objid::bigint) & ((1::bigint << 48) - 1)) into v_floor
  from pg_locks
  where locktype = 'advisory'
    and objsubid = 1
    and (classid::bigint >> 16) = ${tag}
    and database = (select oid from pg_database where datname = current_database());

  select max("position") into v_position from ${events} where "position" <= least(v_bound, v_floor);
  return coalesce(v_position, 0);
end
$body$`;
