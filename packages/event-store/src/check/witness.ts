import type { TaskEither } from 'fp-ts/TaskEither';
import type { StoreUnavailable } from '../port';
import type { StreamName } from '../stream';
import type { Tail } from './chains';
import type { LogFinding } from './finding';

/** What a store knows of its log beside the events, written by the same appends: who changes one must change the other. */
export interface LogWitness {
  /** The ends of all streams, page by page in order of name. */
  readonly tails: (after: StreamName | null, limit: number) => TaskEither<StoreUnavailable, ReadonlyArray<Tail>>;
  readonly tailOf: (stream: StreamName) => TaskEither<StoreUnavailable, Tail | null>;
  /** Events that reading alone does not give away: filed under something else than their stream says, or where readers do not look yet. */
  readonly strays: () => TaskEither<StoreUnavailable, ReadonlyArray<LogFinding>>;
}
