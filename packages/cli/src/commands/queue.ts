import { run } from '@casebook/casebook';
import { queueCounts, queueEntries, reviewQueue, teamQueue, type QueueItem } from '@casebook/projection-queues';
import { queuePage, reviewPage } from '../present/queue-page';
import { queuesPage } from '../present/queues-page';
import { problem } from '../problem';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { asked, sayWhatWasKnown } from './moments';
import { openedToRead } from './opened';
import { sheetOf } from './sheet-of';

const queues = (settings: Settings): Promise<Answer> =>
  openedToRead(settings, async (casebook, desk) => {
    await sayWhatWasKnown(casebook, settings);
    const answer = await run(
      desk.query(
        [queueEntries],
        async (db, { tenant, at }) => ({ at, teams: await queueCounts(db, { tenant, at }) }),
        asked(settings.when),
      ),
    );
    return {
      page: (look) => queuesPage(look, answer),
      json: asJson(answer),
      sheet: sheetOf(answer.teams, ['team', 'open', 'waiting', 'unassigned', 'overdue', 'oldest', 'oldestAge']),
    };
  });

const sheetOfCases = (cases: ReadonlyArray<QueueItem>) =>
  sheetOf(cases, [
    'number',
    'priority',
    'status',
    'age',
    'assignee',
    'category',
    'complexity',
    'reviewSince',
    'waitingOn',
    'createdAt',
    'since',
    'deadline',
    'caseType',
    'service',
    'channel',
    'customer',
    'reassignments',
    'transfers',
    'reopens',
  ]);

const queueOf = (settings: Settings, team: string, limit: number): Promise<Answer> =>
  openedToRead(settings, async (casebook, desk) => {
    await sayWhatWasKnown(casebook, settings);
    const { teams, ...answer } = await run(
      desk.query(
        [queueEntries],
        async (db, { tenant, at }) => {
          const counts = await queueCounts(db, { tenant, at });
          const open = counts.find((count) => count.team === team)?.open ?? 0;
          const items = await teamQueue(db, { tenant, at, team, limit });
          const had = await db
            .selectFrom('queue_entries')
            .select('team')
            .distinct()
            .where('tenant', '=', tenant)
            .orderBy('team')
            .execute();
          return {
            at,
            team,
            open,
            items,
            teams: had.flatMap(({ team: one }) => (typeof one === 'string' ? [one] : [])),
          };
        },
        asked(settings.when),
      ),
    );
    if (!teams.includes(team)) throw problem({ type: 'TeamNotFound', team, teams });
    const { items: cases, ...rest } = answer;
    return {
      page: (look) => queuePage(look, answer),
      json: asJson({ ...rest, cases }),
      sheet: sheetOfCases(cases),
    };
  });

const toReview = (settings: Settings, limit: number): Promise<Answer> =>
  openedToRead(settings, async (casebook, desk) => {
    await sayWhatWasKnown(casebook, settings);
    const answer = await run(
      desk.query(
        [queueEntries],
        async (db, { tenant, at }) => ({ at, cases: await reviewQueue(db, { tenant, at, limit }) }),
        asked(settings.when),
      ),
    );
    return { page: (look) => reviewPage(look, answer), json: asJson(answer), sheet: sheetOfCases(answer.cases) };
  });

export interface QueueOptions {
  readonly limit: number;
  readonly toReview?: boolean;
}

/** What waits for whom: the queues of all teams in numbers, one team's case by case, or what is to be reviewed. */
export const queue = (
  settings: Settings,
  team: string | undefined,
  { limit, toReview: review = false }: QueueOptions,
): Promise<Answer> => {
  if (review && team !== undefined) throw problem({ type: 'OptionsExclude', options: ['--to-review', team] });
  if (review) return toReview(settings, limit);
  return team === undefined ? queues(settings) : queueOf(settings, team, limit);
};
