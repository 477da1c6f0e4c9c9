import * as fc from 'fast-check';
import * as TE from 'fp-ts/TaskEither';
import type { StoredEvent } from '@casebook/event-store';
import { isStorableText, literal, TenantId } from '@casebook/vocabulary';
import { sealedEventStore } from './sealed-event-store';
import { append, dataIn, desk, event, personal, right, stream } from './testing/desk';

const other = literal(TenantId, 'other');

const words = fc.oneof(
  fc.constantFrom('', 'null', '{"erased":true}', '{"sealed":"x"}', '\\', '"}],{["', '\u2028', 'a\\"b', '\u0000', '🧾'),
  fc.string({ unit: 'binary', maxLength: 20 }).filter(isStorableText),
);
const values = fc.oneof(
  fc.jsonValue({ maxDepth: 2, stringUnit: 'grapheme' }),
  words,
  fc.constantFrom<object>({ erased: true }, { sealed: 'tampered' }, { sealed: '1.x' }, { b: { a: [{}, '}'] } }),
);

/** A record as somebody writes it by hand: names escaped or not, twice or not, any space between. */
const written = fc
  .array(
    fc.tuple(fc.constantFrom('a', 'b', 'c', '\\u0061', 'person', 'a\\"'), values, fc.constantFrom('', ' ', '\n\t')),
    {
      maxLength: 6,
    },
  )
  .map(
    (fields) =>
      `${fields[0]?.[2] ?? ''}{${fields.map(([name, value, space]) => `${space}"${name}"${space}:${space}${JSON.stringify(value)}${space}`).join(',')}}`,
  );

test('what was written is read, to the letter, whatever it is; and the same again is the same append', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(written, { minLength: 1, maxLength: 5 }), async (texts) => {
      const { store } = desk();
      const [first, ...rest] = texts.map((text, index) => event(`${index}`, 'Told', text));
      if (first === undefined) return;
      const appended = await append(store, stream('one'), first, ...rest);
      expect(appended.events.map(({ data }) => data)).toEqual(texts);
      expect(await dataIn(store)).toEqual(texts);
      expect(await append(store, stream('one'), first, ...rest)).toEqual({ ...appended, repeated: true });
    }),
    { numRuns: 300 },
  );
});

test('nothing of what is personal can be found in what is stored, in no coding', async () => {
  const secret = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnop'), minLength: 12, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(secret, async (planted) => {
      const { store, inside } = desk();
      await append(
        store,
        stream('one'),
        event('one', 'Told', JSON.stringify({ a: planted, b: { deep: [planted] }, c: 'plain' })),
      );
      const [stored = ''] = await dataIn(inside);
      for (const coding of ['utf8', 'base64', 'base64url', 'hex'] as const)
        expect(stored).not.toContain(Buffer.from(planted).toString(coding).slice(0, 12));
      expect(stored).toContain('"c":"plain"');
      await append(store, stream('one'), event('two', 'Told', `{"\\u0061":"${planted}", "a" : ["${planted}"]}`));
      expect((await dataIn(inside))[1]).not.toContain(planted);
    }),
  );
});

// Of such a length that the last character of what is sealed has bits to spare.
const text = JSON.stringify({ a: 'one thing!', b: 'another' });
const tampered = { a: { sealed: 'tampered' }, b: { sealed: 'tampered' } };

const told = async () => {
  const made = desk();
  await append(made.store, stream('one'), event('one', 'Told', text));
  return made;
};

describe('what was sealed in one place', () => {
  test.each([
    ['another stream', { stream: stream('two') }],
    ['another event', { id: event('two', 'Told', text).id }],
    ['another tenant', { tenant: other }],
    ['another stream of another tenant', { stream: stream('one', other), tenant: other }],
  ])('is not read in %s', async (_, moved) => {
    const { seen } = await told();
    const [data = ''] = await dataIn(seen((stored) => ({ ...stored, ...moved })));
    expect(JSON.parse(data)).toEqual(tampered);
  });

  test('is not read in another field', async () => {
    const { seen } = await told();
    const swapped = (data: string) => data.replace('"a":', '"x":').replace('"b":', '"a":').replace('"x":', '"b":');
    const [data = ''] = await dataIn(seen((stored) => ({ ...stored, data: swapped(stored.data) })));
    expect(JSON.parse(data)).toEqual(tampered);
  });

  test('is not read with any character of it changed', async () => {
    const { inside, seen } = await told();
    const [stored = ''] = await dataIn(inside);
    const begin = '{"a":{"sealed":"';
    const end = stored.indexOf('"', begin.length);
    const id = { from: begin.length + 2, to: begin.length + 24 };
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
    for (let at = begin.length; at < end; at += 1)
      for (const by of alphabet) {
        if (stored[at] === by) continue;
        const changed = stored.slice(0, at) + by + stored.slice(at + 1);
        const [data = ''] = await dataIn(seen((event) => ({ ...event, data: changed })));
        const isInId = at >= id.from && at < id.to && by !== '.';
        expect(JSON.parse(data)).toEqual({ a: { sealed: isInId ? 'unknown key' : 'tampered' }, b: 'another' });
      }
  });

  test('is not read once it is cut short, at any length', async () => {
    const { inside, seen } = await told();
    const [stored = ''] = await dataIn(inside);
    const end = stored.indexOf('"', 16);
    for (let length = 17; length < end; length += 1) {
      const cut = `${stored.slice(0, length)}"},"b":null}`;
      const [data = ''] = await dataIn(seen((event) => ({ ...event, data: cut })));
      expect(JSON.parse(data)).toEqual({ a: { sealed: 'tampered' }, b: null });
    }
  });
});

test('whatever is stored is answered: a text that is no JSON any more is given as it is', async () => {
  const { inside, seen, keys } = desk();
  await append(inside, stream('one'), event('one', 'Named', '{"person":"grace \\u0041","a":{"sealed":"1.x"}}'));
  const [stored = ''] = await dataIn(inside);
  const reading = (data: string) =>
    sealedEventStore(
      {
        ...inside,
        readStream: (...asked) =>
          TE.map((all: ReadonlyArray<StoredEvent>) => all.map((one) => ({ ...one, data })))(
            inside.readStream(...asked),
          ),
      },
      { keys, personal },
    );
  await fc.assert(
    fc.asyncProperty(fc.nat(stored.length), fc.string({ maxLength: 4 }), async (at, put) => {
      const broken = stored.slice(0, at) + put;
      const answer = await right(seen((event) => ({ ...event, data: broken })).readAll({ after: 0, limit: 10 }));
      expect(answer.events).toHaveLength(1);
      expect(await right(reading(broken).readStream(stream('one')))).toHaveLength(1);
    }),
    { numRuns: 500 },
  );
});
