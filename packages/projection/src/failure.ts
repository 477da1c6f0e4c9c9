import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';
import type { StoreUnavailable } from '@casebook/event-store';

/** Somebody else holds the read models, says that he is alive, and has not folded on for ten seconds. */
export interface ReadModelsHeld {
  readonly type: 'ReadModelsHeld';
  /** Null where they were let go in that very moment. */
  readonly holder: string | null;
  /** Up to here they have been folded. */
  readonly position: number;
}

/** The columns differ from those of the stored table though the version is the same: raise the version. */
export interface ProjectionChanged {
  readonly type: 'ProjectionChanged';
  readonly projection: string;
  readonly version: number;
}

/** The database holds a newer version of this projection than this program: it has been upgraded elsewhere. */
export interface ProjectionSuperseded {
  readonly type: 'ProjectionSuperseded';
  readonly projection: string;
  readonly version: number;
  readonly stored: number;
}

/** There is no table for this projection, or only an older one: call `migrate` first. */
export interface ProjectionMissing {
  readonly type: 'ProjectionMissing';
  readonly projection: string;
  readonly version: number;
}

/** Somebody's transaction has kept the view in use all the while; the finished table waits beside it. Try again. */
export interface ViewInUse {
  readonly type: 'ViewInUse';
  readonly projection: string;
}

/** The log could not be read up to the wanted position in time: a writer's transaction before it is still open. */
export interface NotYetReadable {
  readonly type: 'NotYetReadable';
  readonly wanted: number;
  readonly reached: number;
}

/** Transactions that began before are still open, so rows of before cannot be removed yet. Try again when these processes have ended theirs. */
export interface OldRowsHeld {
  readonly type: 'OldRowsHeld';
  /** The database's own numbers of its processes. */
  readonly processes: ReadonlyArray<number>;
}

/** A table that was built anew does not hold the rows that were written into it, counted and hashed: readers keep the old one. */
export interface BuildDamaged {
  readonly type: 'BuildDamaged';
  readonly projection: string;
  /** What was written. */
  readonly expected: RowsAndHashes;
  /** What is stored. */
  readonly found: RowsAndHashes;
}

/** A number of rows, and the sum of their hashes. */
export interface RowsAndHashes {
  readonly rows: number;
  readonly hashes: string;
}

/** There is no previous table of this version and these columns to go back to; `stored` is the version of the one that is there. */
export interface PreviousMissing {
  readonly type: 'PreviousMissing';
  readonly projection: string;
  readonly version: number;
  readonly stored: number | null;
}

export type ReadModelFailure =
  | StoreUnavailable
  | ProjectionChanged
  | ProjectionSuperseded
  | ProjectionMissing
  | ViewInUse
  | NotYetReadable
  | ReadModelsHeld
  | OldRowsHeld
  | BuildDamaged
  | PreviousMissing;

/** Carries a failure through promises and transactions, which roll back on it. */
export class Stopped extends Error {
  constructor(
    readonly failure: ReadModelFailure,
    cause?: unknown,
  ) {
    super(JSON.stringify(failure), { cause });
    this.name = 'Stopped';
  }
}

/** The right of a port's answer; its left stops what is under way. */
export const orStop = async <A>(task: TaskEither<ReadModelFailure, A>): Promise<A> => {
  const answer = await task();
  if (E.isLeft(answer)) throw new Stopped(answer.left);
  return answer.right;
};

/** Failures become values; bugs still throw. */
export const attempt =
  <A>(work: () => Promise<A>): TaskEither<ReadModelFailure, A> =>
  async () => {
    try {
      return E.right(await work());
    } catch (error) {
      if (error instanceof Stopped) return E.left(error.failure);
      throw error;
    }
  };
