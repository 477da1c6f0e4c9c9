import * as E from 'fp-ts/Either';
import type { SubscriptionLease, SubscriptionLost, SubscriptionPositions } from '@casebook/event-store';
import { CasebookError } from './run';

/** Holds a name while its events are dealt with. */
export interface Keeper {
  /** Where to begin. */
  readonly after: number;
  /** Aborts when the name is held no longer: lost, or let go. */
  readonly over: AbortSignal;
  /** Resolves while nobody else can have the name. Throws a CasebookError of SubscriptionLost, or of StoreUnavailable where that cannot be known. */
  readonly assure: () => Promise<void>;
  /** All up to this position was dealt with: it is saved with the next ones. */
  readonly dealtWith: (position: number) => void;
  /** Saves what was dealt with and lets the name go. */
  readonly end: () => Promise<void>;
}

const batch = 100; // milliseconds from one save to the next

/**
 * The position is saved ten times a second while it moves, and otherwise as often as the lease needs it. `since` is when the lease was
 * asked for, by `performance.now()`.
 */
export const keeperOf = (positions: SubscriptionPositions, claimed: SubscriptionLease, since: number): Keeper => {
  const over = new AbortController();
  let lease = claimed;
  let dealt = claimed.position;
  let renewedAt = since;
  let triedAt = renewedAt;
  let lost: SubscriptionLost | undefined;
  let saving: Promise<void> | undefined;
  let ending: Promise<void> | undefined;

  const write = async (): Promise<void> => {
    triedAt = performance.now();
    const began = triedAt;
    const saved = await positions.save(lease, dealt)();
    if (E.isRight(saved)) {
      lease = saved.right;
      renewedAt = began;
    } else if (saved.left.type === 'SubscriptionLost') {
      lost = saved.left;
      over.abort();
    }
    // An unavailable store is asked again; meanwhile the lease may lapse, which `assure` notices.
  };
  const save = (): Promise<void> =>
    (saving ??= write().finally(() => {
      saving = undefined;
    }));

  const often = setInterval(() => {
    const isDue = performance.now() - triedAt > lease.millis / 4;
    const hasMoved = dealt > lease.position && triedAt === renewedAt;
    if (isDue || hasMoved) void save();
  }, batch);
  often.unref(); // a loop that nobody goes on with keeps no process alive

  const isLapsed = (): boolean => performance.now() - renewedAt > lease.millis;

  const end = async (): Promise<void> => {
    clearInterval(often);
    over.abort();
    await saving;
    if (lost === undefined && dealt > lease.position) await save();
    if (lost === undefined) await positions.release(lease)();
  };

  return {
    after: claimed.position,
    over: over.signal,
    assure: async () => {
      // The process may have stood still for long: then somebody else may have the name by now.
      if (isLapsed() && lost === undefined && ending === undefined) {
        await saving; // which may have been answered before the standstill
        if (isLapsed()) await save();
      }
      if (lost !== undefined) throw new CasebookError(lost);
      if (isLapsed() && ending === undefined)
        throw new CasebookError({ type: 'StoreUnavailable', message: `${lease.name} could not be renewed in time` });
    },
    dealtWith: (position) => {
      if (ending === undefined) dealt = position;
    },
    end: () => (ending ??= end()),
  };
};
