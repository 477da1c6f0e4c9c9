import type { TaskEither } from 'fp-ts/TaskEither';
import { setTimeout as pause } from 'node:timers/promises';
import type { Context, Folded, Progress } from './advance';
import { ahead, headOf } from './ahead';
import { asOf, type AsOf } from './as-of';
import { analyze, catchUp, namesOf } from './catch-up';
import { check, type Drift } from './check';
import { liveTargets, lowerCheckpoints, readCheckpoints } from './checkpoints';
import { queryOn, transacted, type Db } from './database';
import { attempt, Stopped, type ReadModelFailure } from './failure';
import type { Cut } from './in-memory';
import { migrate } from './migrate';
import type { Source } from './page';
import type { Projection } from './projection';
import { beginBuild, build } from './rebuild';
import { rewrite } from './rewrite';
import { dropAbandoned } from './scratch';
import { singleFlight } from './single-flight';
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
  /** Events a page, 5000 by default. */
  readonly pageSize?: number;
}

type Report = (progress: Progress) => void;
type Task<A> = TaskEither<ReadModelFailure, A>;

/** The tables that projections keep in a database. */
export interface ReadModels {
  /** Bound to the schema of the views. */
  readonly db: Db;
  readonly projections: ReadonlyArray<Projection>;
  /** Creates what is missing. A projection that is new, or whose version is, is built from the log before readers see it. */
  readonly migrate: (onProgress?: Report) => Task<Folded>;
  /** Folds the log up to its end. Calls at the same time share the work; several processes may do it at once. */
  readonly catchUp: (onProgress?: Report) => Task<Folded>;
  /** Catches up until this position has been folded, so that whoever has appended reads it. NotYetReadable after ten seconds. */
  readonly waitFor: (position: number) => Task<void>;
  /** Builds tables anew beside the live ones, all by default, while reading, appending and catching up go on. */
  readonly rebuild: (names?: ReadonlyArray<string>, onProgress?: Report) => Task<Folded>;
  /** The named read models as the log before the cut makes them, in a schema of their own. */
  readonly asOf: (cut: Cut, names: ReadonlyArray<string>, onProgress?: Report) => Task<AsOf>;
  /** What differs between the tables, all by default, and what the log makes of them. */
  readonly check: (names?: ReadonlyArray<string>, onProgress?: Report) => Task<ReadonlyArray<Drift>>;
  /** Names of those that hold more than the log does, because it was restored to an earlier moment than they: to be rebuilt. */
  readonly ahead: () => Task<ReadonlyArray<string>>;
  /**
   * Writes the tables with personal columns anew, so that no row of before is left in their files. Each is locked meanwhile.
   * Waits for the transactions that are open; OldRowsHeld where one still is after a minute, and then nothing is written.
   */
  readonly rewrite: () => Task<void>;
  /** The position up to which all of them have been folded. */
  readonly position: () => Task<number>;
}

const patience = 10_000; // milliseconds
const longPatience = 60_000;
const manyEvents = 20_000;

const silently: Report = () => undefined;

/** Throws a TypeError for projections that cannot be kept: a name twice, a key that may be empty, an event that the codec does not know. */
export const openReadModels = (options: ReadModelsOptions): ReadModels => {
  const { db, schema, log, codec, projections, anewOn = [], pageSize = 5_000 } = options;
  assertUsable(projections, codec.types);
  const context: Context = { db, schema, source: { log, codec, anewOn, pageSize } };
  const named = (names?: ReadonlyArray<string>): ReadonlyArray<Projection> => {
    const unknown = names?.find((name) => !projections.some((projection) => projection.name === name));
    if (unknown !== undefined)
      throw new TypeError(`${unknown} is not among the read models ${namesOf(projections).join(', ')}`);
    return names === undefined ? projections : projections.filter(({ name }) => names.includes(name));
  };
  let reached = 0; // in this process; checkpoints never go back
  let folded = { events: 0, analyzedAt: manyEvents };
  const foldNew = singleFlight(async (onProgress: Report) => {
    const caughtUp = await catchUp(context, projections, onProgress);
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
    rebuild: (names, onProgress = silently) =>
      attempt(async () => {
        const wanted = named(names);
        const head = await headOf(context);
        await transacted(db, async (query) => {
          liveTargets(schema, wanted, await readCheckpoints(query, schema, namesOf(wanted)));
          for (const projection of wanted) await beginBuild(query, schema, projection);
          await lowerCheckpoints(query, schema, namesOf(wanted), head);
        });
        return build(context, wanted, onProgress);
      }),
    asOf: (cut, names, onProgress = silently) => attempt(() => asOf(context, cut, named(names), onProgress)),
    check: (names, onProgress = silently) => attempt(() => check(context, named(names), onProgress)),
    ahead: () => attempt(() => ahead(context, projections)),
    rewrite: () => attempt(() => rewrite(context, projections, longPatience)),
    position: () =>
      attempt(async () => {
        const checkpoints = await readCheckpoints(queryOn(db), schema, namesOf(projections));
        const targets = liveTargets(schema, projections, checkpoints);
        return Math.min(...targets.map(({ checkpoint }) => checkpoint.position));
      }),
  };
};
