import type { Kysely } from 'kysely';
import type { ParticipantRole } from '@casebook/domain';
import type { Instant } from '@casebook/vocabulary';
import type { QueueQuestion } from './queues';
import type { QueueTables } from './tables';

/** Somebody who takes part in a case, or took part. */
export interface CaseParticipant {
  readonly participantId: string;
  readonly role: string;
  /** Of a team that was invited whoever came for it. */
  readonly agent: string | null;
  readonly team: string | null;
  /** Of somebody outside the desk; null once erased. */
  readonly name: string | null;
  readonly address: string | null;
  /** False while an invitation is open. */
  readonly accepted: boolean;
  /** When a note mentioned them last. */
  readonly mentionedAt: Instant | null;
  readonly since: Instant;
  readonly until: Instant | null;
  /** Why they take part no longer. */
  readonly ended: string | null;
}

/** A case that somebody takes part in who has not got it. */
export interface WatchedCase extends Omit<CaseParticipant, 'name' | 'address' | 'until' | 'ended'> {
  readonly stream: string;
  readonly number: string;
  readonly status: string;
  readonly priority: number | null;
  /** Who has the case. */
  readonly holder: string | null;
}

const participating = (db: Kysely<QueueTables>, { tenant, at }: QueueQuestion) =>
  db
    .selectFrom('participants as one')
    .innerJoin('queue_entries as entry', (join) =>
      join.onRef('entry.tenant', '=', 'one.tenant').onRef('entry.stream', '=', 'one.stream'),
    )
    .where('one.tenant', '=', tenant)
    .where('one.since', '<=', at)
    .select([
      'one.participant_id as participantId',
      'one.role',
      'one.agent',
      'one.team',
      'one.accepted',
      'one.mentioned_at as mentionedAt',
      'one.since',
    ]);

/** Who takes part in a case, and who took part, in the order in which they came. */
export const casesParticipants = (
  db: Kysely<QueueTables>,
  question: QueueQuestion & { readonly number: string },
): Promise<ReadonlyArray<CaseParticipant>> =>
  participating(db, question)
    .where('entry.number', '=', question.number)
    .select(['one.name', 'one.address', 'one.until', 'one.ended'])
    .orderBy('one.since')
    .orderBy('one.participant_id')
    .execute();

/** The cases that are not over and that an agent or a team takes part in or is invited to: who was mentioned last comes first, then who came first. */
export const watchedCases = (
  db: Kysely<QueueTables>,
  question: QueueQuestion & { readonly agent?: string; readonly team?: string; readonly role?: ParticipantRole },
): Promise<ReadonlyArray<WatchedCase>> => {
  const { agent, team, role } = question;
  return participating(db, question)
    .where('one.until', 'is', null)
    .where('entry.status', 'in', ['New', 'Open', 'Waiting', 'Resolved'])
    .$if(agent !== undefined, (query) => query.where('one.agent', '=', agent ?? ''))
    .$if(team !== undefined, (query) => query.where('one.team', '=', team ?? ''))
    .$if(role !== undefined, (query) => query.where('one.role', '=', role ?? ''))
    .select(['one.stream', 'entry.number', 'entry.status', 'entry.priority', 'entry.assignee as holder'])
    .orderBy('one.mentioned_at', (order) => order.desc().nullsLast())
    .orderBy('one.since')
    .orderBy('entry.number')
    .orderBy('one.participant_id')
    .execute();
};
