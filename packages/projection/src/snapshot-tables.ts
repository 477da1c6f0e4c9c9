import { randomUUID } from 'node:crypto';
import type { StreamName } from '@casebook/event-store';
import type { Instant } from '@casebook/vocabulary';
import type { Query, TextRow } from './database';
import type { Cut } from './in-memory';
import type { Projection } from './projection';
import { constant, list } from './sql/quoted';
import { qualified, shapeOf, type Table } from './sql/table';

/** The rows of one read model as they stood in one moment, in a table of its own. */
export interface SnapshotTable {
  /** Of the table. */
  readonly name: string;
  readonly projection: string;
  readonly version: number;
  /** The columns, as `shapeOf` writes them. */
  readonly shape: string;
  /** All streams had been folded up to here. */
  readonly position: number;
  /** None had been folded further than here: of several who fold, one is ahead of the others. */
  readonly reaches: number;
  /** Streams that waited then, because an event could not be folded. */
  readonly waiting: ReadonlyArray<StreamName>;
  readonly sums: Sums;
  readonly takenAt: Instant;
  /** Of all events up to where it reaches; null until that is known, and until then nobody uses it. */
  readonly latest: Latest | null;
}

/** Of a table: how many rows it has, and the sum of their hashes. */
export interface Sums {
  readonly rows: string;
  readonly hashes: string;
}

/** The latest instants among events; empty texts, which are before all instants, where there is none. */
export interface Latest {
  readonly occurredAt: Instant | '';
  readonly recordedAt: Instant | '';
}

const register = (schema: string): string => qualified({ schema, name: 'read_model_snapshots' });

export const createSnapshots = (schema: string): ReadonlyArray<string> => [
  `create table if not exists ${register(schema)} (
    name text collate "C" primary key, projection text collate "C" not null, version integer not null, shape text not null,
    position bigint not null, reaches bigint not null, waiting text not null, rows text not null, hashes text not null,
    taken_at timestamptz not null default clock_timestamp(), latest_occurred_at text collate "C", latest_recorded_at text collate "C")`,
  `comment on table ${register(schema)} is ${constant('Read models as they were at a position of the log, to begin with where the past is asked about. Nothing is lost with them.')}`,
];

export const tableOfSnapshot = (schema: string, projection: Projection, found: Pick<SnapshotTable, 'name'>): Table => ({
  projection,
  schema,
  name: found.name,
});

export const nameForSnapshot = (): string => `snapshot_${randomUUID().slice(0, 8)}`;

const tableIn = (row: TextRow): SnapshotTable => {
  const [occurredAt, recordedAt] = [row['latest_occurred_at'] ?? null, row['latest_recorded_at'] ?? null];
  return {
    name: row['name'] ?? '',
    projection: row['projection'] ?? '',
    version: Number(row['version']),
    shape: row['shape'] ?? '',
    position: Number(row['position']),
    reaches: Number(row['reaches']),
    waiting: JSON.parse(row['waiting'] ?? '[]') as ReadonlyArray<StreamName>, // is what `enterSnapshot` wrote
    sums: { rows: row['rows'] ?? '', hashes: row['hashes'] ?? '' },
    takenAt: row['taken_at'] as Instant, // is written as one by the statement
    latest:
      occurredAt === null || recordedAt === null
        ? null
        : { occurredAt: occurredAt as Instant, recordedAt: recordedAt as Instant }, // is what `completeSnapshots` wrote
  };
};

/** All that this schema holds, the newest first, also those of other programs. */
export const readSnapshots = async (query: Query, schema: string): Promise<ReadonlyArray<SnapshotTable>> => {
  const rows = await query(
    `select name, projection, version::text as version, shape, position::text as position, reaches::text as reaches, waiting,
       rows, hashes, latest_occurred_at, latest_recorded_at,
       to_char(taken_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as taken_at
     from ${register(schema)} order by read_model_snapshots.position desc, projection`,
  );
  return rows.map(tableIn);
};

/** Until the transaction ends nobody else takes one; they can be read. */
export const lockTaking = async (query: Query, schema: string): Promise<void> => {
  await query(`lock table ${register(schema)} in share row exclusive mode`);
};

export const enterSnapshot = async (
  query: Query,
  schema: string,
  { name, projection, version, shape, position, reaches, waiting, sums }: Omit<SnapshotTable, 'takenAt' | 'latest'>,
): Promise<void> => {
  await query(
    `insert into ${register(schema)} (name, projection, version, shape, position, reaches, waiting, rows, hashes)
     values ($1, $2, $3::text::integer, $4, $5::text::bigint, $6::text::bigint, $7, $8, $9)`,
    [
      name,
      projection,
      String(version),
      shape,
      String(position),
      String(reaches),
      JSON.stringify(waiting),
      sums.rows,
      sums.hashes,
    ],
  );
};

/** From now on they can be used. */
export const completeSnapshots = async (
  query: Query,
  schema: string,
  tables: ReadonlyArray<string>,
  { occurredAt, recordedAt }: Latest,
): Promise<void> => {
  await query(
    `update ${register(schema)} set latest_occurred_at = $1, latest_recorded_at = $2 where name = any($3::text::text[])`,
    [occurredAt, recordedAt, list(tables)],
  );
};

/** Drops those that a test picks, all by default, once nobody reads them. Gives how many tables were dropped. */
export const dropSnapshots = async (
  query: Query,
  schema: string,
  which: (table: SnapshotTable) => boolean = () => true,
): Promise<number> => {
  await query(`lock table ${register(schema)} in access exclusive mode`);
  const dropped = (await readSnapshots(query, schema)).filter(which);
  for (const { name } of dropped) await query(`drop table if exists ${qualified({ schema, name })}`);
  await query(`delete from ${register(schema)} where name = any($1::text::text[])`, [
    list(dropped.map(({ name }) => name)),
  ]);
  return dropped.length;
};

/** True for one of this very definition: of another one none is ever used. */
export const isOf = (projection: Projection, { projection: name, version, shape }: SnapshotTable): boolean =>
  name === projection.name && version === projection.version && shape === shapeOf(projection);

/** True where all that it holds is on this side of a cut of the log up to a position, so that only what came after it is lacking. */
export const isWithin = ({ latest, reaches }: SnapshotTable, cut: Cut, upTo: number): boolean => {
  if (latest === null || reaches > upTo) return false;
  if ('occurred' in cut) return latest.occurredAt <= cut.occurred;
  if ('known' in cut) return latest.recordedAt <= cut.known;
  return reaches <= cut.position;
};
