import * as fc from 'fast-check';
import { labelOf, precisionOf, trained, type Sample } from './naive-bayes';

const words = (text: string): ReadonlySet<string> => new Set(text === '' ? [] : text.split(' '));
const sample = (label: string, text: string): Sample => ({ label, words: words(text) });

const desk = [
  sample('display', 'screen dark'),
  sample('display', 'screen flickers'),
  sample('display', 'picture dark'),
  sample('billing', 'invoice wrong'),
  sample('billing', 'refund missing'),
];

const anyWords = fc.uniqueArray(fc.constantFrom('screen', 'dark', 'refund', 'invoice', 'wrong'), { minLength: 0 });
const anySamples = fc.array(
  fc.record({ label: fc.constantFrom('display', 'billing', 'other'), words: anyWords.map((list) => new Set(list)) }),
  { maxLength: 12 },
);

describe('the label of words', () => {
  test('is the one under which they were found', () => {
    const model = trained(desk);
    expect(labelOf(model, words('dark screen tonight'))).toBe('display');
    expect(labelOf(model, words('where is my refund'))).toBe('billing');
  });

  test('is none where no word is known', () => {
    expect(labelOf(trained(desk), words('password forgotten'))).toBeNull();
    expect(labelOf(trained([]), words('screen'))).toBeNull();
  });

  test('does not depend on the order of the samples', () => {
    const shuffled = anySamples.chain((samples) =>
      fc.tuple(fc.constant(samples), fc.shuffledSubarray(samples, { minLength: samples.length })),
    );
    fc.assert(
      fc.property(shuffled, anyWords, ([samples, others], text) => {
        expect(labelOf(trained(others), new Set(text))).toBe(labelOf(trained(samples), new Set(text)));
      }),
    );
  });

  test('without a sample is as if it had never been learned', () => {
    fc.assert(
      fc.property(anySamples, anyWords, fc.nat(), (samples, text, draw) => {
        const left = samples[draw % Math.max(1, samples.length)];
        fc.pre(left !== undefined);
        const rest = samples.filter((one) => one !== left);
        expect(labelOf(trained(samples), new Set(text), left)).toBe(labelOf(trained(rest), new Set(text)));
      }),
    );
  });
});

describe('the precision of a label', () => {
  test('is how often it was right about what it had not learned, one right and one wrong added', () => {
    const precision = precisionOf(trained(desk), desk);
    expect(precision('display')).toBeCloseTo((3 + 1) / (3 + 2));
    // Nothing that the other says about billing is about this one.
    expect(precision('billing')).toBe(1 / 2);
    expect(precision('nothing')).toBe(1 / 2);
  });
});
