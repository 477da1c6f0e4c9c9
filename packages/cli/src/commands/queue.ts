import { run } from '@casebook/casebook';
import { queueCounts, queueEntries, teamQueue } from '@casebook/projection-queues';
import { queuePage } from '../present/queue-page';
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
      sheet: sheetOf(cases, [
        'number',
        'priority',
        'status',
        'age',
        'assignee',
        'category',
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
      ]),
    };
  });

/** What waits for whom: the queues of all teams in numbers, or one team's case by case. */
export const queue = (
  settings: Settings,
  team: string | undefined,
  { limit }: { readonly limit: number },
): Promise<Answer> => (team === undefined ? queues(settings) : queueOf(settings, team, limit));
