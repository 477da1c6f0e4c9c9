import type { Described } from './described';
import { unfit } from './unfit';

const file = 'routing.feature.test.ts';
const sound: Described = {
  file,
  number: 31,
  title: 'rules route a case to a team',
  tests: ['goes to the experts', 'refuses a team that is none'],
};

describe('what tests say of features', () => {
  test('is fit where each is one that there is, shown, and with a refusal', () => {
    expect(unfit([sound, { ...sound, number: 32, title: 'queues' }])).toEqual([]);
  });

  test('is told where there is no such feature', () => {
    expect(unfit([{ ...sound, number: 133 }])).toEqual([`${file}: there is no feature 133`]);
  });

  test('is told where a feature is called otherwise', () => {
    expect(unfit([{ ...sound, title: 'routing' }])).toEqual([
      `${file}: feature 31 is called ‘rules route a case to a team’, not ‘routing’`,
    ]);
  });

  test('is told where a feature is described twice, in one file or in two', () => {
    expect(unfit([sound, { ...sound, file: 'teams.feature.test.ts' }])).toEqual([
      `teams.feature.test.ts: feature 31 is described in ${file} already`,
    ]);
  });

  test('is told where no test shows it, and where none is a refusal', () => {
    expect(unfit([{ ...sound, tests: ['refuses a team that is none'] }])).toEqual([
      `${file}: feature 31 has no test that shows it`,
    ]);
    expect(unfit([{ ...sound, tests: ['goes to the experts'] }])).toEqual([
      `${file}: feature 31 has no test that ‘refuses …’ something`,
    ]);
  });
});
