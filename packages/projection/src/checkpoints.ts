import type { Query, TextRow } from './database';
import { everyShare } from './shares';
import { constant, list } from './sql/quoted';
import { qualified } from './sql/table';

/** How far a share of the streams has been folded into a table, and who may fold on. */
export interface Checkpoint {
  readonly build: string;
  readonly share: number;
  readonly position: number;
  /** Another holder is another epoch: whoever held it before can move it no more. */
  readonly epoch: number;
  /** Null where nobody has a lease that still lasts. */
  readonly holder: string | null;
}

/** Who folds, and for how many milliseconds nobody else does unless he says that he is alive. */
export interface Holder {
  readonly name: string;
  readonly lease: number;
  /** Part of the names of all holders of this process, where no other has the database: whoever else seems to hold something has died. */
  readonly alone: string | null;
}

const table = (schema: string): string => qualified({ schema, name: 'read_model_checkpoints' });

export const createCheckpoints = (schema: string): ReadonlyArray<string> => [
  // Moved all the time, hence the room.
  `create table if not exists ${table(schema)} (
    build text collate "C" not null, share integer not null, position bigint not null, epoch bigint not null default 0,
    holder text, expires_at timestamptz, primary key (build, share)) with (fillfactor = 40)`,
  `comment on table ${table(schema)} is ${constant('Up to which position of the log each share of the streams has been folded into each table, and who holds it until when.')}`,
];

const columns = `c.build, c.share::text as share, c.position::text as position, c.epoch::text as epoch,
  case when c.expires_at > clock_timestamp() then c.holder end as holder`;

const checkpointOf = (row: TextRow): Checkpoint => ({
  build: row['build'] ?? '',
  share: Number(row['share']),
  position: Number(row['position']),
  epoch: Number(row['epoch']),
  holder: row['holder'] ?? null,
});

const read =
  (locking: string) =>
  async (query: Query, schema: string, builds: ReadonlyArray<string>): Promise<ReadonlyArray<Checkpoint>> => {
    const rows = await query(
      `select ${columns} from ${table(schema)} as c where c.build = any($1::text::text[]) order by c.build, c.share ${locking}`,
      [list(builds)],
    );
    return rows.map(checkpointOf);
  };

export const readCheckpoints = read('');

/** Until the transaction ends nobody else moves them, hence nobody else writes into their tables. */
export const lockCheckpoints = read('for update');

/** Begins those of a table that holds all up to this position. */
export const addCheckpoints = async (query: Query, schema: string, build: string, position: number): Promise<void> => {
  await query(
    `insert into ${table(schema)} (build, share, position)
     select $1, share::integer, $2::text::bigint from unnest($3::text::text[]) as given (share)`,
    [build, String(position), list(everyShare.map(String))],
  );
};

export const removeCheckpoints = async (query: Query, schema: string, build: string): Promise<void> => {
  await query(`delete from ${table(schema)} where build = $1`, [build]);
};

const lasts = (parameter: string): string =>
  `clock_timestamp() + ${parameter}::text::double precision * interval '1 millisecond'`;

type Cell = Pick<Checkpoint, 'build' | 'share'>;

const cells = (all: ReadonlyArray<Cell>): readonly [string, string] => [
  list(all.map(({ build }) => build)),
  list(all.map(({ share }) => String(share))),
];

const given = 'unnest($1::text::text[], $2::text::text[]::integer[]) as given (build, share)';
const held =
  'unnest($1::text::text[], $2::text::text[]::integer[], $3::text::text[]::bigint[]) as held (build, share, epoch)';
const standing =
  'unnest($1::text::text[], $2::text::text[]::integer[], $3::text::text[]::bigint[], $4::text::text[]::bigint[]) as standing (build, share, epoch, position)';
const epochs = (all: ReadonlyArray<Checkpoint>): string => list(all.map(({ epoch }) => String(epoch)));

/** Takes those of them that nobody else holds or is moving in this moment. */
export const claim = async (
  query: Query,
  schema: string,
  { name, lease, alone }: Holder,
  wanted: ReadonlyArray<Cell>,
): Promise<ReadonlyArray<Checkpoint>> => {
  if (wanted.length === 0) return [];
  const rows = await query(
    `with free as (
       select c.build, c.share from ${table(schema)} as c join ${given} using (build, share)
       where c.holder is null or c.holder = $3 or c.expires_at <= clock_timestamp() or position($5::text in c.holder) = 0
       order by c.build, c.share for update of c skip locked)
     update ${table(schema)} as c set holder = $3, epoch = c.epoch + 1, expires_at = ${lasts('$4')}
     from free where c.build = free.build and c.share = free.share returning ${columns}`,
    [...cells(wanted), name, String(lease), alone],
  );
  return rows.map(checkpointOf);
};

/** Takes them, whoever holds them: he is told when he would move them. Waits for what he is writing. */
export const seize = async (
  query: Query,
  schema: string,
  { name, lease }: Holder,
  builds: ReadonlyArray<string>,
): Promise<ReadonlyArray<Checkpoint>> => {
  const rows = await query(
    `with theirs as (
       select c.build, c.share from ${table(schema)} as c where c.build = any($1::text::text[])
       order by c.build, c.share for update)
     update ${table(schema)} as c set holder = $2, epoch = c.epoch + 1, expires_at = ${lasts('$3')}
     from theirs where c.build = theirs.build and c.share = theirs.share returning ${columns}`,
    [list(builds), name, String(lease)],
  );
  return rows.map(checkpointOf);
};

/**
 * Moves them on, which also prolongs the lease: each whose position and epoch are still these. Gives how many: if not all, whoever
 * holds them now has gone on from there, and what was folded meanwhile must not be written.
 */
export const move = async (
  query: Query,
  schema: string,
  { name, lease }: Holder,
  all: ReadonlyArray<Checkpoint>,
  position: number,
): Promise<number> => {
  const [row] = await query(
    `with mine as (
       select c.build, c.share from ${table(schema)} as c join ${standing}
       using (build, share, epoch, position) where c.holder = $5 order by c.build, c.share for update of c),
     moved as (
       update ${table(schema)} as c set position = $6::text::bigint, expires_at = ${lasts('$7')}
       from mine where c.build = mine.build and c.share = mine.share returning 1)
     select count(*)::text as moved from moved`,
    [...cells(all), epochs(all), list(all.map((one) => String(one.position))), name, String(position), String(lease)],
  );
  return Number(row?.['moved']);
};

/** Says that the holder is alive. Gives those that are still his. */
export const renew = async (
  query: Query,
  schema: string,
  { name, lease }: Holder,
  all: ReadonlyArray<Checkpoint>,
): Promise<ReadonlyArray<Checkpoint>> => {
  if (all.length === 0) return [];
  const rows = await query(
    `with mine as (
       select c.build, c.share from ${table(schema)} as c join ${held} using (build, share, epoch)
       where c.holder = $4 order by c.build, c.share for update of c)
     update ${table(schema)} as c set expires_at = ${lasts('$5')}
     from mine where c.build = mine.build and c.share = mine.share returning ${columns}`,
    [...cells(all), epochs(all), name, String(lease)],
  );
  return rows.map(checkpointOf);
};

/** Lets go of those that are still the holder's. */
export const release = async (
  query: Query,
  schema: string,
  { name }: Holder,
  all: ReadonlyArray<Checkpoint>,
): Promise<void> => {
  if (all.length === 0) return;
  await query(
    `with mine as (
       select c.build, c.share from ${table(schema)} as c join ${held} using (build, share, epoch)
       where c.holder = $4 order by c.build, c.share for update of c)
     update ${table(schema)} as c set holder = null, expires_at = null
     from mine where c.build = mine.build and c.share = mine.share`,
    [...cells(all), epochs(all), name],
  );
};

/** Makes them another build's, and takes them from whoever holds them: their table has another name from now on. */
export const handOver = async (query: Query, schema: string, from: string, to: string): Promise<void> => {
  await query(
    `update ${table(schema)} set build = $2, epoch = epoch + 1, holder = null, expires_at = null where build = $1`,
    [from, to],
  );
};

/** Takes those back that are beyond the end of the log, and from their holders: a table built anew must be able to come as far. */
export const lowerCheckpoints = async (
  query: Query,
  schema: string,
  builds: ReadonlyArray<string>,
  head: number,
): Promise<void> => {
  await query(
    `update ${table(schema)} set position = $1::text::bigint, epoch = epoch + 1, holder = null, expires_at = null
     where build = any($2::text::text[]) and position > $1::text::bigint`,
    [String(head), list(builds)],
  );
};
