import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';
import { literal, TenantId } from '@casebook/vocabulary';
import type { SubscriptionClaim, SubscriptionPositions } from '../subscription-positions';
import { left, right } from './promise';

/** Positions for the contract: nobody else sees them, and a lease lasts for `leaseForContract`. */
export interface OpenedPositions {
  readonly positions: SubscriptionPositions;
  readonly close: () => Promise<void>;
}

/** Milliseconds: long enough for a test on a busy machine, short enough to wait for its end. */
export const leaseForContract = 1_500;

const tenant = literal(TenantId, 'acme');
const key = { tenant, name: 'billing' };
const claimed = (by: string, fields: Partial<SubscriptionClaim> = {}): SubscriptionClaim => ({
  ...key,
  filter: 'all',
  after: 0,
  holder: by,
  ...fields,
});

const lapse = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, leaseForContract + 200));

interface PositionsPromise {
  readonly sentence: string;
  readonly holds: (positions: SubscriptionPositions) => Promise<void>;
}

/** Every promise of the port. */
export const positionsPromises: ReadonlyArray<PositionsPromise> = [
  {
    sentence: 'a name begins where its first claim says, and goes on where it was left',
    holds: async (positions) => {
      expect(await right(positions.find(key))).toEqual(O.none);
      const first = await right(positions.claim(claimed('a', { after: 7 })));
      expect(first).toEqual({ ...key, epoch: first.epoch, position: 7, millis: leaseForContract });
      const saved = await right(positions.save(first, 12));
      expect(saved).toEqual({ ...first, position: 12 });
      await right(positions.release(await right(positions.save(saved, 15))));
      expect(await right(positions.find(key))).toEqual(O.some({ ...key, position: 15, held: null }));
      const second = await right(positions.claim(claimed('b')));
      expect(second).toMatchObject({ position: 15 });
      expect(second.epoch).toBeGreaterThan(first.epoch);
    },
  },
  {
    sentence: 'of many that claim a name at once one has it, and the others learn who',
    holds: async (positions) => {
      const claims = Array.from({ length: 12 }, (_, index) => positions.claim(claimed(`process ${index}`))());
      const answers = await Promise.all(claims);
      const winner = answers.findIndex(E.isRight);
      expect(answers.filter(E.isRight)).toHaveLength(1);
      for (const lost of answers.filter(E.isLeft))
        expect(lost.left).toMatchObject({ type: 'SubscriptionHeld', by: `process ${winner}`, ...key });
      expect(await right(positions.find(key))).toMatchObject({ value: { held: { by: `process ${winner}` } } });
    },
  },
  {
    sentence: 'a lease lasts as long as it is renewed, and no longer',
    holds: async (positions) => {
      let lease = await right(positions.claim(claimed('a')));
      for (let time = 0; time < 4; time += 1) {
        await new Promise((resolve) => setTimeout(resolve, leaseForContract / 2));
        lease = await right(positions.save(lease, time));
        expect(await left(positions.claim(claimed('b')))).toMatchObject({ type: 'SubscriptionHeld', by: 'a' });
      }
      await lapse();
      expect(await right(positions.find(key))).toMatchObject({ value: { position: 3, held: null } });
      expect(await right(positions.claim(claimed('b')))).toMatchObject({ position: 3 });
    },
  },
  {
    sentence: 'what a holder saves who was taken over is refused, and changes nothing',
    holds: async (positions) => {
      const old = await right(positions.claim(claimed('a')));
      await lapse();
      const current = await right(positions.save(await right(positions.claim(claimed('b'))), 20));
      const lost = { type: 'SubscriptionLost', ...key };
      expect(await left(positions.save(old, 5))).toEqual(lost);
      expect(await left(positions.save(old, 20))).toEqual(lost);
      await right(positions.release(old));
      expect(await right(positions.find(key))).toMatchObject({ value: { position: 20, held: { by: 'b' } } });
      await right(positions.save(current, 21));
    },
  },
  {
    sentence: 'a save whose answer was lost is simply repeated; one that goes on from elsewhere is refused',
    holds: async (positions) => {
      const lease = await right(positions.claim(claimed('a')));
      expect(await right(positions.save(lease, 4))).toEqual(await right(positions.save(lease, 4)));
      expect(await left(positions.save(lease, 3))).toMatchObject({ type: 'SubscriptionLost' });
    },
  },
  {
    sentence: 'a name that was begun with another filter is refused, also while nobody has it',
    holds: async (positions) => {
      const lease = await right(positions.claim(claimed('a')));
      const changed = { type: 'SubscriptionFilterChanged', ...key, filter: 'all' };
      expect(await left(positions.claim(claimed('b', { filter: 'some' })))).toEqual(changed);
      await right(positions.release(lease));
      expect(await left(positions.claim(claimed('b', { filter: 'some' })))).toEqual(changed);
    },
  },
  {
    sentence: 'a reset name goes on where it was put, with any filter, and whoever had it has lost it',
    holds: async (positions) => {
      const lease = await right(positions.save(await right(positions.claim(claimed('a'))), 9));
      await right(positions.reset(key, 2));
      expect(await left(positions.save(lease, 10))).toMatchObject({ type: 'SubscriptionLost' });
      const next = await right(positions.claim(claimed('b', { filter: 'some', after: 100 })));
      expect(next.position).toBe(2);
      const unknown = { ...key, name: 'unknown' };
      await right(positions.reset(unknown, 6));
      expect(await right(positions.claim(claimed('a', { ...unknown })))).toMatchObject({ position: 6 });
    },
  },
  {
    sentence: 'the same name of another tenant is another name',
    holds: async (positions) => {
      await right(positions.save(await right(positions.claim(claimed('a'))), 9));
      const other = { tenant: literal(TenantId, 'other') };
      expect(await right(positions.claim(claimed('b', { ...other, filter: 'some' })))).toMatchObject({ position: 0 });
    },
  },
];

/** Puts every promise of the port to the positions that `open` makes, each to fresh ones. Called in a test file of jest. */
export const subscriptionPositionsContract = (name: string, open: () => Promise<OpenedPositions>): void => {
  describe(`${name}, as all positions of subscriptions:`, () => {
    test.each(positionsPromises.map((promise) => [promise.sentence, promise] as const))('%s', async (_, { holds }) => {
      const { positions, close } = await open();
      try {
        await holds(positions);
      } finally {
        await close();
      }
    });
  });
};
