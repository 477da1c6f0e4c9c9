import { groups, titleOf } from './features';

const numbers = groups.flatMap(({ features }) => Object.keys(features).map(Number));

test('the features are numbered through, group by group', () => {
  expect(numbers).toEqual(Array.from({ length: 132 }, (_, index) => index + 1));
});

test('no two features have one title', () => {
  const titles = groups.flatMap(({ features }) => Object.values(features));
  expect(new Set(titles).size).toBe(titles.length);
});

test('a feature is found by its number', () => {
  expect(titleOf(31)).toBe('rules route a case to a team');
  expect(titleOf(133)).toBeUndefined();
});
