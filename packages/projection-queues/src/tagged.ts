import type { Kysely } from 'kysely';
import { queueItem, type QueueItem } from './queue-item';
import { mostUrgent, type QueueQuestion } from './queues';
import type { QueueTables } from './tables';

/** How many open cases have a tag. */
export interface TagCount {
  readonly tag: string;
  readonly open: number;
}

/** The open cases that have a tag, most urgent first, at most 100. */
export const taggedCases = async (
  db: Kysely<QueueTables>,
  question: QueueQuestion & { readonly tag: string },
): Promise<ReadonlyArray<QueueItem>> => {
  const { at, tag } = question;
  const found = await mostUrgent(db, question)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('case_tags as had')
          .whereRef('had.tenant', '=', 'queue_entries.tenant')
          .whereRef('had.stream', '=', 'queue_entries.stream')
          .where('had.tag', '=', tag)
          .where('had.since', '<=', at)
          .where((one) => one.or([one('had.until', 'is', null), one('had.until', '>', at)]))
          .select('had.n'),
      ),
    )
    .limit(100)
    .execute();
  return found.map(queueItem(at));
};

/** Which tags open cases have, the one that most have first. */
export const tagCounts = (db: Kysely<QueueTables>, { tenant, at }: QueueQuestion): Promise<ReadonlyArray<TagCount>> =>
  db
    .selectFrom('case_tags as had')
    .innerJoin('queue_entries as entry', (join) =>
      join.onRef('entry.tenant', '=', 'had.tenant').onRef('entry.stream', '=', 'had.stream'),
    )
    .where('had.tenant', '=', tenant)
    .where('entry.open', '=', true)
    .where('had.since', '<=', at)
    .where((one) => one.or([one('had.until', 'is', null), one('had.until', '>', at)]))
    .groupBy('had.tag')
    .select((eb) => ['had.tag as tag', eb.fn.countAll<number>().as('open')])
    .orderBy('open', 'desc')
    .orderBy('tag')
    .execute();
