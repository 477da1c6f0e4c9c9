import type { Query } from './database';
import type { Failure } from './fold-stream';
import { constant, list } from './sql/quoted';
import { qualified } from './sql/table';

/** A stream that one read model cannot fold any further: later events of it wait until `replayParked`. */
export interface ParkedStream {
  readonly projection: string;
  readonly tenant: string;
  readonly stream: string;
  /** Of the event that could not be folded. */
  readonly revision: number;
  readonly position: number;
  readonly eventType: string;
  readonly message: string;
}

const table = (schema: string): string => qualified({ schema, name: 'parked_streams' });

export const createParked = (schema: string): ReadonlyArray<string> => [
  `create table if not exists ${table(schema)} (
    build text collate "C" not null, tenant text collate "C" not null, stream text collate "C" not null,
    revision bigint not null, position bigint not null, event_type text collate "C" not null, message text not null,
    parked_at timestamptz not null default clock_timestamp(), primary key (build, tenant, stream))`,
  `comment on table ${table(schema)} is ${constant('Streams that a read model cannot fold beyond an event; later ones wait, the rows stand as before it.')}`,
];

interface OfStream {
  readonly tenant: string;
  readonly stream: string;
}

/** Where streams wait that one table cannot fold on: in the database with the table, or in memory for a table that is gone soon. */
export interface Parking {
  /** Those among these that wait. */
  readonly among: (streams: ReadonlyArray<OfStream>) => Promise<ReadonlySet<string>>;
  readonly park: (streams: ReadonlyArray<OfStream & { readonly failure: Failure }>) => Promise<void>;
  readonly release: (streams: ReadonlyArray<OfStream>) => Promise<void>;
}

const streamsOf = (streams: ReadonlyArray<OfStream>): readonly [string, string] => [
  list(streams.map(({ tenant }) => tenant)),
  list(streams.map(({ stream }) => stream)),
];

// Half surrogates become question marks in boxes.
const storable = (message: string): string => Buffer.from(message.replaceAll('\0', '').slice(0, 2_000)).toString();

const given = 'unnest($2::text::text[], $3::text::text[]) as given (tenant, stream)';

export const parkingOf = (query: Query, schema: string, build: string): Parking => ({
  among: async (streams) => {
    const rows = await query(
      `select p.stream from ${table(schema)} as p join ${given} using (tenant, stream) where p.build = $1`,
      [build, ...streamsOf(streams)],
    );
    return new Set(rows.map(({ stream }) => stream ?? ''));
  },
  park: async (streams) => {
    await query(
      `insert into ${table(schema)} (build, tenant, stream, revision, position, event_type, message)
       select $1, v.tenant, v.stream, v.revision::bigint, v.position::bigint, v.event_type, v.message
       from unnest($2::text::text[], $3::text::text[], $4::text::text[], $5::text::text[], $6::text::text[], $7::text::text[])
         as v (tenant, stream, revision, position, event_type, message)
       on conflict (build, tenant, stream) do update set revision = excluded.revision, position = excluded.position,
         event_type = excluded.event_type, message = excluded.message, parked_at = clock_timestamp()`,
      [
        build,
        ...streamsOf(streams),
        list(streams.map(({ failure }) => String(failure.entry.revision))),
        list(streams.map(({ failure }) => String(failure.entry.position))),
        list(streams.map(({ failure }) => failure.entry.type)),
        list(streams.map(({ failure }) => storable(failure.message))),
      ],
    );
  },
  release: async (streams) => {
    await query(
      `delete from ${table(schema)} as p using ${given}
       where p.build = $1 and p.tenant = given.tenant and p.stream = given.stream`,
      [build, ...streamsOf(streams)],
    );
  },
});

/** For tables that are wanted once. */
export const parkingInMemory = (): Parking => {
  const waiting = new Set<string>();
  return {
    among: async (streams) => new Set(streams.flatMap(({ stream }) => (waiting.has(stream) ? [stream] : []))),
    park: async (streams) => streams.forEach(({ stream }) => waiting.add(stream)),
    release: async (streams) => streams.forEach(({ stream }) => waiting.delete(stream)),
  };
};

/** How many streams wait, by build; those with none are left out. */
export const countParked = async (
  query: Query,
  schema: string,
  builds: ReadonlyArray<string>,
): Promise<ReadonlyMap<string, number>> => {
  const rows = await query(
    `select build, count(*)::text as streams from ${table(schema)} where build = any($1::text::text[]) group by build`,
    [list(builds)],
  );
  return new Map(rows.map(({ build, streams }) => [build ?? '', Number(streams)]));
};

/** Those that wait, by build, the oldest events first. */
export const readParked = async (
  query: Query,
  schema: string,
  builds: ReadonlyArray<string>,
): Promise<ReadonlyArray<Omit<ParkedStream, 'projection'> & { readonly build: string }>> => {
  const rows = await query(
    `select build, tenant, stream, revision::text as revision, position::text as position, event_type, message
     from ${table(schema)} where build = any($1::text::text[]) order by position, build`,
    [list(builds)],
  );
  return rows.map((row) => ({
    build: row['build'] ?? '',
    tenant: row['tenant'] ?? '',
    stream: row['stream'] ?? '',
    revision: Number(row['revision']),
    position: Number(row['position']),
    eventType: row['event_type'] ?? '',
    message: row['message'] ?? '',
  }));
};

/** What waits of a build waits of another one from now on. */
export const handOverParked = async (query: Query, schema: string, from: string, to: string): Promise<void> => {
  await query(`update ${table(schema)} set build = $2 where build = $1`, [from, to]);
};

/** What waits of a build that is gone is forgotten. */
export const forgetParked = async (query: Query, schema: string, build: string): Promise<void> => {
  await query(`delete from ${table(schema)} where build = $1`, [build]);
};
