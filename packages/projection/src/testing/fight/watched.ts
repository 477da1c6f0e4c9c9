import type { Database } from '@casebook/event-store-postgres';
import type { Checkpoints } from './contender';
import type { Move } from './leases';

/** Keeps every change of a checkpoint, by the database's clock, in the transaction that makes it. */
export const watch = async ({ pool }: Pick<Database, 'pool'>, { table, ...columns }: Checkpoints): Promise<void> => {
  const of = (row: 'new' | 'old'): string =>
    [columns.position, columns.epoch, columns.holder, columns.until]
      .map((expression) => expression.replaceAll('$', `${row}.`))
      .join(', ');
  await pool.query(`create table public.moves (id bigserial primary key, at timestamptz not null, key text not null,
    old_position bigint, old_epoch bigint, old_holder text, old_until timestamptz,
    new_position bigint, new_epoch bigint, new_holder text, new_until timestamptz)`);
  await pool.query(`create function public.keep_move() returns trigger language plpgsql as $keep$ begin
    insert into public.moves (at, key, old_position, old_epoch, old_holder, old_until, new_position, new_epoch, new_holder, new_until)
    values (clock_timestamp(), ${columns.key.replaceAll('$', 'new.')}, ${of('old')}, ${of('new')});
    return null; end $keep$`);
  await pool.query(
    `create trigger keep_move after update on ${table} for each row when (old is distinct from new) execute function public.keep_move()`,
  );
};

const heldOf = (which: 'old' | 'new'): string =>
  `json_build_object('position', ${which}_position, 'epoch', ${which}_epoch, 'holder', ${which}_holder,
    'until', round(extract(epoch from ${which}_until) * 1000))`;

/** What was kept after the one with this number, and the number of the last. */
export const movesAfter = async (
  { pool }: Pick<Database, 'pool'>,
  after: string,
): Promise<{ readonly moves: ReadonlyArray<Move>; readonly last: string }> => {
  const { rows } = await pool.query<Move & { readonly id: string }>(
    `select id::text as id, key, round(extract(epoch from at) * 1000)::float8 as at,
      ${heldOf('old')} as before, ${heldOf('new')} as after
     from public.moves where id > $1::bigint order by id`,
    [after],
  );
  return { moves: rows, last: rows.at(-1)?.id ?? after };
};

/** What the database's clock says, in milliseconds. */
export const clock = async ({ pool }: Pick<Database, 'pool'>): Promise<number> => {
  const { rows } = await pool.query<{ now: number }>(
    `select round(extract(epoch from clock_timestamp()) * 1000)::float8 as now`,
  );
  return rows[0]?.now ?? 0;
};
