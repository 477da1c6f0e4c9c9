import * as fc from 'fast-check';
import { distribution, inWords } from './distribution';
import { caseHistories } from './histories';

describe('generated histories', () => {
  const found = distribution(fc.sample(caseHistories, { numRuns: 2000, seed: 7 }));
  const rare = (shares: { readonly [name: string]: number }) =>
    Object.entries(shares).flatMap(([name, share]) => (share < 0.01 ? [name] : []));

  beforeAll(() => console.info(inWords(found)));

  test('hold every type of event at least once in a hundred events', () => {
    expect(found.events).toBeGreaterThan(10_000);
    expect(rare(found.types)).toEqual([]);
  });

  test('reach every status', () => {
    expect(rare(found.statuses)).toEqual([]);
  });
});
