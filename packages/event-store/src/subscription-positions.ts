import type { Option } from 'fp-ts/Option';
import type { TaskEither } from 'fp-ts/TaskEither';
import type { Instant, TenantId } from '@casebook/vocabulary';
import type { StoreUnavailable } from './port';

/** A name that a tenant gives to what goes on, after a restart, where it had stopped. */
export interface SubscriptionKey {
  readonly tenant: TenantId;
  /** 1 to 200 characters. */
  readonly name: string;
}

export interface SubscriptionClaim extends SubscriptionKey {
  /** What it lets through, as a text that is the same for the same filter. A position says nothing about events that were never let through. */
  readonly filter: string;
  /** Where a name begins that was never used. */
  readonly after: number;
  /** Who claims it, for people to read: a host and a process. */
  readonly holder: string;
}

/** The right to go on with a name. It lapses where it is not renewed in time, by the clock of the store, and anybody may then claim the name. */
export interface SubscriptionLease extends SubscriptionKey {
  /** One more with every claim; what an earlier holder saves is refused. */
  readonly epoch: number;
  /** Up to here all was dealt with. */
  readonly position: number;
  /** For how long it lasts, from the claim and from each save: milliseconds. */
  readonly millis: number;
}

export interface SubscriptionState extends SubscriptionKey {
  readonly position: number;
  /** Who has it and until when at least; null where nobody has claimed it, or no longer. */
  readonly held: { readonly by: string; readonly until: Instant } | null;
}

/** Somebody else goes on with this name, and has it until then at least. */
export interface SubscriptionHeld extends SubscriptionKey {
  readonly type: 'SubscriptionHeld';
  readonly by: string;
  readonly until: Instant;
}

/** The name was begun with another filter: reset it, or take another name. */
export interface SubscriptionFilterChanged extends SubscriptionKey {
  readonly type: 'SubscriptionFilterChanged';
  /** With which it was begun. */
  readonly filter: string;
}

/** Somebody else has claimed the name, or it was reset: what has been dealt with since the last save may be dealt with again. */
export interface SubscriptionLost extends SubscriptionKey {
  readonly type: 'SubscriptionLost';
}

/** Where named subscriptions have got to. Shipped with its contract: `@casebook/event-store/contract`. */
export interface SubscriptionPositions {
  /** Of several that claim a name at once, one has it. */
  readonly claim: (
    claim: SubscriptionClaim,
  ) => TaskEither<SubscriptionHeld | SubscriptionFilterChanged | StoreUnavailable, SubscriptionLease>;
  /** Saves a position and renews the lease. Saving the same again, after an answer that was lost, does no harm. */
  readonly save: (
    lease: SubscriptionLease,
    position: number,
  ) => TaskEither<SubscriptionLost | StoreUnavailable, SubscriptionLease>;
  /** Lets others have the name at once; does nothing where they have it already. */
  readonly release: (lease: SubscriptionLease) => TaskEither<StoreUnavailable, void>;
  readonly find: (key: SubscriptionKey) => TaskEither<StoreUnavailable, Option<SubscriptionState>>;
  /** Has a name go on after this position, with whatever filter comes next. Whoever has it loses it. */
  readonly reset: (key: SubscriptionKey, position: number) => TaskEither<StoreUnavailable, void>;
}
