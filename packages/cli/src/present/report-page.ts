import type { DayVolume, Report } from '@casebook/projection-analytics';
import type { Instant } from '@casebook/vocabulary';
import { bar, sparkline } from './bar';
import { duration } from './duration';
import type { Look } from './look';
import { counted, grouped, percent } from './number';
import { table } from './table';
import { minuteOf } from './time';
import { blocks, title } from './title';
import { hanging } from './wrap';

/** What a report has to say. */
export interface ReportOfDesk {
  readonly at: Instant;
  readonly figures: Report;
  /** Every day from the first case to the instant. */
  readonly days: ReadonlyArray<DayVolume>;
}

const labelWidth = 16;
const hour = 3_600_000;

const lasting = (hours: number | null): string => (hours === null ? '-' : duration(Math.round(hours * hour)));
const share = (value: number | null): string => (value === null ? '-' : percent(value));

const figuresBlock = (look: Look, figures: Report): string => {
  const { cases, sla, resolution, undisturbed, reopens, handovers, variants, sourceRows } = figures;
  const { median, mean, p90 } = resolution.hours;
  const line = (label: string, text: string): string =>
    hanging(label.padEnd(labelWidth), text, look.width, labelWidth).replace(label, look.color.dim(label));
  return [
    line('Cases', `${grouped(cases)}, of which ${grouped(resolution.cases)} have been resolved`),
    line('Resolved in', `${lasting(median)} (median), ${lasting(mean)} (mean), 90 % within ${lasting(p90)}`),
    ...(sla === undefined
      ? []
      : [
          line(
            'Service levels',
            `${share(sla.share)} met: ${grouped(sla.met)} met, ${grouped(sla.missed)} missed, ${grouped(sla.undecided)} undecided`,
          ),
        ]),
    line(
      'Undisturbed',
      `${share(undisturbed.share)} of the resolved: ${grouped(undisturbed.cases)} without handover or reopening`,
    ),
    line('Reopened', `${counted(reopens.count, 'time')} in ${counted(reopens.cases, 'case')}`),
    line('Handovers', `${grouped(handovers.team)} between teams, ${grouped(handovers.agent)} between agents`),
    ...(sourceRows === 0
      ? []
      : [line('Source', `${counted(sourceRows, 'row')}, ${grouped(variants)} different courses of a case`)]),
  ].join('\n');
};

type Of = 'flow' | 'level';

/** So many values in one column; a flow is summed, a level is its last. */
const squeezed = (values: ReadonlyArray<number>, size: number, of: Of): ReadonlyArray<number> =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, index) => {
    const part = values.slice(index * size, (index + 1) * size);
    return of === 'flow' ? part.reduce((sum, value) => sum + value, 0) : (part[part.length - 1] ?? 0);
  });

const backlogs = (days: ReadonlyArray<DayVolume>): ReadonlyArray<number> => {
  let open = 0;
  return days.map(
    (day) => (open += day.created + day.reopened + day.unmerged - day.resolved - day.cancelled - day.merged),
  );
};

const daysBlock = (look: Look, days: ReadonlyArray<DayVolume>): string => {
  const [first] = days;
  const last = days[days.length - 1];
  if (first === undefined || last === undefined || first === last) return '';
  const size = Math.max(1, Math.ceil(days.length / (look.width - labelWidth - 24)));
  const line = (label: string, values: ReadonlyArray<number>, of: Of): string => {
    const columns = squeezed(values, size, of);
    const chart = look.color.cyan(sparkline(columns));
    return `${look.color.dim(label.padEnd(labelWidth))}${chart}  at most ${grouped(Math.max(...columns))}`;
  };
  return [
    title(look, size === 1 ? 'Day by day' : `Every ${size} days`, `${first.day} to ${last.day}`),
    line(
      'Came in',
      days.map(({ created }) => created),
      'flow',
    ),
    line(
      'Resolved',
      days.map(({ resolved }) => resolved),
      'flow',
    ),
    line('Backlog', backlogs(days), 'level'),
  ].join('\n');
};

const teamsBlock = (look: Look, { topTeams }: Report): string => {
  if (topTeams.length === 0) return '';
  const most = Math.max(...topTeams.map(({ cases }) => cases));
  const rows = topTeams.map(({ team, cases }) => [
    team,
    grouped(cases),
    look.color.cyan(bar(cases, most, look.width - 50)),
  ]);
  return table(look, [{ title: 'team that had them last' }, { title: 'cases', align: 'right' }, { title: '' }], rows);
};

/** The figures of a desk on one page. */
export const reportPage = (look: Look, { at, figures, days }: ReportOfDesk): string =>
  blocks(
    title(look, 'Report', `at ${minuteOf(at)} UTC`),
    figuresBlock(look, figures),
    daysBlock(look, days),
    teamsBlock(look, figures),
  );
