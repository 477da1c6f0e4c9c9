import { hostname } from 'node:os';
import * as E from 'fp-ts/Either';
import type { SubscriptionClaim, SubscriptionPositions } from '@casebook/event-store';
import { pause } from './pause';
import { CasebookError } from './run';
import { keeperOf, type Keeper } from './subscription-keeper';

/** Whoever goes on with a name, one at a time, in this process or in others. */
export interface NamedSubscriptions {
  /** Waits until the name can be had; undefined where the signal aborts before. Throws a CasebookError of what else stands against it. */
  readonly claim: (
    claim: Omit<SubscriptionClaim, 'holder'>,
    signal: AbortSignal | undefined,
  ) => Promise<Keeper | undefined>;
  /** The same without waiting: undefined also where somebody else has it. */
  readonly attempt: (claim: Omit<SubscriptionClaim, 'holder'>) => Promise<Keeper | undefined>;
  readonly positions: SubscriptionPositions;
  /** Lets go of all names, and ends all waits. */
  readonly close: () => Promise<void>;
}

const retry = 1_000; // milliseconds; with the length of a lease, the time in which a name whose holder has died is taken over

export const namedSubscriptions = (positions: SubscriptionPositions): NamedSubscriptions => {
  const holder = `${hostname()} ${process.pid}`;
  const keepers = new Set<Keeper>();
  const closing = new AbortController();

  /** Undefined where somebody else has it. */
  const once = async (claim: SubscriptionClaim): Promise<Keeper | undefined> => {
    const since = performance.now();
    const claimed = await positions.claim(claim)();
    if (E.isRight(claimed)) return keeperOf(positions, claimed.right, since);
    if (claimed.left.type !== 'SubscriptionHeld') throw new CasebookError(claimed.left);
    return undefined;
  };

  const kept = (keeper: Keeper | undefined): Keeper | undefined => {
    if (keeper === undefined) return undefined;
    keepers.add(keeper);
    return { ...keeper, end: () => keeper.end().finally(() => keepers.delete(keeper)) };
  };

  const turn = async (claim: SubscriptionClaim, signal: AbortSignal | undefined) => {
    const waiting = new AbortController();
    const stop = (): void => waiting.abort();
    for (const one of [signal, closing.signal]) one?.addEventListener('abort', stop);
    try {
      while (signal?.aborted !== true && !closing.signal.aborted) {
        const keeper = await once(claim);
        if (keeper !== undefined) return keeper;
        await pause(retry, waiting.signal);
      }
      return undefined;
    } finally {
      for (const one of [signal, closing.signal]) one?.removeEventListener('abort', stop);
    }
  };

  return {
    positions,
    claim: async (claim, signal) => kept(await turn({ ...claim, holder }, signal)),
    attempt: async (claim) => kept(await once({ ...claim, holder })),
    close: async () => {
      closing.abort();
      await Promise.all([...keepers].map((keeper) => keeper.end()));
    },
  };
};
