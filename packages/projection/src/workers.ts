import type { Holder } from './checkpoints';
import type { Query } from './database';
import { constant } from './sql/quoted';
import { qualified } from './sql/table';

const table = (schema: string): string => qualified({ schema, name: 'read_model_workers' });

export const createWorkers = (schema: string): ReadonlyArray<string> => [
  `create table if not exists ${table(schema)} (
    worker text collate "C" primary key, since timestamptz not null default clock_timestamp(), expires_at timestamptz not null)`,
  `comment on table ${table(schema)} is ${constant('Who follows the log and keeps read models close to it; shares of the streams are dealt out among them.')}`,
];

/** Says that a worker is alive; gives how many are. */
export const sayAlive = async (query: Query, schema: string, { name, lease }: Holder): Promise<number> => {
  const [row] = await query(
    `with said as (
       insert into ${table(schema)} as w (worker, expires_at)
       values ($1, clock_timestamp() + $2::text::double precision * interval '1 millisecond')
       on conflict (worker) do update set expires_at = excluded.expires_at),
     gone as (delete from ${table(schema)} where worker <> $1 and expires_at < clock_timestamp())
     select count(*)::text as others from ${table(schema)} where worker <> $1 and expires_at >= clock_timestamp()`,
    [name, String(lease)],
  );
  return 1 + Number(row?.['others']);
};

export const sayGone = async (query: Query, schema: string, { name }: Holder): Promise<void> => {
  await query(`delete from ${table(schema)} where worker = $1`, [name]);
};

/** The names of those that are alive. */
export const readWorkers = async (query: Query, schema: string): Promise<ReadonlyArray<string>> => {
  const rows = await query(
    `select worker from ${table(schema)} where expires_at >= clock_timestamp() order by since, worker`,
  );
  return rows.map(({ worker }) => worker ?? '');
};
