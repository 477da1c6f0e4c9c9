import type { Kysely } from 'kysely';
import type { Instant } from '@casebook/vocabulary';
import type { QueueQuestion } from './queues';
import type { QueueTables } from './tables';

/** A notification that is to be delivered now. */
export interface DueNotification {
  readonly tenant: string;
  readonly stream: string;
  readonly notificationId: string;
  readonly about: string;
  readonly recipient: string;
  readonly recipientId: string;
  readonly through: string;
  /** Of the event that asked for it. */
  readonly revision: number;
  readonly failures: number;
}

/**
 * What is to be delivered now, of all tenants unless some are named, the longest wait first. Of one case the next through a channel waits until the one before
 * it was delivered or given up, so that nobody reads of the end before the beginning.
 */
export const dueNotifications = (
  db: Kysely<QueueTables>,
  {
    at,
    limit = 100,
    skip = 0,
    tenants,
  }: {
    readonly at: Instant;
    readonly limit?: number;
    readonly skip?: number;
    readonly tenants?: ReadonlyArray<string> | undefined;
  },
): Promise<ReadonlyArray<DueNotification>> =>
  db
    .selectFrom('notifications as one')
    .where('one.state', '=', 'due')
    .$if(tenants !== undefined, (query) => query.where('one.tenant', 'in', [...(tenants ?? [])]))
    .where((where) => where.or([where('one.retry_at', 'is', null), where('one.retry_at', '<=', at)]))
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('notifications as before')
            .whereRef('before.tenant', '=', 'one.tenant')
            .whereRef('before.stream', '=', 'one.stream')
            .whereRef('before.through', '=', 'one.through')
            .where('before.state', '=', 'due')
            .whereRef('before.revision', '<', 'one.revision')
            .select('before.stream'),
        ),
      ),
    )
    .select([
      'one.tenant',
      'one.stream',
      'one.notification_id as notificationId',
      'one.about',
      'one.recipient',
      'one.recipient_id as recipientId',
      'one.through',
      'one.revision',
      'one.failures',
    ])
    .orderBy('one.since')
    .orderBy('one.stream')
    .orderBy('one.revision')
    .limit(limit)
    .offset(skip)
    .execute();

/** A notification that has not reached anybody yet. */
export interface UndeliveredItem {
  readonly stream: string;
  readonly number: string;
  readonly notificationId: string;
  readonly about: string;
  readonly rule: string;
  readonly recipient: string;
  readonly recipientId: string;
  readonly through: string;
  readonly state: 'due' | 'abandoned';
  readonly failures: number;
  /** Why it could not be delivered, the last time; null where it was not tried. */
  readonly reason: string | null;
  readonly since: Instant;
  readonly retryAt: Instant | null;
}

/** What has not been delivered, or was given up; the longest wait first. */
export const undelivered = async (
  db: Kysely<QueueTables>,
  { tenant, at }: QueueQuestion,
): Promise<ReadonlyArray<UndeliveredItem>> => {
  const rows = await db
    .selectFrom('notifications as one')
    .innerJoin('queue_entries as entry', (join) =>
      join.onRef('entry.tenant', '=', 'one.tenant').onRef('entry.stream', '=', 'one.stream'),
    )
    .where('one.tenant', '=', tenant)
    .where('one.since', '<=', at)
    .where('one.state', '<>', 'delivered')
    .select([
      'one.stream',
      'entry.number',
      'one.notification_id as notificationId',
      'one.about',
      'one.rule',
      'one.recipient',
      'one.recipient_id as recipientId',
      'one.through',
      'one.state',
      'one.failures',
      'one.reason',
      'one.since',
      'one.retry_at as retryAt',
    ])
    .orderBy('one.since')
    .orderBy('entry.number')
    .orderBy('one.revision')
    .execute();
  return rows.map((row) => ({ ...row, state: row.state === 'due' ? 'due' : 'abandoned' }));
};
