import type { Kysely } from 'kysely';
import type { Instant } from '@casebook/vocabulary';
import type { AnalyticsQuestion, AnalyticsTables } from './tables';

export interface BacklogCount {
  /** To be resolved: New, Open or Waiting. */
  readonly cases: number;
  readonly new: number;
  readonly open: number;
  readonly waiting: number;
  /** When the oldest of them began; null where there are none. */
  readonly oldest: Instant | null;
}

/** What was to be resolved at an instant. */
export interface Backlog extends BacklogCount {
  /** By the team that had it then, null where none had; the largest first. */
  readonly teams: ReadonlyArray<BacklogCount & { readonly team: string | null }>;
}

/** The cases in an open status at an instant. */
export const openAt = (db: Kysely<AnalyticsTables>, { tenant, at }: AnalyticsQuestion) =>
  db
    .selectFrom('status_intervals as status')
    .where('status.tenant', '=', tenant)
    .where('status.open', '=', true)
    .where('status.since', '<=', at)
    .where((eb) => eb.or([eb('status.until', 'is', null), eb('status.until', '>', at)]));

const earlier = (a: Instant | null, b: Instant | null): Instant | null => (a === null || (b !== null && b < a) ? b : a);

const together = (a: BacklogCount, b: BacklogCount): BacklogCount => ({
  cases: a.cases + b.cases,
  new: a.new + b.new,
  open: a.open + b.open,
  waiting: a.waiting + b.waiting,
  oldest: earlier(a.oldest, b.oldest),
});

/** What was to be resolved at an instant, past or present, whatever has become of it since. */
export const backlog = async (db: Kysely<AnalyticsTables>, question: AnalyticsQuestion): Promise<Backlog> => {
  const { at } = question;
  const teams = await openAt(db, question)
    .innerJoin('case_facts as fact', (join) =>
      join.onRef('fact.tenant', '=', 'status.tenant').onRef('fact.stream', '=', 'status.stream'),
    )
    .leftJoin('assignment_intervals as holder', (join) =>
      join
        .onRef('holder.tenant', '=', 'status.tenant')
        .onRef('holder.stream', '=', 'status.stream')
        .on('holder.since', '<=', at)
        .on((eb) => eb.or([eb('holder.until', 'is', null), eb('holder.until', '>', at)])),
    )
    .groupBy('holder.team')
    .select(({ fn }) => [
      'holder.team as team',
      fn.countAll<number>().as('cases'),
      fn.countAll<number>().filterWhere('status.status', '=', 'New').as('new'),
      fn.countAll<number>().filterWhere('status.status', '=', 'Open').as('open'),
      fn.countAll<number>().filterWhere('status.status', '=', 'Waiting').as('waiting'),
      fn.min('fact.created_at').as('oldest'),
    ])
    .orderBy('cases', 'desc')
    .orderBy('team', (order) => order.asc().nullsLast())
    .execute();
  const none: BacklogCount = { cases: 0, new: 0, open: 0, waiting: 0, oldest: null };
  return { ...teams.reduce(together, none), teams };
};
