import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';
import { instantOf } from '@casebook/vocabulary';
import type { SubscriptionKey, SubscriptionLease, SubscriptionPositions } from './subscription-positions';

interface Kept {
  readonly position: number;
  readonly filter: string | null;
  readonly epoch: number;
  readonly held: { readonly by: string; readonly until: number } | null;
}

export interface MemoryPositionsOptions {
  /** How long a lease lasts: milliseconds, 7000 by default. */
  readonly lease?: number;
}

/** Positions that last as long as the process. */
export const memorySubscriptionPositions = ({
  lease: millis = 7_000,
}: MemoryPositionsOptions = {}): SubscriptionPositions => {
  const kept = new Map<string, Kept>();
  const keyOf = ({ tenant, name }: SubscriptionKey): string => JSON.stringify([tenant, name]);
  const own = (lease: SubscriptionLease): Kept | undefined => {
    const found = kept.get(keyOf(lease));
    return found?.epoch === lease.epoch ? found : undefined;
  };
  return {
    claim:
      ({ tenant, name, filter, after, holder }) =>
      async () => {
        const key = { tenant, name };
        const before = kept.get(keyOf(key)) ?? { position: after, filter, epoch: 0, held: null };
        if (before.filter !== null && before.filter !== filter)
          return E.left({ ...key, type: 'SubscriptionFilterChanged', filter: before.filter });
        if (before.held !== null && before.held.until > Date.now())
          return E.left({ ...key, type: 'SubscriptionHeld', by: before.held.by, until: instantOf(before.held.until) });
        const held = { by: holder, until: Date.now() + millis };
        const { position } = before;
        const epoch = before.epoch + 1;
        kept.set(keyOf(key), { position, filter, epoch, held });
        return E.right({ ...key, position, epoch, millis });
      },
    save: (lease, position) => async () => {
      const { tenant, name } = lease;
      const before = own(lease);
      const held = before?.held ?? null;
      if (before === undefined || held === null || ![lease.position, position].includes(before.position))
        return E.left({ type: 'SubscriptionLost', tenant, name });
      kept.set(keyOf(lease), { ...before, position, held: { ...held, until: Date.now() + millis } });
      return E.right({ ...lease, position });
    },
    release: (lease) => async () => {
      const before = own(lease);
      if (before !== undefined) kept.set(keyOf(lease), { ...before, held: null });
      return E.right(undefined);
    },
    find:
      ({ tenant, name }) =>
      async () => {
        const found = kept.get(keyOf({ tenant, name }));
        if (found === undefined) return E.right(O.none);
        const { position, held } = found;
        const isHeld = held !== null && held.until > Date.now();
        return E.right(
          O.some({ tenant, name, position, held: isHeld ? { by: held.by, until: instantOf(held.until) } : null }),
        );
      },
    reset: (key, position) => async () => {
      const epoch = (kept.get(keyOf(key))?.epoch ?? 0) + 1;
      kept.set(keyOf(key), { position, filter: null, epoch, held: null });
      return E.right(undefined);
    },
  };
};
