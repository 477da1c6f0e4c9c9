import type { QueueCount } from '@casebook/projection-queues';
import type { Instant } from '@casebook/vocabulary';
import { bar } from './bar';
import { duration } from './duration';
import type { Look } from './look';
import { counted, grouped } from './number';
import { table } from './table';
import { minuteOf } from './time';
import { blocks, title } from './title';

export interface QueuesOfDesk {
  readonly at: Instant;
  readonly teams: ReadonlyArray<QueueCount>;
}

const headings = [
  { title: 'team' },
  { title: 'open', align: 'right' },
  { title: '' },
  { title: 'unassigned', align: 'right' },
  { title: 'waiting', align: 'right' },
  { title: 'overdue', align: 'right' },
  { title: 'oldest', align: 'right' },
] as const;

/** How full the queue of each team is. */
export const queuesPage = (look: Look, { at, teams }: QueuesOfDesk): string => {
  const open = teams.reduce((sum, team) => sum + team.open, 0);
  const most = Math.max(0, ...teams.map((team) => team.open));
  const heading = title(look, 'Queues', `${counted(open, 'open case')} at ${minuteOf(at)} UTC`);
  if (teams.length === 0) return heading;
  const rows = teams.map((team) => [
    team.team ?? look.color.dim('(no team)'),
    grouped(team.open),
    look.color.cyan(bar(team.open, most, look.width - 68)),
    grouped(team.unassigned),
    grouped(team.waiting),
    team.overdue > 0 ? look.color.yellow(grouped(team.overdue)) : '0',
    duration(team.oldestAge),
  ]);
  return blocks(heading, table(look, headings, rows));
};
