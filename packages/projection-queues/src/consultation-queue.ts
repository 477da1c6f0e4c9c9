import type { Kysely } from 'kysely';
import type { Instant } from '@casebook/vocabulary';
import type { QueueQuestion } from './queues';
import type { QueueTables } from './tables';

/** What somebody is asked aside about a case. */
export interface ConsultationItem {
  readonly stream: string;
  readonly number: string;
  readonly status: string;
  readonly consultationId: string;
  /** Who is asked: one of these three; the name is null once erased. */
  readonly agent: string | null;
  readonly team: string | null;
  readonly name: string | null;
  readonly address: string | null;
  readonly askedBy: string | null;
  /** Null once erased. */
  readonly question: string | null;
  readonly since: Instant;
}

/** The questions aside that nobody has answered, of those to an agent or a team where one is named, the longest first. */
export const consultationQueue = (
  db: Kysely<QueueTables>,
  { tenant, at, agent, team }: QueueQuestion & { readonly agent?: string; readonly team?: string },
): Promise<ReadonlyArray<ConsultationItem>> =>
  db
    .selectFrom('consultations as asked')
    .innerJoin('queue_entries as entry', (join) =>
      join.onRef('entry.tenant', '=', 'asked.tenant').onRef('entry.stream', '=', 'asked.stream'),
    )
    .where('asked.tenant', '=', tenant)
    .where('asked.since', '<=', at)
    .where('asked.until', 'is', null)
    .where('entry.status', '<>', 'Merged') // what was merged is set aside
    .$if(agent !== undefined, (query) => query.where('asked.agent', '=', agent ?? ''))
    .$if(team !== undefined, (query) => query.where('asked.team', '=', team ?? ''))
    .select([
      'asked.stream',
      'entry.number',
      'entry.status',
      'asked.consultation_id as consultationId',
      'asked.agent',
      'asked.team',
      'asked.name',
      'asked.address',
      'asked.asked_by as askedBy',
      'asked.question',
      'asked.since',
    ])
    .orderBy('asked.since')
    .orderBy('entry.number')
    .orderBy('asked.consultation_id')
    .execute();
