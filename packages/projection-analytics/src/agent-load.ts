import type { Kysely } from 'kysely';
import { openAt } from './backlog';
import type { AnalyticsQuestion, AnalyticsTables } from './tables';

/** What one agent had at an instant. */
export interface AgentLoad {
  readonly agent: string;
  /** To be resolved, the waiting ones included. */
  readonly cases: number;
  /** Of these: waiting for somebody else. */
  readonly waiting: number;
}

/** How many cases each agent had at an instant, past or present, the most first. */
export const agentLoad = (
  db: Kysely<AnalyticsTables>,
  question: AnalyticsQuestion,
): Promise<ReadonlyArray<AgentLoad>> =>
  openAt(db, question)
    .innerJoin('assignment_intervals as holder', (join) =>
      join.onRef('holder.tenant', '=', 'status.tenant').onRef('holder.stream', '=', 'status.stream'),
    )
    .where('holder.since', '<=', question.at)
    .where((eb) => eb.or([eb('holder.until', 'is', null), eb('holder.until', '>', question.at)]))
    .where('holder.agent', 'is not', null)
    .groupBy('holder.agent')
    .select(({ fn }) => [
      'holder.agent as agent',
      fn.countAll<number>().as('cases'),
      fn.countAll<number>().filterWhere('status.status', '=', 'Waiting').as('waiting'),
    ])
    .orderBy('cases', 'desc')
    .orderBy('agent')
    .$narrowType<{ agent: string }>()
    .execute();
