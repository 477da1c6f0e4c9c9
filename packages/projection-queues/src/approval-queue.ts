import type { Kysely } from 'kysely';
import type { Instant } from '@casebook/vocabulary';
import type { QueueQuestion } from './queues';
import type { QueueTables } from './tables';

/** What somebody is asked to approve. */
export interface ApprovalItem {
  readonly stream: string;
  readonly number: string;
  readonly approvalId: string;
  readonly subject: string;
  readonly about: string | null;
  readonly requestedBy: string | null;
  readonly since: Instant;
  readonly dueAt: Instant | null;
}

/** What an agent is asked to approve and has said nothing to, in open requests of open cases: what is due first, then what was asked first. */
export const approvalQueue = (
  db: Kysely<QueueTables>,
  { tenant, at, approver }: QueueQuestion & { readonly approver: string },
): Promise<ReadonlyArray<ApprovalItem>> =>
  db
    .selectFrom('approvals as asked')
    .innerJoin('queue_entries as entry', (join) =>
      join.onRef('entry.tenant', '=', 'asked.tenant').onRef('entry.stream', '=', 'asked.stream'),
    )
    .where('asked.tenant', '=', tenant)
    .where('asked.approver', '=', approver)
    .where('asked.since', '<=', at)
    .where('asked.until', 'is', null)
    .where('asked.verdict', 'is', null)
    .where('entry.open', '=', true) // what was merged is set aside
    .select([
      'asked.stream',
      'entry.number',
      'asked.approval_id as approvalId',
      'asked.subject',
      'asked.about',
      'asked.requested_by as requestedBy',
      'asked.since',
      'asked.due_at as dueAt',
    ])
    .orderBy('asked.due_at', (order) => order.asc().nullsLast())
    .orderBy('asked.since')
    .orderBy('entry.number')
    .execute();
