import type { CaseEvent, RejectionTo } from '@casebook/domain';
import type { Recorded, StreamName } from '@casebook/event-store';
import type { Erasure } from '@casebook/privacy';
import type { ReadModelFailure } from '@casebook/projection';
import type { CaseNumber, CustomerId, Instant } from '@casebook/vocabulary';
import type { NotAuthorized } from './authorize';
import type { CommandIdTaken } from './handle';
import type { InvalidInput } from './input';
import type { RulesFailure } from './read-rulebooks';
import type { LogFailure } from './transact';

/** A case of the person is kept for the law: nothing was erased. */
export interface UnderLegalHold {
  readonly type: 'UnderLegalHold';
  readonly person: string;
  readonly cases: ReadonlyArray<{ readonly number: CaseNumber; readonly holds: ReadonlyArray<string> }>;
}

/** Nothing was ever sealed for a person of this id at this tenant. */
export interface PersonUnknown {
  readonly type: 'PersonUnknown';
  readonly person: string;
}

/** What an erasure did. Repeated, it names the first one's instant, key and reason, and only the events that were still missing. */
export interface ErasureReceipt {
  readonly person: CustomerId;
  /** Of the key that was destroyed. */
  readonly keyId: string;
  readonly erasedAt: Instant;
  readonly erasedBy: Erasure['tombstone']['by'];
  readonly reason: string;
  /** The cases in which something was sealed under the person's key. */
  readonly cases: ReadonlyArray<{ readonly stream: StreamName; readonly number: CaseNumber }>;
  /** What was recorded now; empty where all was recorded before. */
  readonly events: ReadonlyArray<Recorded<CaseEvent>>;
  /** Up to here the log has been folded into the read models. */
  readonly position: number;
}

export type ErasureFailure =
  | InvalidInput
  | PersonUnknown
  | UnderLegalHold
  | NotAuthorized
  | RejectionTo<'RecordErasure'>
  | CommandIdTaken
  | RulesFailure
  | LogFailure
  | ReadModelFailure;
