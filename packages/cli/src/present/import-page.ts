import type { ImportReport } from '@casebook/interchange';
import type { Instant } from '@casebook/vocabulary';
import { bar } from './bar';
import type { Look } from './look';
import { counted, grouped, percent } from './number';
import { table } from './table';
import { minuteOf } from './time';
import { blocks, title } from './title';

const when = (at: Instant | null): string => (at === null ? '-' : minuteOf(at));

const findingsBlock = (look: Look, { findings, findingCases, cases }: ImportReport): string => {
  const kinds = Object.entries(findings).sort(([, a], [, b]) => b - a);
  const most = kinds[0]?.[1] ?? 0;
  if (most === 0) return look.color.green("Every case went as Casebook's own lifecycle would have let it go.");
  const rows = kinds.map(([kind, count]) => [kind, grouped(count), look.color.yellow(bar(count, most, 30))]);
  return [
    `${counted(findingCases, 'case')} (${percent(findingCases / Math.max(1, cases))}) did what Casebook's own lifecycle would have refused; timelines show where:`,
    table(look, [{ title: 'from→to' }, { title: 'times', align: 'right' }, { title: '' }], rows),
  ].join('\n');
};

/** What an import found and did. */
export const importPage = (look: Look, report: ImportReport): string => {
  const { file, rows, badRows, badRowsFile, cases, events, lateRows, firstAt, lastAt } = report;
  return blocks(
    title(look, 'Imported', `${file}, ${when(firstAt)} to ${when(lastAt)} UTC`),
    [
      `${counted(rows, 'row')} told ${counted(events.all, 'event')} of ${counted(cases, 'case')}`,
      `${grouped(events.added)} events added, ${grouped(events.repeated)} were there already`,
      ...(lateRows === 0 ? [] : [`${counted(lateRows, 'row')} stood after later ones of the same case`]),
      ...(badRowsFile === null ? [] : [look.color.yellow(`${counted(badRows, 'bad row')} left out: ${badRowsFile}`)]),
    ].join('\n'),
    findingsBlock(look, report),
  );
};
