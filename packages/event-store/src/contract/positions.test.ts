import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { memorySubscriptionPositions, type SubscriptionPositions } from '@casebook/event-store';
import { leaseForContract, positionsPromises } from './positions';

/** Positions that each break one promise, and a sentence that must find them out. */
const faults: ReadonlyArray<{
  readonly fault: string;
  readonly make: (positions: SubscriptionPositions) => SubscriptionPositions;
  readonly found: string;
}> = [
  {
    fault: 'give a name to whoever asks',
    make: (positions) => ({
      ...positions,
      claim: (claim) => async () => {
        const claimed = await positions.claim(claim)();
        if (E.isRight(claimed) || claimed.left.type !== 'SubscriptionHeld') return claimed;
        return E.right({ ...claim, position: 0, epoch: 1, millis: leaseForContract });
      },
    }),
    found: 'of many that claim a name at once one has it, and the others learn who',
  },
  {
    fault: 'take what a holder saves who was taken over',
    make: (positions) => ({
      ...positions,
      save: (lease, position) => TE.orElse(() => TE.right({ ...lease, position }))(positions.save(lease, position)),
    }),
    found: 'what a holder saves who was taken over is refused, and changes nothing',
  },
  {
    fault: 'never let a name go',
    make: (positions) => ({ ...positions, release: () => TE.right(undefined) }),
    found: 'a name begins where its first claim says, and goes on where it was left',
  },
  {
    fault: 'mind no filter',
    make: (positions) => ({ ...positions, claim: (claim) => positions.claim({ ...claim, filter: 'any' }) }),
    found: 'a name that was begun with another filter is refused, also while nobody has it',
  },
  {
    fault: 'forget to move what is reset',
    make: (positions) => ({ ...positions, reset: () => TE.right(undefined) }),
    found: 'a reset name goes on where it was put, with any filter, and whoever had it has lost it',
  },
];

describe('the contract of positions of subscriptions', () => {
  test.each(faults)('finds positions that $fault', async ({ make, found }) => {
    const promise = positionsPromises.find(({ sentence }) => sentence === found);
    const open = () => memorySubscriptionPositions({ lease: leaseForContract });
    await expect(promise?.holds(open())).resolves.toBeUndefined();
    await expect(promise?.holds(make(open()))).rejects.toThrow();
  });
});
