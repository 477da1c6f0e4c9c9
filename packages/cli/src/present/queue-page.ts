import type { QueueItem } from '@casebook/projection-queues';
import { minuteOf } from './time';
import { counted } from './number';
import { duration } from './duration';
import type { Look } from './look';
import { table } from './table';
import { blocks, title } from './title';
import { millisBetween, type Instant } from '@casebook/vocabulary';

const urgency = ['', 'critical', 'high', 'normal', 'low'] as const;

const priorityName = (priority: number | null): string => (priority === null ? '-' : (urgency[priority] ?? '-'));

const priorityCell = ({ color }: Look, priority: number | null): string => {
  const name = priorityName(priority);
  if (priority === 1) return color.red(name);
  return priority === 2 ? color.yellow(name) : name;
};

export interface QueueOfTeam {
  readonly at: Instant;
  readonly team: string;
  readonly items: ReadonlyArray<QueueItem>;
  /** All of them, those beyond the limit too. */
  readonly open: number;
}

const headings = [
  { title: 'case' },
  { title: 'priority' },
  { title: 'status' },
  { title: 'age', align: 'right' },
  { title: 'agent' },
  { title: 'category', gives: true },
  { title: 'waits for' },
] as const;

const reviewHeadings = [
  { title: 'case' },
  { title: 'category', gives: true },
  { title: 'complexity' },
  { title: 'for', align: 'right' },
  { title: 'team' },
] as const;

/** Open cases whose category a second person is to look over, the longest wait first. */
export const reviewPage = (
  look: Look,
  { at, cases }: { readonly at: Instant; readonly cases: ReadonlyArray<QueueItem> },
): string => {
  const heading = title(look, 'To review', `${counted(cases.length, 'case')} at ${minuteOf(at)} UTC`);
  const rows = cases.map(({ number, category, complexity, reviewSince, team }) => [
    look.color.bold(number),
    category ?? '-',
    complexity ?? '-',
    reviewSince === null ? '' : duration(millisBetween(reviewSince, at)),
    team ?? look.color.dim('(no team)'),
  ]);
  return rows.length === 0 ? heading : blocks(heading, table(look, reviewHeadings, rows));
};

/** The open cases of a team, most urgent first. */
export const queuePage = (look: Look, { at, team, items, open }: QueueOfTeam): string => {
  const about = `${counted(open, 'open case')} at ${minuteOf(at)} UTC`;
  if (items.length === 0) return title(look, team, about);
  const rows = items.map(({ number, priority, status, age, assignee, accepted, category, waitingOn }) => [
    look.color.bold(number),
    priorityCell(look, priority),
    status,
    duration(age),
    assignee === null ? look.color.dim('nobody') : accepted ? assignee : `${assignee} (offered)`,
    category ?? '-',
    waitingOn ?? '',
  ]);
  const rest = open - items.length;
  return blocks(
    title(look, team, about),
    table(look, headings, rows),
    rest > 0 ? look.color.dim(`and ${counted(rest, 'more', 'more')}; --limit ${open} shows all`) : '',
  );
};
