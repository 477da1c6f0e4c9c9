import { describe, test } from '@jest/globals';
import { readingByStream } from './by-stream';
import { expectations } from './expectations';
import { following } from './following';
import { keeping } from './keeping';
import type { StorePromise, StoreUnderTest } from './promise';
import { reading } from './reading';
import { repetition } from './repetition';

export { newEvent, newEvents } from './events';
export { eventStoreModelContract, type LogUnderTest } from './model/model-contract';
export { leaseForContract, subscriptionPositionsContract, type OpenedPositions } from './positions';
export type { StorePromise, StoreUnderTest } from './promise';

/** Every promise of the port, for whoever wants to put them to a store without jest's `describe`. */
export const storePromises: ReadonlyArray<StorePromise> = [
  ...expectations,
  ...repetition,
  ...keeping,
  ...reading,
  ...readingByStream,
  ...following,
];

/**
 * Puts every promise of the port to a store, each on one that `open` makes: empty, seen by nobody else, and done with when it
 * is closed. Called in a test file of jest.
 */
export const eventStoreContract = (name: string, open: () => Promise<StoreUnderTest>): void => {
  describe(`${name}, as every store:`, () => {
    test.each(storePromises.map((promise) => [promise.sentence, promise] as const))('%s', async (_, { holds }) => {
      const store = await open();
      try {
        await holds(store);
      } finally {
        await store.close();
      }
    });
  });
};
