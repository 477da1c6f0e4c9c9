import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';
import { streamName, type StreamName } from '@casebook/event-store';
import { Actor, Instant, literal, TenantId } from '@casebook/vocabulary';
import type { Binding, Key, KeyStore, Tombstone } from '../key-store';

const acme = literal(TenantId, 'acme');
const other = literal(TenantId, 'other');
const stream = (id: string, tenant = acme): StreamName => streamName({ category: 'case', tenant, id });
const tombstone: Tombstone = {
  at: literal(Instant, '2026-03-01T12:00:00.000Z'),
  by: literal(Actor, { kind: 'agent', id: 'ada', onBehalfOf: null }),
  reason: 'asked for it',
};

const right = async <A>(task: TaskEither<unknown, A>): Promise<A> => {
  const answer = await task();
  if (E.isRight(answer)) return answer.right;
  throw new Error(`failed: ${JSON.stringify(answer.left)}`);
};

/** The key; throws where it is destroyed or not there. */
const intact = (key: Key | 'erased' | undefined): Key => {
  if (key === undefined || key === 'erased') throw new Error(`a key was expected, there is ${String(key)}`);
  return key;
};

const keyFor = async (keys: KeyStore, binding: Binding): Promise<Key> =>
  intact((await right(keys.sealing([binding])))[0]);
const hex = (bytes: Uint8Array | 'erased' | undefined): string | undefined =>
  bytes === undefined || bytes === 'erased' ? bytes : Buffer.from(bytes).toString('hex');

/** One promise of the port: a sentence, and how it is put to the test. */
interface KeyStorePromise {
  readonly sentence: string;
  readonly holds: (keys: KeyStore) => Promise<void>;
}

const promises: ReadonlyArray<KeyStorePromise> = [
  {
    sentence: 'a person has one key, whatever the stream and however often it is asked for',
    holds: async (keys) => {
      const wanted = ['a', 'b', 'a'].map((id) => ({ stream: stream(id), person: 'grace' }));
      const together = (await right(keys.sealing(wanted))).map(intact);
      expect(new Set(together.map(({ id }) => id)).size).toBe(1);
      const again = await keyFor(keys, { stream: stream('c'), person: 'grace' });
      expect([again.id, hex(again.bytes)]).toEqual([together[0]?.id, hex(together[0]?.bytes)]);
      expect(again.bytes).toHaveLength(32);
      expect(again.id).toMatch(/^[\w-]{22}$/);
    },
  },
  {
    sentence: 'persons, tenants, and streams that name nobody have keys of their own, in the order asked for',
    holds: async (keys) => {
      const wanted = [
        { stream: stream('a'), person: 'grace' },
        { stream: stream('a'), person: 'linus' },
        { stream: stream('a', other), person: 'grace' },
        { stream: stream('a'), person: null },
        { stream: stream('b'), person: null },
        { stream: stream('b'), person: stream('a') },
      ];
      const found = (await right(keys.sealing(wanted))).map(intact);
      expect(new Set(found.map(({ id }) => id)).size).toBe(6);
      expect(new Set(found.map(({ bytes }) => hex(bytes))).size).toBe(6);
      for (const [index, binding] of wanted.entries()) expect(await keyFor(keys, binding)).toEqual(found[index]);
    },
  },
  {
    sentence: 'of many who want the key of a new person at once all get the same',
    holds: async (keys) => {
      const ids = Array.from({ length: 20 }, (_, index) => `s${index}`);
      const found = await Promise.all(
        ids.map((id) =>
          right(
            keys.sealing(
              [...(Number(id.slice(1)) % 2 === 0 ? ['a', 'b'] : ['b', 'a'])].map((person) => ({
                stream: stream(id),
                person,
              })),
            ),
          ),
        ),
      );
      expect(new Set(found.flat().map((key) => intact(key).id)).size).toBe(2);
      expect(await right(keys.streamsOf(acme, 'a'))).toHaveLength(20);
    },
  },
  {
    sentence: 'keys are found by their ids, those that were never made are left out',
    holds: async (keys) => {
      const one = await keyFor(keys, { stream: stream('a'), person: 'grace' });
      const two = await keyFor(keys, { stream: stream('a', other), person: null });
      const found = await right(keys.opening([two.id, 'x'.repeat(22), one.id]));
      expect([found.size, hex(found.get(one.id)), hex(found.get(two.id))]).toEqual([2, hex(one.bytes), hex(two.bytes)]);
      expect((await right(keys.opening([]))).size).toBe(0);
    },
  },
  {
    sentence: 'the streams of a person are known, in order of name',
    holds: async (keys) => {
      expect(await right(keys.streamsOf(acme, 'grace'))).toBeNull();
      await right(keys.sealing(['b', 'a', 'C', 'b'].map((id) => ({ stream: stream(id), person: 'grace' }))));
      await right(keys.sealing([{ stream: stream('z'), person: 'linus' }]));
      expect(await right(keys.streamsOf(acme, 'grace'))).toEqual(['C', 'a', 'b'].map((id) => stream(id)));
      expect(await right(keys.streamsOf(other, 'grace'))).toBeNull();
    },
  },
  {
    sentence: 'a destroyed key is erased for whoever seals and whoever opens, for ever, and other keys are as before',
    holds: async (keys) => {
      const grace = await keyFor(keys, { stream: stream('a'), person: 'grace' });
      const linus = await keyFor(keys, { stream: stream('a'), person: 'linus' });
      const elsewhere = await keyFor(keys, { stream: stream('a', other), person: 'grace' });
      const erasure = await right(keys.erase(acme, 'grace', tombstone));
      expect(erasure).toEqual({ keyId: grace.id, tombstone, streams: [stream('a')] });
      expect(await right(keys.sealing([{ stream: stream('new'), person: 'grace' }]))).toEqual(['erased']);
      const found = await right(keys.opening([grace.id, linus.id, elsewhere.id]));
      expect([grace, linus, elsewhere].map(({ id }) => hex(found.get(id)))).toEqual([
        'erased',
        hex(linus.bytes),
        hex(elsewhere.bytes),
      ]);
      expect(await keyFor(keys, { stream: stream('a'), person: 'linus' })).toEqual(linus);
    },
  },
  {
    sentence: 'with a person’s key go the own keys of the streams that are that person’s, and no others',
    holds: async (keys) => {
      const [a, b] = [
        await keyFor(keys, { stream: stream('a'), person: null }),
        await keyFor(keys, { stream: stream('b'), person: null }),
      ];
      await keyFor(keys, { stream: stream('a'), person: 'grace' });
      await right(keys.erase(acme, 'grace', tombstone));
      const found = await right(keys.opening([a.id, b.id]));
      expect([found.get(a.id), hex(found.get(b.id))]).toEqual(['erased', hex(b.bytes)]);
      expect(await right(keys.sealing([{ stream: stream('a'), person: null }]))).toEqual(['erased']);
    },
  },
  {
    sentence: 'erasing again answers as the first time',
    holds: async (keys) => {
      await keyFor(keys, { stream: stream('a'), person: 'grace' });
      const first = await right(keys.erase(acme, 'grace', tombstone));
      const later = { ...tombstone, at: literal(Instant, '2027-01-01T00:00:00.000Z'), reason: 'once more' };
      expect(await right(keys.erase(acme, 'grace', later))).toEqual(first);
      expect(await right(keys.streamsOf(acme, 'grace'))).toEqual([stream('a')]);
    },
  },
  {
    sentence: 'of a person who never had a key nothing is erased, nor remembered',
    holds: async (keys) => {
      expect(await right(keys.erase(acme, 'grace', tombstone))).toBeNull();
      await keyFor(keys, { stream: stream('a'), person: 'grace' });
    },
  },
];

/** Puts every promise of the port to a key store, each on one that `open` makes, empty. Called in a test file of jest. */
export const keyStoreContract = (
  name: string,
  open: () => Promise<{ readonly keys: KeyStore; readonly close: () => Promise<void> }>,
): void => {
  describe(`${name}, as every key store:`, () => {
    test.each(promises.map((promise) => [promise.sentence, promise] as const))('%s', async (_, { holds }) => {
      const { keys, close } = await open();
      try {
        await holds(keys);
      } finally {
        await close();
      }
    });
  });
};
