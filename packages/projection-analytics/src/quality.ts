import { sql, type Kysely } from 'kysely';
import type { SpanQuestion } from './span';
import type { AnalyticsTables } from './tables';

/** How one criterion was met. */
export interface CriterionQuality {
  readonly criterion: string;
  readonly reviews: number;
  /** What was given of what there was to get, in percent: the mean of the reviews. */
  readonly mean: number;
  /** Reviews in which it fell short. */
  readonly short: number;
}

/** What reviews of a span came to, of one scorecard, of the work of one agent in one team. */
export interface Quality {
  readonly scorecard: string;
  /** Whose work it is; null: nobody had the case when it was closed. */
  readonly agent: string | null;
  readonly team: string | null;
  /** Reviews that stand: no other has taken their place. */
  readonly reviews: number;
  /** The mean of their totals, in percent; null without any. */
  readonly mean: number | null;
  readonly passed: number;
  /** Passed of those that stand, in percent; null without any. */
  readonly passedShare: number | null;
  /** Reviews, those that stand no longer included, that the agent appealed against. */
  readonly appealed: number;
  /** Of these: decided, and with a higher total or a pass where there was none. */
  readonly granted: number;
  readonly criteria: ReadonlyArray<CriterionQuality>;
}

const criteriaIn = (db: Kysely<AnalyticsTables>, { tenant, at, from, to }: SpanQuestion) =>
  db
    .selectFrom('quality_scores')
    .where('tenant', '=', tenant)
    .where('since', '>=', from)
    .where('since', '<', to)
    .where('since', '<=', at)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', at)]))
    .groupBy(['scorecard', 'credited', 'team', 'criterion'])
    .orderBy((eb) => eb.fn.min('place'))
    .orderBy('criterion')
    .select(({ fn }) => [
      'scorecard',
      'credited as agent',
      'team',
      'criterion',
      fn.countAll<string>().as('reviews'),
      sql<string>`round(avg(score * 100.0 / max), 6)`.as('mean'),
      sql<string>`count(*) filter (where short)`.as('short'),
    ])
    .execute();

/** By scorecard, agent and team, of the reviews given in the span, as they stood at the instant of the question. */
export const quality = async (db: Kysely<AnalyticsTables>, question: SpanQuestion): Promise<ReadonlyArray<Quality>> => {
  const { tenant, at, from, to } = question;
  const stands = sql<boolean>`(${sql.ref('review.until')} is null or ${sql.ref('review.until')} > ${at}::timestamptz)`;
  const better = sql<boolean>`(decided.total > review.total or (decided.passed and not review.passed))`;
  const rows = await db
    .selectFrom('quality_reviews as review')
    .leftJoin('quality_reviews as decided', (join) =>
      join
        .onRef('decided.tenant', '=', 'review.tenant')
        .onRef('decided.stream', '=', 'review.stream')
        .onRef('decided.replaces', '=', 'review.review_id')
        .on('decided.reason', '=', 'appeal')
        .on('decided.reviewed_at', '<=', at),
    )
    .where('review.tenant', '=', tenant)
    .where('review.reviewed_at', '>=', from)
    .where('review.reviewed_at', '<', to)
    .where('review.reviewed_at', '<=', at)
    .groupBy(['review.scorecard', 'review.credited', 'review.team'])
    .orderBy('review.scorecard')
    .orderBy('review.credited', (order) => order.asc().nullsLast())
    .orderBy('review.team', (order) => order.asc().nullsLast())
    .select([
      'review.scorecard',
      'review.credited as agent',
      'review.team',
      sql<string>`count(*) filter (where ${stands})`.as('reviews'),
      sql<string | null>`round(avg(review.total) filter (where ${stands}) / 100, 6)`.as('mean'),
      sql<string>`count(*) filter (where ${stands} and review.passed)`.as('passed'),
      sql<string>`count(*) filter (where review.appealed_at <= ${at}::timestamptz)`.as('appealed'),
      sql<string>`count(*) filter (where ${better})`.as('granted'),
    ])
    .execute();
  const criteria = await criteriaIn(db, question);
  return rows.map(({ scorecard, agent, team, ...row }) => {
    const [reviews, passed] = [Number(row.reviews), Number(row.passed)];
    return {
      scorecard,
      agent,
      team,
      reviews,
      mean: row.mean === null ? null : Number(row.mean),
      passed,
      passedShare: reviews === 0 ? null : (passed * 100) / reviews,
      appealed: Number(row.appealed),
      granted: Number(row.granted),
      criteria: criteria
        .filter((one) => one.scorecard === scorecard && one.agent === agent && one.team === team)
        .map((one) => ({
          criterion: one.criterion,
          reviews: Number(one.reviews),
          mean: Number(one.mean),
          short: Number(one.short),
        })),
    };
  });
};
