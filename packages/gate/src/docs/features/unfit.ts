import type { Described } from './described';
import { titleOf } from './features';

/** The name of a test that shows what a feature does not let through. */
const isRefusal = (test: string): boolean => test.startsWith('refuses ');

const unfitAlone = ({ file, number, title, tests }: Described): ReadonlyArray<string> => {
  const called = titleOf(number);
  if (called === undefined) return [`${file}: there is no feature ${number}`];
  return [
    ...(called === title ? [] : [`${file}: feature ${number} is called ‘${called}’, not ‘${title}’`]),
    ...(tests.some((test) => !isRefusal(test)) ? [] : [`${file}: feature ${number} has no test that shows it`]),
    ...(tests.some(isRefusal) ? [] : [`${file}: feature ${number} has no test that ‘refuses …’ something`]),
  ];
};

/** What is wrong with descriptions of features: each is of one that there is, the only one, shown, and with a refusal. */
export const unfit = (described: ReadonlyArray<Described>): ReadonlyArray<string> =>
  described.flatMap((one, index) => {
    const before = described.slice(0, index).find(({ number }) => number === one.number);
    return [
      ...unfitAlone(one),
      ...(before === undefined ? [] : [`${one.file}: feature ${one.number} is described in ${before.file} already`]),
    ];
  });
