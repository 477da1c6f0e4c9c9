import type { Kysely } from 'kysely';
import type { Instant } from '@casebook/vocabulary';
import type { QueueQuestion } from './queues';
import type { QueueTables } from './tables';

/** A case that somebody else is to look at. */
export interface EscalationItem {
  readonly stream: string;
  readonly number: string;
  readonly status: string;
  /** Who has the case. */
  readonly team: string | null;
  readonly assignee: string | null;
  readonly escalationId: string;
  readonly kind: string;
  readonly severity: string | null;
  /** Which team is to look at it. */
  readonly to: string | null;
  /** The rule that escalated; null: a person did. */
  readonly rule: string | null;
  /** Why a person did. */
  readonly reason: string | null;
  readonly since: Instant;
}

/** Open escalations of open cases, of those to a team where one is named, the longest first. */
export const escalationQueue = (
  db: Kysely<QueueTables>,
  { tenant, at, to }: QueueQuestion & { readonly to?: string },
): Promise<ReadonlyArray<EscalationItem>> =>
  db
    .selectFrom('escalations as escalation')
    .innerJoin('queue_entries as entry', (join) =>
      join.onRef('entry.tenant', '=', 'escalation.tenant').onRef('entry.stream', '=', 'escalation.stream'),
    )
    .where('escalation.tenant', '=', tenant)
    .where('escalation.since', '<=', at)
    .where('escalation.until', 'is', null)
    .where('entry.open', '=', true) // what was merged is set aside
    .$if(to !== undefined, (query) => query.where('escalation.team', '=', to ?? ''))
    .select([
      'escalation.stream',
      'entry.number',
      'entry.status',
      'entry.team',
      'entry.assignee',
      'escalation.escalation_id as escalationId',
      'escalation.kind',
      'escalation.severity',
      'escalation.team as to',
      'escalation.rule',
      'escalation.reason',
      'escalation.since',
    ])
    .orderBy('escalation.since')
    .orderBy('entry.number')
    .execute();
