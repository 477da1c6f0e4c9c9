import type { Kysely } from 'kysely';
import { millisBetween, type Instant, type Millis } from '@casebook/vocabulary';
import type { QueueQuestion } from './queues';
import type { QueueTables } from './tables';

/** What is in the queue of one team. */
export interface QueueCount {
  /** Null: no team has these cases yet. */
  readonly team: string | null;
  /** To be resolved, the waiting ones included. */
  readonly open: number;
  /** Of these: waiting for somebody else. */
  readonly waiting: number;
  /** Of these: nobody has them. */
  readonly unassigned: number;
  /** Of these: their deadline has passed. */
  readonly overdue: number;
  /** When the oldest of them began. */
  readonly oldest: Instant;
  readonly oldestAge: Millis;
}

/** One row for each team that has open cases, the fullest queue first. */
export const queueCounts = async (
  db: Kysely<QueueTables>,
  { tenant, at }: QueueQuestion,
): Promise<ReadonlyArray<QueueCount>> => {
  const counts = await db
    .selectFrom('queue_entries')
    .where('tenant', '=', tenant)
    .where('open', '=', true)
    .where('created_at', '<=', at)
    .groupBy('team')
    .select(({ fn }) => [
      'team',
      fn.countAll<number>().as('open'),
      fn.countAll<number>().filterWhere('status', '=', 'Waiting').as('waiting'),
      fn.countAll<number>().filterWhere('assignee', 'is', null).as('unassigned'),
      fn.countAll<number>().filterWhere('deadline', '<', at).as('overdue'),
      fn.min('created_at').as('oldest'),
    ])
    .orderBy('open', 'desc')
    .orderBy('team', (order) => order.asc().nullsLast())
    .execute();
  return counts.map((count) => ({ ...count, oldestAge: millisBetween(count.oldest, at) }));
};
