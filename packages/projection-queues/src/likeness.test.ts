import * as fc from 'fast-check';
import { likenessTo, similarFrom, weights, type Traits } from './likeness';

const nothing: Traits = { customer: null, product: null, caseType: null, category: null, fields: {}, subject: null };
const traits = (known: Partial<Traits>): Traits => ({ ...nothing, ...known });

const likeness = (one: Traits, other: Traits, common?: ReadonlySet<string>) => likenessTo(one, common)(other);

const anyOf = (...words: ReadonlyArray<string>) => fc.option(fc.constantFrom(...words));
const anyTraits: fc.Arbitrary<Traits> = fc.record({
  customer: anyOf('c-7', 'c-8'),
  product: anyOf('phone', 'tablet'),
  caseType: anyOf('malfunction', 'question'),
  category: anyOf('technical', 'technical/display', 'technical/display/dark', 'technical/battery', 'billing'),
  fields: fc.dictionary(fc.constantFrom('serial', 'shop', 'colour', 'constructor'), fc.constantFrom('', 'A-1', 'red'), {
    maxKeys: 3,
  }),
  subject: fc.option(
    fc.array(fc.constantFrom('screen', 'stays', 'dark', 'battery', 'the'), { maxLength: 5 }).map((w) => w.join(' ')),
  ),
});
const anyCommon = fc.subarray(['shop', 'colour']).map((names): ReadonlySet<string> => new Set(names));

describe('how much two cases are alike', () => {
  test('is told with the reasons, the strongest first', () => {
    expect(
      likeness(
        traits({
          customer: 'c-7',
          product: 'phone',
          category: 'technical/display',
          fields: { serial: 'A-1', shop: 'Lyon' },
          subject: 'Screen stays dark',
        }),
        traits({
          customer: 'c-8',
          product: 'phone',
          category: 'technical/battery',
          fields: { serial: 'A-1', shop: 'Lyon' },
          subject: 'The screen is dark since noon',
        }),
        new Set(['shop']),
      ),
    ).toEqual({
      score: 85,
      reasons: [
        { factor: 'fields.serial', matched: 'A-1', points: 35 },
        { factor: 'subject', matched: 'dark screen', points: 20 },
        { factor: 'product', matched: 'phone', points: 15 },
        { factor: 'category', matched: 'technical', points: 10 },
        { factor: 'fields.shop', matched: 'Lyon', points: 5 },
      ],
    });
  });

  test('is nothing where nothing is known, and where what is known differs', () => {
    expect(likeness(nothing, nothing)).toEqual({ score: 0, reasons: [] });
    expect(likeness(traits({ customer: 'c-7' }), traits({ customer: 'c-8' }))).toEqual({ score: 0, reasons: [] });
    expect(likeness(traits({ fields: { serial: '' } }), traits({ fields: { serial: '' } })).score).toBe(0);
  });

  test('is enough with one customer, one serial number or one subject; with one category, product and type it is not', () => {
    const alone = (known: Partial<Traits>) => likeness(traits(known), traits(known)).score >= similarFrom;
    expect(alone({ customer: 'c-7' })).toBe(true);
    expect(alone({ fields: { serial: 'A-1' } })).toBe(true);
    expect(alone({ subject: 'Screen dark' })).toBe(true);
    expect(alone({ category: 'technical/display', caseType: 'malfunction' })).toBe(false);
    expect(alone({ product: 'phone', caseType: 'malfunction' })).toBe(false);
  });

  test('is the same from either side', () => {
    fc.assert(
      fc.property(anyTraits, anyTraits, anyCommon, (one, other, common) => {
        const [there, back] = [likeness(one, other, common), likeness(other, one, common)];
        expect(back.score).toBe(there.score);
        expect(new Set(back.reasons)).toEqual(new Set(there.reasons));
      }),
    );
  });

  test('is never less where they have more in common', () => {
    const more = (one: Traits, other: Traits): ReadonlyArray<Traits> => [
      { ...other, customer: one.customer ?? other.customer },
      { ...other, product: one.product ?? other.product },
      { ...other, caseType: one.caseType ?? other.caseType },
      { ...other, category: one.category ?? other.category },
      { ...other, subject: one.subject ?? other.subject },
      ...(one.subject ?? '').split(' ').map((word) => ({ ...other, subject: `${other.subject ?? ''} ${word}` })),
      ...Object.entries(one.fields).map(([name, value]) => ({ ...other, fields: { ...other.fields, [name]: value } })),
    ];
    fc.assert(
      fc.property(anyTraits, anyTraits, anyCommon, (one, other, common) => {
        const before = likeness(one, other, common).score;
        for (const closer of more(one, other))
          expect(likeness(one, closer, common).score).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  test('is most with itself', () => {
    const most =
      weights.customer + weights.field + weights.subject + weights.category + weights.product + weights.caseType;
    fc.assert(
      fc.property(anyTraits, anyTraits, anyCommon, (one, other, common) => {
        const itself = likeness(one, one, common).score;
        expect(likeness(one, other, common).score).toBeLessThanOrEqual(itself);
        expect(itself).toBeLessThanOrEqual(most + 3 * weights.otherField);
      }),
    );
  });
});
