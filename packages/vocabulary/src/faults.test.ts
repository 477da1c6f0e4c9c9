import * as E from 'fp-ts/Either';
import * as t from 'io-ts';
import { faults, Instant, nullable, personal, Text } from './index';

const of = (codec: t.Mixed, value: unknown): ReadonlyArray<string> => {
  const decoded = codec.decode(value);
  return E.isLeft(decoded) ? faults(decoded.left) : [];
};

describe('faults', () => {
  test('say where, what is there, and what must be there', () => {
    const codec = t.strict({ from: t.strict({ at: Instant }), names: t.readonlyArray(Text) });
    expect(of(codec, { from: { at: 'today' }, names: ['a', 7] })).toEqual([
      'from.at: "today" must be Instant',
      'names.1: 7 must be Text',
    ]);
  });

  test('name a value that has no path', () => {
    expect(of(Text, 7)).toEqual(['value: 7 must be Text']);
  });

  test('call nothing what is not there', () => {
    expect(of(t.strict({ a: Text }), {})).toEqual(['a: nothing must be Text']);
  });

  test('say once that no alternative of a choice fits', () => {
    expect(of(t.strict({ a: nullable(Text), b: personal(nullable(Text)) }), { a: 1, b: 2 })).toEqual([
      'a: 1 must be Text or null',
      'b: 2 must be Text or null, or erased',
    ]);
  });

  test('of a choice are those of the alternative that came furthest', () => {
    const codec = t.strict({ model: nullable(t.strict({ factors: t.strict({ weight: t.number }), name: Text })) });
    expect(of(codec, { model: { factors: { weight: 'much' } } })).toEqual([
      'model.factors.weight: "much" must be number',
      'model.name: nothing must be Text',
    ]);
  });

  test('of an intersection are those of all its parts', () => {
    const codec = t.strict({ both: t.intersection([t.type({ a: Text }), t.type({ b: Text })]) });
    expect(of(codec, { both: {} })).toEqual(['both.a: nothing must be Text', 'both.b: nothing must be Text']);
  });

  test('show long values cut short', () => {
    const [line = ''] = of(Instant, 'x'.repeat(500));
    expect(line).toMatch(/^value: "x{76}\.\.\. must be Instant$/);
  });
});
