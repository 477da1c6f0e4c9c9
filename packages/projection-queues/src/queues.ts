import type { Kysely } from 'kysely';
import type { Instant, TenantId } from '@casebook/vocabulary';
import { queueItem, type QueueItem } from './queue-item';
import type { QueueTables } from './tables';

/** Every question about queues: whose, and at which instant. */
export interface QueueQuestion {
  readonly tenant: TenantId;
  /** The instant of the answer: ages are counted to it. For an earlier one than now, ask the views as of it. */
  readonly at: Instant;
}

export interface TeamQuestion extends QueueQuestion {
  /** Null: the cases that no team has yet. */
  readonly team: string | null;
}

interface Some {
  /** At most so many, 100 by default. */
  readonly limit?: number;
}

/** Open cases, most urgent first: by priority, then deadline, each with the unknown last, then age. */
export const mostUrgent = (db: Kysely<QueueTables>, { tenant, at }: QueueQuestion) =>
  db
    .selectFrom('queue_entries')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('open', '=', true)
    .where('created_at', '<=', at)
    .orderBy('priority', (order) => order.asc().nullsLast())
    .orderBy('deadline', (order) => order.asc().nullsLast())
    .orderBy('created_at')
    .orderBy('number');

const ofTeam = (db: Kysely<QueueTables>, question: TeamQuestion) =>
  question.team === null
    ? mostUrgent(db, question).where('team', 'is', null)
    : mostUrgent(db, question).where('team', '=', question.team);

/** The open cases of a team, those that wait for somebody else included, most urgent first. */
export const teamQueue = async (
  db: Kysely<QueueTables>,
  question: TeamQuestion & Some,
): Promise<ReadonlyArray<QueueItem>> =>
  (
    await ofTeam(db, question)
      .limit(question.limit ?? 100)
      .execute()
  ).map(queueItem(question.at));

/** The open cases that an agent has, most urgent first. */
export const worklist = async (
  db: Kysely<QueueTables>,
  question: QueueQuestion & Some & { readonly agent: string },
): Promise<ReadonlyArray<QueueItem>> =>
  (
    await mostUrgent(db, question)
      .where('assignee', '=', question.agent)
      .limit(question.limit ?? 100)
      .execute()
  ).map(queueItem(question.at));

/** Open cases of whose category a second person is to say whether it is right, the longest wait first. */
export const reviewQueue = async (
  db: Kysely<QueueTables>,
  question: QueueQuestion & Some,
): Promise<ReadonlyArray<QueueItem>> =>
  (
    await db
      .selectFrom('queue_entries')
      .selectAll()
      .where('tenant', '=', question.tenant)
      .where('open', '=', true)
      .where('review_since', '<=', question.at)
      .orderBy('review_since')
      .orderBy('number')
      .limit(question.limit ?? 100)
      .execute()
  ).map(queueItem(question.at));

/** What somebody in a team should take up next: the most urgent case that nobody has and that waits for nobody else. Null: there is none. */
export const nextCase = async (db: Kysely<QueueTables>, question: TeamQuestion): Promise<QueueItem | null> => {
  const [next] = await ofTeam(db, question)
    .where('assignee', 'is', null)
    .where('status', '!=', 'Waiting')
    .limit(1)
    .execute();
  return next === undefined ? null : queueItem(question.at)(next);
};
