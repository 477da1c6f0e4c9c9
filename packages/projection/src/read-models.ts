import type { TaskEither } from 'fp-ts/TaskEither';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Context, Folded, Progress } from './advance';
import { ahead, headOf } from './ahead';
import { asOf, type AsOf } from './as-of';
import { begin, dropPrevious } from './begin-build';
import { liveTargets, readBuilds } from './builds';
import { analyze, buildsOf, catchUp, namesOf } from './catch-up';
import { check, type Checked } from './check';
import type { Sample } from './sampled';
import { readCheckpoints } from './checkpoints';
import { queryOn, transacted, type Db } from './database';
import { attempt, Stopped, type ReadModelFailure } from './failure';
import { follow, type Following } from './follow';
import type { Cut } from './in-memory';
import { migrate } from './migrate';
import { paceOf } from './pace';
import type { Source } from './source';
import type { Projection } from './projection';
import { build, rollBack, withPrevious } from './rebuild';
import { dropUnread, rewrite } from './rewrite';
import { dropAbandoned } from './scratch';
import { replayParked, type Replayed } from './replay-parked';
import { singleFlight } from './single-flight';
import { dropSnapshots } from './snapshot-tables';
import { status, type ReadModelsStatus } from './status';
import { snapshots, takeSnapshot, type Snapshot } from './take-snapshot';
import { assertUsable } from './usable';

export interface ReadModelsOptions {
  /** Any kysely on PostgreSQL or PGlite. */
  readonly db: Db;
  readonly schema: string;
  readonly log: Source['log'];
  readonly codec: Source['codec'];
  readonly projections: ReadonlyArray<Projection>;
  /** Types of event after which what their stream told before may read otherwise, such as erased: it is folded anew. None by default. */
  readonly anewOn?: ReadonlyArray<string>;
  /** Events a page at most, 5000 by default; fewer where they take long to fold or say much. */
  readonly pageSize?: number;
  /** For how many milliseconds whoever folds keeps others out unless he says that he is alive: 7000 by default. */
  readonly lease?: number;
  /** True: no other process has the database, as where it is embedded; what seems to be held is held by the dead. False by default. */
  readonly alone?: boolean;
  /** True: `db` takes `copy … from stdin` with the rows in text form as the only parameter, as that of `openDatabase` does on a server. False by default. */
  readonly copies?: boolean;
}

type Report = (progress: Progress) => void;
type Task<A> = TaskEither<ReadModelFailure, A>;

export interface CheckOptions {
  /** Of read models; all of them by default. */
  readonly names?: ReadonlyArray<string>;
  /** All streams without it. */
  readonly sample?: Sample | null;
}

/** The tables that projections keep in a database. */
export interface ReadModels {
  /** Bound to the schema of the views. */
  readonly db: Db;
  readonly projections: ReadonlyArray<Projection>;
  /** Creates what is missing. A projection that is new, or whose version is, is built from the log before readers see it. */
  readonly migrate: (onProgress?: Report) => Task<Folded>;
  /**
   * Folds the log up to its end, or waits for whoever is about it. Calls at the same time share the work; several processes may do it
   * at once. ReadModelsHeld where whoever holds something has not folded on for ten seconds.
   */
  readonly catchUp: (onProgress?: Report) => Task<Folded>;
  /** Catches up until this position has been folded, in whichever process, so that whoever has appended reads it. NotYetReadable after ten seconds. */
  readonly waitFor: (position: number) => Task<void>;
  /**
   * Folds what the log learns as it comes, until it is stopped, together with all others who follow: each has his share of the
   * streams, and those of one who dies are taken over within his lease. What fails is told and tried again.
   */
  readonly follow: (on?: { readonly progress?: Report; readonly failure?: (error: unknown) => void }) => Following;
  /** How far the tables are, who holds what, what is being built, and which streams wait because an event cannot be folded. */
  readonly status: () => Task<ReadModelsStatus>;
  /** Folds the streams anew that wait, of all read models by default, as after a mended release; gives those that still cannot be folded. */
  readonly replayParked: (names?: ReadonlyArray<string>) => Task<Replayed>;
  /**
   * Builds tables anew beside the live ones, all by default, while reading, appending and catching up go on. One that is being built
   * is gone on with, whoever began it. BuildDamaged where a new table does not hold what was written into it.
   */
  readonly rebuild: (names?: ReadonlyArray<string>, onProgress?: Report) => Task<Folded>;
  /**
   * Goes back to the tables before the last rebuild or the last version, all that there are by default, after folding into them what
   * came since. PreviousMissing where one is not of this program's version and columns.
   */
  readonly rollBack: (names?: ReadonlyArray<string>, onProgress?: Report) => Task<Folded>;
  /** Drops the tables that could be gone back to, all by default. */
  readonly dropPrevious: (names?: ReadonlyArray<string>) => Task<void>;
  /** The named read models as the log before the cut makes them, in a schema of their own. */
  readonly asOf: (cut: Cut, names: ReadonlyArray<string>, onProgress?: Report) => Task<AsOf>;
  /**
   * Keeps the rows of all live tables as they are, to begin with where the past is asked about from here on. It is a cache: without it
   * every answer is the same. A rebuild, a roll-back, another version and erasing a person drop what was kept before.
   */
  readonly snapshot: (onProgress?: Report) => Task<Snapshot>;
  /** What has been kept, the newest first. */
  readonly snapshots: () => Task<ReadonlyArray<Snapshot>>;
  /** Drops what was kept at a position; gives the number of tables. */
  readonly dropSnapshot: (position: number) => Task<number>;
  /** What differs between tables, all by default, and what the log makes of them; of all streams or of a sample. */
  readonly check: (what?: CheckOptions, onProgress?: Report) => Task<Checked>;
  /** Names of those that hold more than the log does, because it was restored to an earlier moment than they: to be rebuilt. */
  readonly ahead: () => Task<ReadonlyArray<string>>;
  /**
   * Writes the tables with personal columns anew, so that no row of before is left in their files. Each is locked meanwhile. Previous
   * ones that may tell of a person are dropped, all snapshots too, and those that are being built are begun anew.
   * Waits for the transactions that are open; OldRowsHeld where one still is after a minute, and then nothing is written.
   */
  readonly rewrite: () => Task<void>;
  /** The position up to which all of them have been folded. */
  readonly position: () => Task<number>;
}

const patience = 10_000; // milliseconds
const longPatience = 60_000;
const manyEvents = 20_000;

/** As holders of leases are called: where and what to look for. */
const thisProcess = `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`;
let holders = 0;

const silently: Report = () => undefined;

/** Throws a TypeError for projections that cannot be kept: a name twice, a key that may be empty, an event that the codec does not know. */
export const openReadModels = (options: ReadModelsOptions): ReadModels => {
  const { db, schema, log, codec, projections, anewOn = [], pageSize = 5_000, lease = 7_000 } = options;
  const { alone = false, copies = false } = options;
  assertUsable(projections, codec.types);
  const contextOf = (what: string): Context => ({
    db,
    schema,
    source: { log, codec, anewOn, pageSize },
    holder: { name: `${what} ${thisProcess}/${(holders += 1)}`, lease, alone: alone ? thisProcess : null },
    pace: paceOf(pageSize),
    copies,
  });
  const context = contextOf('query');
  const named = (names?: ReadonlyArray<string>): ReadonlyArray<Projection> => {
    const unknown = names?.find((name) => !projections.some((projection) => projection.name === name));
    if (unknown !== undefined)
      throw new TypeError(`${unknown} is not among the read models ${namesOf(projections).join(', ')}`);
    return names === undefined ? projections : projections.filter(({ name }) => names.includes(name));
  };
  let reached = 0; // in this process; checkpoints never go back
  let folded = { events: 0, analyzedAt: manyEvents };
  const foldNew = singleFlight(async (onProgress: Report) => {
    const caughtUp = await catchUp(context, projections, await headOf(context), onProgress);
    reached = Math.max(reached, caughtUp.position);
    folded = { ...folded, events: folded.events + caughtUp.events };
    if (folded.events >= folded.analyzedAt) {
      await analyze(context, projections).catch(() => undefined); // a help, not a promise
      folded = { ...folded, analyzedAt: folded.events * 2 };
    }
    return caughtUp;
  });
  return {
    db: db.withSchema(schema),
    projections,
    migrate: (onProgress = silently) =>
      attempt(async () => {
        const folded = await migrate(context, projections, onProgress);
        await dropAbandoned(context);
        return folded;
      }),
    catchUp: (onProgress = silently) => attempt(() => foldNew(onProgress)),
    waitFor: (position) =>
      attempt(async () => {
        const until = Date.now() + patience;
        while (reached < position) {
          await foldNew(silently);
          if (reached >= position) return;
          if (Date.now() > until) throw new Stopped({ type: 'NotYetReadable', wanted: position, reached });
          await pause(20);
        }
      }),
    follow: ({ progress = silently, failure = () => undefined } = {}) =>
      follow(contextOf('worker'), projections, progress, failure),
    status: () => attempt(() => status(context, projections)),
    replayParked: (names) => attempt(() => replayParked(context, named(names))),
    rebuild: (names, onProgress = silently) =>
      attempt(async () => {
        const wanted = named(names);
        await begin(context, wanted);
        return build(context, wanted, onProgress);
      }),
    rollBack: (names, onProgress = silently) =>
      attempt(async () => {
        const wanted = names === undefined ? await withPrevious(context, projections) : named(names);
        return rollBack(context, wanted, onProgress);
      }),
    dropPrevious: (names) => attempt(() => dropPrevious(context, namesOf(named(names)))),
    asOf: (cut, names, onProgress = silently) => attempt(() => asOf(context, cut, named(names), onProgress)),
    snapshot: (onProgress = silently) => attempt(() => takeSnapshot(context, projections, onProgress)),
    snapshots: () => attempt(() => snapshots(context, projections)),
    dropSnapshot: (position) =>
      attempt(() => transacted(db, (query) => dropSnapshots(query, schema, (one) => one.position === position))),
    check: ({ names, sample = null } = {}, onProgress = silently) =>
      attempt(() => check(context, named(names), sample, onProgress)),
    ahead: () => attempt(() => ahead(context, projections)),
    rewrite: () =>
      attempt(async () => {
        await dropUnread(context, projections);
        await rewrite(context, projections, longPatience);
      }),
    position: () =>
      attempt(async () => {
        const live = liveTargets(schema, projections, await readBuilds(queryOn(db), schema, namesOf(projections)));
        const checkpoints = await readCheckpoints(queryOn(db), schema, buildsOf(live));
        return Math.min(...checkpoints.map(({ position }) => position));
      }),
  };
};
