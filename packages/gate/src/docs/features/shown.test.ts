import { shownFeatures } from './shown';

const lines = shownFeatures([
  {
    file: 'packages/casebook/src/features/routing.feature.test.ts',
    number: 31,
    title: 'rules route a case to a team',
    tests: ['goes to the experts', 'refuses a team that is none'],
  },
]).split('\n');

const cells = (number: number): ReadonlyArray<string> =>
  (lines.find((line) => line.startsWith(`| ${number} `)) ?? '')
    .split('|')
    .map((cell) => cell.trim())
    .slice(1, -1);

describe('the page of features', () => {
  test('counts what is shown', () => {
    expect(lines[0]).toBe('1 of 132 are shown by tests.');
  });

  test('gives a feature the names of its tests, and the way to them', () => {
    expect(cells(31)).toEqual([
      '31',
      'rules route a case to a team',
      '●',
      'goes to the experts; refuses a team that is none ([casebook/routing])',
    ]);
    expect(lines).toContain('[casebook/routing]: ../../packages/casebook/src/features/routing.feature.test.ts');
  });

  test('shows that another has none', () => {
    expect(cells(32)).toEqual(['32', 'queues', '○', '']);
  });

  test('has all of them, in groups', () => {
    expect(lines.filter((line) => /^\| \d/.test(line))).toHaveLength(132);
    expect(lines.filter((line) => line.startsWith('## '))).toHaveLength(6);
  });
});
