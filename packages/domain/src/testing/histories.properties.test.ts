import * as fc from 'fast-check';
import { distribution, inWords } from './distribution';
import { caseHistories } from './histories';

describe('generated histories', () => {
  const found = distribution(fc.sample(caseHistories, { numRuns: 2000, seed: 7 }));
  /** Those that come less than a quarter as often as if all came alike. */
  const rare = (shares: { readonly [name: string]: number }) =>
    Object.entries(shares).flatMap(([name, share]) => (share < 0.25 / Object.keys(shares).length ? [name] : []));

  beforeAll(() => console.info(inWords(found)));

  test('hold every type of event, none much rarer than the others', () => {
    expect(found.events).toBeGreaterThan(10_000);
    expect(rare(found.types)).toEqual([]);
  });

  test('reach every status', () => {
    expect(rare(found.statuses)).toEqual([]);
  });
});
