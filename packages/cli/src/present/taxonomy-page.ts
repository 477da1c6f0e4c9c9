import type { TaxonomyAudit } from '@casebook/casebook';
import { instantOf } from '@casebook/vocabulary';
import type { Look } from './look';
import { counted, grouped } from './number';
import { table } from './table';
import { minuteOf } from './time';
import { blocks, title } from './title';

const beginning = instantOf(0);

const headings = [
  { title: 'category', gives: true },
  { title: 'cases', align: 'right' },
  { title: 'moved away', align: 'right' },
  { title: 'moved here', align: 'right' },
  { title: 'handed over', align: 'right' },
  { title: 'reviewed', align: 'right' },
  { title: 'corrected', align: 'right' },
] as const;

const most = 10; // lines of each list

const list = (heading: string, lines: ReadonlyArray<string>): string =>
  lines.length === 0 ? '' : [heading, ...lines.map((line) => `  ${line}`)].join('\n');

/** How the categories of a desk were used. */
export const taxonomyPage = (
  look: Look,
  { categories, unused, relabelled, overlapping, from, to }: TaxonomyAudit,
): string => {
  const span = `${from === beginning ? '' : `from ${minuteOf(from)} `}to ${minuteOf(to)} UTC`;
  const heading = title(look, 'Categories', span);
  const rows = categories.map(({ category, known, cases, movedAway, movedHere, rerouted, reviewed, corrected }) => [
    known ? category : `${category} ${look.color.yellow('(not in the rulebook)')}`,
    grouped(cases),
    grouped(movedAway),
    grouped(movedHere),
    grouped(rerouted),
    grouped(reviewed),
    grouped(corrected),
  ]);
  return blocks(
    heading,
    rows.length === 0 ? 'No case was put into any.' : table(look, headings, rows),
    list('Nothing was put into', unused),
    list(
      'Moved both ways, so hard to tell apart',
      overlapping
        .slice(0, most)
        .map(({ categories: [one, other], cases }) => `${one} and ${other}: ${counted(cases, 'case')}`),
    ),
    list(
      'Moved most',
      relabelled.slice(0, most).map(({ from: was, to: is, cases }) => `${was} to ${is}: ${counted(cases, 'case')}`),
    ),
  );
};
