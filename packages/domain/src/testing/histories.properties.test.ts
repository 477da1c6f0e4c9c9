import * as fc from 'fast-check';
import { distribution, inWords } from './distribution';
import { caseHistories } from './histories';

describe('generated histories', () => {
  const found = distribution(fc.sample(caseHistories, { numRuns: 2000, seed: 7 }));
  const rare = (shares: { readonly [name: string]: number }, least: number) =>
    Object.entries(shares).flatMap(([name, share]) => (share < least ? [name] : []));

  beforeAll(() => console.info(inWords(found)));

  test('hold every type of event, none much rarer than the others', () => {
    expect(found.events).toBeGreaterThan(10_000);
    const alike = 1 / Object.keys(found.types).length;
    expect(rare(found.types, alike / 4)).toEqual([]);
  });

  test('reach every status', () => {
    expect(rare(found.statuses, 0.01)).toEqual([]);
  });
});
