import { basename } from 'node:path';
import { table } from '../generated/program';
import type { Described } from './described';
import { groups, type Group } from './features';

/** From the page to the root of the repository. */
const up = '../..';

/** `casebook/routing`, for `packages/casebook/src/features/routing.feature.test.ts`. */
const label = (file: string): string => `${file.split('/')[1] ?? ''}/${basename(file, '.feature.test.ts')}`;

const rowsOf = ({ features }: Group, described: ReadonlyArray<Described>): ReadonlyArray<ReadonlyArray<string>> =>
  Object.entries(features).map(([number, title]) => {
    const one = described.find((other) => other.number === Number(number));
    return [
      number,
      title,
      one === undefined ? '○' : '●',
      one === undefined ? '' : `${one.tests.join('; ')} ([${label(one.file)}])`,
    ];
  });

const section = (group: Group, described: ReadonlyArray<Described>): string =>
  `## ${group.title}\n\n${table(['#', 'feature', '', 'its tests'], rowsOf(group, described))}`;

/** All features, group by group, each with its tests where it has any. */
export const shownFeatures = (described: ReadonlyArray<Described>): string => {
  const all = groups.flatMap(({ features }) => Object.keys(features));
  const there = all.filter((number) => described.some((one) => one.number === Number(number)));
  const files = [...new Set(described.map(({ file }) => file))].sort();
  const links = files.map((file) => `[${label(file)}]: ${up}/${file}\n`).join('');
  return [
    `${there.length} of ${all.length} are shown by tests.\n`,
    ...groups.map((group) => section(group, described)),
    ...(links === '' ? [] : [links]),
  ].join('\n');
};
