import { sql, type Kysely } from 'kysely';
import type { SpanQuestion } from './span';
import type { AnalyticsTables } from './tables';

/** By what a need shows: a criterion that falls short, cases that are reopened, time that is spent. */
export type TrainingSign = 'criterion' | 'reopened' | 'effort';

/** What somebody does worse than others, in cases of one category and complexity. */
export interface TrainingNeed {
  readonly agent: string;
  /** As categorized last; null: not at all. */
  readonly category: string | null;
  readonly complexity: string | null;
  readonly sign: TrainingSign;
  /** The criterion that falls short; null for other signs. */
  readonly criterion: string | null;
  /** Of `criterion` and `reopened` the share in percent; of `effort` the mean of a case, in milliseconds. */
  readonly figure: number;
  /** The same of everybody's cases of this category and complexity. */
  readonly usual: number;
  /** What the figure counts: reviews, resolutions or cases. */
  readonly of: number;
  /** The cases behind it, by their numbers: in which it fell short, which were reopened, which took longer than usual. */
  readonly cases: ReadonlyArray<string>;
}

/** Reviews that stand: 100 where the criterion fell short. */
const shortfalls = (db: Kysely<AnalyticsTables>, { tenant, at, from, to }: SpanQuestion) =>
  db
    .selectFrom('quality_scores as score')
    .innerJoin('case_facts as fact', (join) =>
      join.onRef('fact.tenant', '=', 'score.tenant').onRef('fact.stream', '=', 'score.stream'),
    )
    .where('score.tenant', '=', tenant)
    .where('score.since', '>=', from)
    .where('score.since', '<', to)
    .where('score.since', '<=', at)
    .where((eb) => eb.or([eb('score.until', 'is', null), eb('score.until', '>', at)]))
    .select([
      sql<TrainingSign>`'criterion'`.as('sign'),
      sql<string | null>`${sql.ref('score.criterion')}`.as('criterion'),
      'score.credited as agent',
      'fact.category_last as category',
      'fact.complexity',
      'fact.number',
      sql<string>`case when ${sql.ref('score.short')} then 100.0 else 0.0 end`.as('value'),
    ]);

/** Resolutions, each of whoever had the case then: 100 where the case was reopened after it. */
const reopenings = (db: Kysely<AnalyticsTables>, { tenant, at, from, to }: SpanQuestion) =>
  db
    .selectFrom('status_intervals as turn')
    .innerJoin('case_facts as fact', (join) =>
      join.onRef('fact.tenant', '=', 'turn.tenant').onRef('fact.stream', '=', 'turn.stream'),
    )
    .innerJoin('assignment_intervals as holder', (join) =>
      join
        .onRef('holder.tenant', '=', 'turn.tenant')
        .onRef('holder.stream', '=', 'turn.stream')
        .onRef('holder.since', '<=', 'turn.since')
        .on((eb) => eb.or([eb('holder.until', 'is', null), eb('holder.until', '>', eb.ref('turn.since'))])),
    )
    .where('turn.tenant', '=', tenant)
    .where('turn.was_open', '=', true)
    .where('turn.status', 'in', ['Resolved', 'Closed'])
    .where('turn.since', '>=', from)
    .where('turn.since', '<', to)
    .where('turn.since', '<=', at)
    .select((eb) => [
      sql<TrainingSign>`'reopened'`.as('sign'),
      sql<string | null>`null::text`.as('criterion'),
      'holder.agent',
      'fact.category_last as category',
      'fact.complexity',
      'fact.number',
      sql<string>`case when ${eb.exists(
        eb
          .selectFrom('status_intervals as later')
          .whereRef('later.tenant', '=', 'turn.tenant')
          .whereRef('later.stream', '=', 'turn.stream')
          .whereRef('later.n', '>', 'turn.n')
          .where('later.came_from', 'in', ['Resolved', 'Closed'])
          .where('later.open', '=', true)
          .where('later.since', '<=', at)
          .select('later.n'),
      )} then 100.0 else 0.0 end`.as('value'),
    ]);

/** Time that somebody spent on a case, all of it together, in milliseconds. */
const efforts = (db: Kysely<AnalyticsTables>, { tenant, at, from, to }: SpanQuestion) =>
  db
    .selectFrom('cost_entries as entry')
    .innerJoin('case_facts as fact', (join) =>
      join.onRef('fact.tenant', '=', 'entry.tenant').onRef('fact.stream', '=', 'entry.stream'),
    )
    .where('entry.tenant', '=', tenant)
    .where('entry.kind', '=', 'effort')
    .where('entry.since', '>=', from)
    .where('entry.since', '<', to)
    .where('entry.since', '<=', at)
    .where((eb) => eb.or([eb('entry.until', 'is', null), eb('entry.until', '>', at)]))
    .groupBy(['entry.agent', 'fact.category_last', 'fact.complexity', 'fact.number', 'entry.stream'])
    .select([
      sql<TrainingSign>`'effort'`.as('sign'),
      sql<string | null>`null::text`.as('criterion'),
      'entry.agent',
      'fact.category_last as category',
      'fact.complexity',
      'fact.number',
      sql<string>`sum(${sql.ref('entry.duration')})::numeric`.as('value'),
    ]);

/** Where somebody's figure is higher than everybody's in cases of the same category and complexity, by agent. */
export const trainingNeeds = async (
  db: Kysely<AnalyticsTables>,
  question: SpanQuestion,
): Promise<ReadonlyArray<TrainingNeed>> => {
  const told = shortfalls(db, question).unionAll(reopenings(db, question)).unionAll(efforts(db, question));
  const rows = await db
    .selectFrom((eb) =>
      eb
        .selectFrom(told.as('told'))
        .selectAll()
        .select(sql<string>`avg(value) over (partition by sign, criterion, category, complexity)`.as('usual'))
        .as('compared'),
    )
    .where('agent', 'is not', null)
    .groupBy(['agent', 'category', 'complexity', 'sign', 'criterion', 'usual'])
    .having(sql<boolean>`avg(value) > usual`)
    .orderBy('agent')
    .orderBy('category', (order) => order.asc().nullsLast())
    .orderBy('complexity', (order) => order.asc().nullsLast())
    .orderBy('sign')
    .orderBy('criterion')
    .select([
      'agent',
      'category',
      'complexity',
      'sign',
      'criterion',
      sql<string>`round(avg(value), 6)`.as('figure'),
      sql<string>`round(usual, 6)`.as('usual'),
      sql<string>`count(*)`.as('of'),
      sql<ReadonlyArray<string>>`jsonb_agg(distinct number order by number) filter (where value > usual)`.as('cases'),
    ])
    .$narrowType<{ agent: string }>()
    .execute();
  return rows.map((row) => ({
    ...row,
    figure: Number(row.figure),
    usual: Number(row.usual),
    of: Number(row.of),
  }));
};
