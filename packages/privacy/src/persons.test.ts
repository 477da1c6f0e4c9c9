import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import type { KeyStore } from './key-store';
import { memoryKeyStore } from './memory-key-store';
import { keyIdsIn } from './seal';
import { acme, any, append, dataIn, desk, event, right, stream, tombstone } from './testing/desk';

const named = (name: string, person: string | null, a: string) => event(name, 'Named', JSON.stringify({ person, a }));
const told = (name: string, a: string) => event(name, 'Told', JSON.stringify({ a }));
const erased = '{"erased":true}';

const erase = (keys: KeyStore, person: string) => right(keys.erase(acme, person, tombstone));

describe('a person who is erased', () => {
  test('is gone from all that was said since the stream named him, in every stream, and others are not', async () => {
    const { store, keys } = desk();
    await append(store, stream('one'), named('1', 'grace', 'of grace'), told('2', 'of grace'));
    await append(store, stream('one'), told('3', 'of grace'));
    await append(store, stream('two'), named('4', 'linus', 'of linus'), told('5', 'of linus'));
    await append(store, stream('three'), told('6', 'of nobody'));
    await append(store, stream('four'), named('7', 'grace', 'of grace'));
    await erase(keys, 'grace');
    expect((await dataIn(store)).map((data): unknown => JSON.parse(data))).toEqual([
      { person: 'grace', a: { erased: true } },
      { a: { erased: true } },
      { a: { erased: true } },
      { person: 'linus', a: 'of linus' },
      { a: 'of linus' },
      { a: 'of nobody' },
      { person: 'grace', a: { erased: true } },
    ]);
  });

  test('takes along what was said in the stream before it named anybody, and leaves what was said of another', async () => {
    const { store, keys } = desk();
    await append(store, stream('one'), told('1', 'of nobody yet'));
    await append(store, stream('one'), named('2', 'grace', 'of grace'), told('3', 'of grace'));
    await append(store, stream('one'), named('4', 'linus', 'of linus'));
    await append(store, stream('one'), told('5', 'of linus'));
    await erase(keys, 'grace');
    expect(await dataIn(store)).toEqual([
      `{"a":${erased}}`,
      `{"person":"grace","a":${erased}}`,
      `{"a":${erased}}`,
      '{"person":"linus","a":"of linus"}',
      '{"a":"of linus"}',
    ]);
    await erase(keys, 'linus');
    expect((await dataIn(store)).slice(3)).toEqual([`{"person":"linus","a":${erased}}`, `{"a":${erased}}`]);
  });

  test('is told from another within one append', async () => {
    const { store, keys } = desk();
    await append(store, stream('one'), named('1', 'grace', 'x'), named('2', 'linus', 'x'), told('3', 'x'));
    await erase(keys, 'grace');
    expect(await dataIn(store)).toEqual([
      `{"person":"grace","a":${erased}}`,
      '{"person":"linus","a":"x"}',
      '{"a":"x"}',
    ]);
  });

  test('is known by the stream also to another process, which has not read it', async () => {
    const { store, keys, seen } = desk();
    await append(store, stream('one'), named('1', 'grace', 'of grace'));
    const elsewhere = seen((stored) => stored);
    await append(elsewhere, stream('one'), told('2', 'of grace'));
    await erase(keys, 'grace');
    expect((await dataIn(store))[1]).toBe(`{"a":${erased}}`);
  });

  test('is not kept any more: later values are stored as erased, and read so at once', async () => {
    const { store, inside, keys, seen } = desk();
    await append(store, stream('one'), named('1', 'grace', 'of grace'));
    await erase(keys, 'grace');
    const elsewhere = seen((stored) => stored);
    const { events } = await append(elsewhere, stream('two'), named('2', 'grace', 'new'), told('3', 'new'));
    expect(events.map(({ data }) => data)).toEqual([`{"person":"grace","a":${erased}}`, `{"a":${erased}}`]);
    expect((await dataIn(inside)).slice(1)).toEqual([`{"person":"grace","a":${erased}}`, `{"a":${erased}}`]);
    // Who still remembers the key seals under it; nobody can open that.
    await append(store, stream('one'), told('4', 'new'));
    expect((await dataIn(store))[3]).toBe(`{"a":${erased}}`);
  });
});

describe('the same append again', () => {
  test('gives the first answer, with what is erased as erased', async () => {
    const { store, keys, seen } = desk();
    const events = [named('1', 'grace', 'of grace'), told('2', 'of grace')] as const;
    const first = await append(store, stream('one'), ...events);
    await erase(keys, 'grace');
    for (const again of [store, seen((stored) => stored)]) {
      const answer = await append(again, stream('one'), ...events);
      expect(answer).toMatchObject({ position: first.position, revision: 1, repeated: true });
      expect(answer.events.map(({ data }) => data)).toEqual([`{"person":"grace","a":${erased}}`, `{"a":${erased}}`]);
    }
    const other = event('2', 'Told', '{"a":"x","c":1}');
    expect(await seen((stored) => stored).append(stream('one'), any, [other])()).toMatchObject({
      left: { type: 'EventIdTaken' },
    });
  });

  test('gives it although the stream has been named after somebody else since', async () => {
    const { store } = desk();
    const first = await append(store, stream('one'), told('1', 'early'));
    await append(store, stream('one'), named('2', 'grace', 'of grace'));
    expect(await append(store, stream('one'), told('1', 'early'))).toEqual({ ...first, repeated: true });
    expect(await store.append(stream('one'), any, [told('1', 'other')])()).toMatchObject({
      left: { type: 'EventIdTaken' },
    });
  });
});

/** Keys that take their time. */
const slow = (keys: KeyStore): KeyStore => ({
  ...keys,
  sealing: (wanted) => async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return keys.sealing(wanted)();
  },
});

describe('appends under way at the same time', () => {
  test('to one stream keep their order, whether there is anything to seal or not', async () => {
    const { store } = desk(slow(memoryKeyStore()));
    const appends = ['1', '2', '3', '4'].map((name, index) => {
      const one = index % 2 === 0 ? told(name, 'x') : event(name, 'Other', '{}');
      const expected = index === 0 ? ({ is: 'noStream' } as const) : ({ is: 'revision', revision: index - 1 } as const);
      return store.append(stream('one'), expected, [one])();
    });
    expect((await Promise.all(appends)).every(E.isRight)).toBe(true);
  });

  test('are sealed for the person whom the one before names', async () => {
    const { store, inside } = desk(slow(memoryKeyStore()));
    await Promise.all([
      append(store, stream('one'), named('1', 'grace', 'of grace')),
      append(store, stream('one'), told('2', 'of grace')),
    ]);
    const [first, second] = (await dataIn(inside)).map(keyIdsIn);
    expect(first).toHaveLength(1);
    expect(second).toEqual(first);
  });

  test('ask for their keys together', async () => {
    const keys = memoryKeyStore();
    const calls: number[] = [];
    const counting: KeyStore = {
      ...keys,
      sealing: (wanted) => {
        calls.push(wanted.length);
        return keys.sealing(wanted);
      },
    };
    const { store } = desk(counting);
    const ids = Array.from({ length: 50 }, (_, index) => `s${index}`);
    await Promise.all(ids.map((id) => append(store, stream(id), named(id, `person of ${id}`, 'x'))));
    expect(calls).toEqual([50]);
    await Promise.all(ids.map((id) => append(store, stream(id), told(`${id} again`, 'x'))));
    expect(calls).toEqual([50]);
  });
});

test('what has nothing personal in it asks for no key, and a page asks once', async () => {
  const keys = memoryKeyStore();
  const calls: string[] = [];
  const { store } = desk({
    ...keys,
    sealing: (wanted) => {
      calls.push('sealing');
      return keys.sealing(wanted);
    },
    opening: (ids) => {
      calls.push(`opening ${ids.length}`);
      return keys.opening(ids);
    },
  });
  await append(
    store,
    stream('one'),
    event('1', 'Other', 'no JSON at all'),
    event('2', 'Told', '{"a":null,"b":{"erased":true}}'),
    event('3', 'Named', '{"person":"grace"}'),
  );
  await right(store.readAll({ after: 0, limit: 10 }));
  expect(calls).toEqual([]);
  await append(store, stream('one'), told('4', 'x'), told('5', 'y'));
  await append(store, stream('two'), named('6', 'linus', 'z'));
  calls.length = 0;
  await right(store.readAll({ after: 0, limit: 10 }));
  expect(calls).toEqual(['opening 2']);
});

describe('if keys cannot be had', () => {
  const down: TE.TaskEither<{ readonly type: 'StoreUnavailable'; readonly message: string }, never> = TE.left({
    type: 'StoreUnavailable',
    message: 'no keys today',
  });

  test('nothing is written in the open, and nothing is read', async () => {
    const { store, inside } = desk();
    await append(store, stream('one'), told('1', 'x'));
    const dark = desk({ ...memoryKeyStore(), sealing: () => down });
    expect(await dark.store.append(stream('one'), any, [told('2', 'x')])()).toEqual(await down());
    expect(await right(dark.inside.head())).toBe(0);
    const blind = desk().seen((stored) => stored, { ...memoryKeyStore(), opening: () => down });
    expect(await right(blind.readAll({ after: 0, limit: 10 }))).toMatchObject({ events: [] });
    expect(await right(inside.head())).toBe(1);
  });

  test('a subscription says so', async () => {
    const made = desk();
    await append(made.store, stream('one'), told('1', 'x'));
    const blind = made.seen((stored) => stored, { ...memoryKeyStore(), opening: () => down });
    expect(await blind.readStream(stream('one'))()).toEqual(await down());
    const following = async () => {
      for await (const page of blind.subscribe({ after: 0 })) return page;
      return undefined;
    };
    await expect(following()).rejects.toMatchObject({ message: 'no keys today', cause: { type: 'StoreUnavailable' } });
  });

  test('of which none was ever made, values say that their key is unknown', async () => {
    const made = desk();
    await append(made.store, stream('one'), told('1', 'x'));
    expect(await dataIn(made.seen((stored) => stored, memoryKeyStore()))).toEqual(['{"a":{"sealed":"unknown key"}}']);
  });
});

test('what is no JSON is not stored where something in it could be personal', async () => {
  const { store, inside } = desk();
  await expect(append(store, stream('one'), event('1', 'Told', '{"a":"x"'))).rejects.toThrow('data must be JSON');
  expect(await right(inside.head())).toBe(0);
});
