import type { Context } from './advance';
import { headOf } from './ahead';
import { readBuilds } from './builds';
import { namesOf } from './catch-up';
import { readCheckpoints } from './checkpoints';
import { queryOn } from './database';
import { orStop } from './failure';
import { readParked, type ParkedStream } from './parked';
import type { Projection } from './projection';
import type { Role } from './sql/table';
import { readWorkers } from './workers';

/** Shares of the streams in one hand. */
export interface HeldShares {
  /** Null: nobody's; whoever asks a question folds them. */
  readonly holder: string | null;
  readonly shares: ReadonlyArray<number>;
}

/** One table of a read model. */
export interface TableStatus {
  readonly projection: string;
  readonly role: Role;
  readonly version: number;
  /** All up to here is in it; null while it is built stream by stream. */
  readonly position: number | null;
  readonly held: ReadonlyArray<HeldShares>;
  /** Streams that it cannot fold on. */
  readonly parked: number;
}

export interface ReadModelsStatus {
  /** Up to where the log can be read. */
  readonly head: number;
  /** Up to where all live tables have been folded. */
  readonly position: number;
  /** Positions between the two, gaps of the log included; and how long the log has had the first event that is missing. */
  readonly lag: { readonly positions: number; readonly seconds: number };
  /** Who follows the log. */
  readonly workers: ReadonlyArray<string>;
  readonly tables: ReadonlyArray<TableStatus>;
  readonly parked: ReadonlyArray<ParkedStream>;
}

const roles: ReadonlyArray<Role> = ['live', 'next', 'previous'];

/** How far the tables are, who holds what, and what waits. */
export const status = async (context: Context, projections: ReadonlyArray<Projection>): Promise<ReadModelsStatus> => {
  const { db, schema, source } = context;
  const query = queryOn(db);
  const builds = await readBuilds(query, schema, namesOf(projections));
  const keys = builds.map(({ build }) => build);
  const checkpoints = await readCheckpoints(query, schema, keys);
  const parked = await readParked(
    query,
    schema,
    builds.flatMap(({ build, role }) => (role === 'previous' ? [] : [build])),
  );
  const tables = builds.map(({ projection, role, version, build }): TableStatus => {
    const own = checkpoints.filter((one) => one.build === build);
    const holders = [...new Set(own.map(({ holder }) => holder))];
    return {
      projection,
      role,
      version,
      position: own.length === 0 ? null : Math.min(...own.map(({ position }) => position)),
      held: holders.map((holder) => ({
        holder,
        shares: own.flatMap((one) => (one.holder === holder ? [one.share] : [])),
      })),
      parked: parked.filter((one) => one.build === build).length,
    };
  });
  const workers = await readWorkers(query, schema);
  const head = await headOf(context); // after the checkpoints: at or beyond them
  const live = tables.flatMap(({ role, position }) => (role === 'live' && position !== null ? [position] : []));
  const position = live.length === 0 ? 0 : Math.min(...live);
  const missing = head <= position ? [] : (await orStop(source.log.readAll({ after: position, limit: 1 }))).events;
  const [row] = await query(`select extract(epoch from clock_timestamp())::text as now`);
  const since = missing[0]?.recordedAt;
  return {
    head,
    position,
    lag: {
      positions: Math.max(head - position, 0),
      seconds: since === undefined ? 0 : Math.max(Number(row?.['now']) - Date.parse(since) / 1000, 0),
    },
    workers,
    tables: [...tables].sort(
      (a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || a.projection.localeCompare(b.projection),
    ),
    parked: parked.map(({ build, ...one }) => ({
      projection: builds.find((found) => found.build === build)?.projection ?? '',
      ...one,
    })),
  };
};
