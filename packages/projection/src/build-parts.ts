import { literal } from '@casebook/vocabulary';
import { compareStreams, StreamName } from '@casebook/event-store';
import type { Holder } from './checkpoints';
import type { Query, TextRow } from './database';
import { orStop } from './failure';
import type { Source } from './source';
import { constant, list } from './sql/quoted';
import { qualified } from './sql/table';

/** A range of streams, folded into a table that is being built, up to a position. */
export interface Part extends Range {
  readonly build: string;
  readonly part: number;
  readonly upTo: number;
  /** The last stream that is in the table; null where none is yet. */
  readonly reached: StreamName | null;
  /** Another holder is another epoch. */
  readonly epoch: number;
}

/** Null is the beginning, and the end. */
export interface Range {
  readonly first: StreamName | null;
  readonly before: StreamName | null;
}

/** What a table is to be built from: the log up to a position, in ranges of streams; none where there is no order of streams. */
export interface Plan {
  readonly upTo: number;
  readonly ranges: ReadonlyArray<Range>;
}

/** How many rows a table has, and the sum of their hashes. */
export interface Sum {
  readonly rows: number;
  readonly hashes: bigint;
}

const table = (schema: string): string => qualified({ schema, name: 'read_model_parts' });

export const createParts = (schema: string): ReadonlyArray<string> => [
  `create table if not exists ${table(schema)} (
    build text collate "C" not null, part integer not null, first text collate "C", before text collate "C",
    up_to bigint not null, reached text collate "C", done boolean not null default false,
    rows bigint not null default 0, hashes numeric not null default 0,
    epoch bigint not null default 0, holder text, expires_at timestamptz, primary key (build, part))`,
  `comment on table ${table(schema)} is ${constant('How far each range of streams has been folded into a table that is being built: the last stream, the rows and the sum of their hashes.')}`,
];

const pages = 8; // a part
const mostParts = 64;
const sampled = 4; // places of the log a part
const eventsAPlace = 4;

/**
 * Deals the streams into ranges of about as many events, by a sample of the log. Nothing is read in order of stream where the log has
 * no such order, or nothing at all.
 */
export const planOf = async ({ log, pageSize }: Source, types: ReadonlyArray<string>): Promise<Plan> => {
  const upTo = await orStop(log.head());
  if (log.readByStream === undefined || upTo === 0) return { upTo: 0, ranges: [] };
  const parts = Math.min(Math.floor(upTo / (pages * pageSize)), mostParts);
  const names: StreamName[] = [];
  const places = parts < 2 ? 0 : parts * sampled;
  for (let place = 0; place < places; place += 1) {
    const after = Math.floor((upTo * place) / places);
    const { events } = await orStop(log.readAll({ after, upTo, limit: eventsAPlace, filter: { types } }));
    names.push(...events.map(({ stream }) => stream));
  }
  names.sort(compareStreams);
  const cuts = Array.from(
    { length: Math.max(parts - 1, 0) },
    (_, cut) => names[Math.floor((names.length * (cut + 1)) / parts)],
  );
  const found = [...new Set(cuts)].flatMap((cut) => (cut === undefined ? [] : [cut]));
  return { upTo, ranges: [null, ...found].map((first, index) => ({ first, before: found[index] ?? null })) };
};

export const addParts = async (query: Query, schema: string, build: string, { upTo, ranges }: Plan): Promise<void> => {
  await query(
    `insert into ${table(schema)} (build, part, first, before, up_to)
     select $1, ordinality - 1, first, before, $2::text::bigint
     from unnest($3::text::text[], $4::text::text[]) with ordinality as given (first, before, ordinality)`,
    [build, String(upTo), list(ranges.map(({ first }) => first)), list(ranges.map(({ before }) => before))],
  );
};

export const removeParts = async (query: Query, schema: string, build: string): Promise<void> => {
  await query(`delete from ${table(schema)} where build = $1`, [build]);
};

const columns = `p.build, p.part::text as part, p.first, p.before, p.up_to::text as up_to, p.reached, p.epoch::text as epoch`;

const streamOf = (text: string | null | undefined): StreamName | null =>
  typeof text === 'string' ? literal(StreamName, text) : null;

const partOf = (row: TextRow): Part => ({
  build: row['build'] ?? '',
  part: Number(row['part']),
  first: streamOf(row['first']),
  before: streamOf(row['before']),
  upTo: Number(row['up_to']),
  reached: streamOf(row['reached']),
  epoch: Number(row['epoch']),
});

const lasts = (parameter: string): string =>
  `clock_timestamp() + ${parameter}::text::double precision * interval '1 millisecond'`;

const same = (a: string, b: string): string =>
  ['first', 'before', 'up_to', 'reached']
    .map((column) => `${a}.${column} is not distinct from ${b}.${column}`)
    .join(' and ');

/**
 * Takes one range of streams for as many of these builds as stand at the same stream of it, so that it is read once for all. Empty
 * where nothing is free.
 */
export const claimPart = async (
  query: Query,
  schema: string,
  { name, lease, alone }: Holder,
  builds: ReadonlyArray<string>,
): Promise<ReadonlyArray<Part>> => {
  // Where nobody else has the database, holders of another process have died.
  const free = (part: string): string =>
    `${part}.build = any($1::text::text[]) and not ${part}.done and (${part}.holder is null
       or ${part}.expires_at <= clock_timestamp() or position($4::text in ${part}.holder) = 0)`;
  const rows = await query(
    `with wanted as (
       select p.first, p.before, p.up_to, p.reached from ${table(schema)} as p
       where ${free('p')} order by p.up_to, p.part limit 1),
     taken as (
       select p.build, p.part from ${table(schema)} as p join wanted on ${same('p', 'wanted')}
       where ${free('p')} order by p.build, p.part for update of p skip locked)
     update ${table(schema)} as p set holder = $2, epoch = p.epoch + 1, expires_at = ${lasts('$3')}
     from taken where p.build = taken.build and p.part = taken.part returning ${columns}`,
    [list(builds), name, String(lease), alone],
  );
  return rows.map(partOf);
};

const held = (from: number): string =>
  `unnest($${from}::text::text[], $${from + 1}::text::text[]::integer[], $${from + 2}::text::text[]::bigint[]) as held (build, part, epoch)`;

const heldOf = (parts: ReadonlyArray<Part>): ReadonlyArray<string> => [
  list(parts.map(({ build }) => build)),
  list(parts.map(({ part }) => String(part))),
  list(parts.map(({ epoch }) => String(epoch))),
];

/** Moves them on, which also prolongs the lease. Gives how many: if not all, somebody else has them now, or the build is gone. */
export const movePart = async (
  query: Query,
  schema: string,
  { name, lease }: Holder,
  parts: ReadonlyArray<Part>,
  to: { readonly reached: StreamName | null; readonly done: boolean; readonly sums: ReadonlyArray<Sum> },
): Promise<number> => {
  const [row] = await query(
    `with mine as (
       select p.build, p.part from ${table(schema)} as p join ${held(1)} using (build, part, epoch)
       where p.holder = $4 and not p.done order by p.build, p.part for update of p),
     moved as (
       update ${table(schema)} as p set reached = coalesce($5, p.reached), done = $6::text::boolean,
         rows = p.rows + more.rows, hashes = p.hashes + more.hashes, expires_at = ${lasts('$7')},
         holder = case when $6::text::boolean then null else p.holder end
       from mine join unnest($1::text::text[], $8::text::text[]::bigint[], $9::text::text[]::numeric[]) as more (build, rows, hashes)
         using (build)
       where p.build = mine.build and p.part = mine.part returning 1)
     select count(*)::text as moved from moved`,
    [
      ...heldOf(parts),
      name,
      to.reached,
      String(to.done),
      String(lease),
      list(to.sums.map(({ rows }) => String(rows))),
      list(to.sums.map(({ hashes }) => String(hashes))),
    ],
  );
  return Number(row?.['moved']);
};

/** Lets go of those that are still the holder's. */
export const releasePart = async (
  query: Query,
  schema: string,
  { name }: Holder,
  parts: ReadonlyArray<Part>,
): Promise<void> => {
  await query(
    `with mine as (
       select p.build, p.part from ${table(schema)} as p join ${held(1)} using (build, part, epoch)
       where p.holder = $4 order by p.build, p.part for update of p)
     update ${table(schema)} as p set holder = null, expires_at = null
     from mine where p.build = mine.build and p.part = mine.part`,
    [...heldOf(parts), name],
  );
};

/** Where a table stands that is being built stream by stream. */
export interface PartsOf extends Sum {
  readonly upTo: number;
  readonly open: number;
}

/** By build; those that are not being built stream by stream, or have been, are left out. */
export const readParts = async (
  query: Query,
  schema: string,
  builds: ReadonlyArray<string>,
): Promise<ReadonlyMap<string, PartsOf>> => {
  const rows = await query(
    `select build, max(up_to)::text as up_to, count(*) filter (where not done)::text as open,
       sum(rows)::text as rows, sum(hashes)::text as hashes
     from ${table(schema)} where build = any($1::text::text[]) group by build`,
    [list(builds)],
  );
  return new Map(
    rows.map((row) => [
      row['build'] ?? '',
      {
        upTo: Number(row['up_to']),
        open: Number(row['open']),
        rows: Number(row['rows']),
        hashes: BigInt(row['hashes'] ?? '0'),
      },
    ]),
  );
};
