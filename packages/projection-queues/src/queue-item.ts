import { millisBetween, type Instant, type Millis } from '@casebook/vocabulary';
import type { QueueTables } from './tables';

/** A case in a queue, as seen at an instant. */
export interface QueueItem {
  readonly stream: string;
  readonly number: string;
  readonly status: string;
  readonly team: string | null;
  readonly assignee: string | null;
  /** The assignee has taken it up. */
  readonly accepted: boolean;
  readonly priority: number | null;
  readonly category: string | null;
  readonly complexity: string | null;
  /** Since when a second person is to look its category over; null where none is. */
  readonly reviewSince: Instant | null;
  readonly caseType: string | null;
  readonly service: string | null;
  readonly channel: string;
  readonly customer: string | null;
  readonly createdAt: Instant;
  /** Since when it is for us to act; null while somebody else is waited for. */
  readonly since: Instant | null;
  readonly waitingOn: string | null;
  /** The customer's oldest message that nobody has answered. */
  readonly unansweredSince: Instant | null;
  /** What time brings next, or has brought; null where nothing is known. */
  readonly deadline: Instant | null;
  readonly reassignments: number;
  readonly transfers: number;
  readonly reopens: number;
  /** From its beginning to the instant. */
  readonly age: Millis;
  /** How long it has been for us to act; null while somebody else is waited for. */
  readonly idle: Millis | null;
  /** The deadline has passed. */
  readonly overdue: boolean;
}

export const queueItem =
  (at: Instant) =>
  (row: QueueTables['queue_entries']): QueueItem => ({
    stream: row.stream,
    number: row.number,
    status: row.status,
    team: row.team,
    assignee: row.assignee,
    accepted: row.accepted,
    priority: row.priority,
    category: row.category,
    complexity: row.complexity,
    reviewSince: row.review_since,
    caseType: row.case_type,
    service: row.service,
    channel: row.channel,
    customer: row.customer,
    createdAt: row.created_at,
    since: row.since,
    waitingOn: row.waiting_on,
    unansweredSince: row.unanswered_since,
    deadline: row.deadline,
    reassignments: row.reassignments,
    transfers: row.transfers,
    reopens: row.reopens,
    age: millisBetween(row.created_at, at),
    idle: row.since === null ? null : millisBetween(row.since, at),
    overdue: row.deadline !== null && row.deadline < at,
  });
