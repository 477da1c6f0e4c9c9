import { sql, type Kysely } from 'kysely';
import type { SurveyKind } from '@casebook/domain';
import type { Instant } from '@casebook/vocabulary';
import type { AnalyticsQuestion, AnalyticsTables } from './tables';

/** What customers think who were asked in a span. */
export interface Satisfaction {
  readonly kind: SurveyKind;
  /** Whose cases they were; null: nobody had the case. */
  readonly agent: string | null;
  readonly offered: number;
  readonly answered: number;
  /** Answered of offered, in percent. */
  readonly responseRate: number;
  /** The mean of the answers; null without any. */
  readonly mean: number | null;
  /**
   * Of CSAT the share of answers that are 4 or 5, of NPS that of 9 or 10 less that of 6 and below, both in percent; of CES the mean.
   * Null without any.
   */
  readonly score: number | null;
}

export interface SatisfactionQuestion extends AnalyticsQuestion {
  readonly from: Instant;
  /** Before then. */
  readonly to: Instant;
}

const share = (holds: string) =>
  sql<number>`count(*) filter (where ${sql.raw(holds)}) * 100.0 / nullif(count(score), 0)`;

/** By kind and agent, of the surveys offered in the span, with the answers that had come by the instant of the question. */
export const satisfaction = async (
  db: Kysely<AnalyticsTables>,
  { tenant, at, from, to }: SatisfactionQuestion,
): Promise<ReadonlyArray<Satisfaction>> => {
  const rows = await db
    .selectFrom('surveys')
    .where('tenant', '=', tenant)
    .where('since', '>=', from)
    .where('since', '<', to)
    .where('since', '<=', at)
    .groupBy(['kind', 'credited'])
    .orderBy('kind')
    .orderBy('credited', (order) => order.asc().nullsLast())
    .select((eb) => [
      'kind',
      'credited as agent',
      eb.fn.countAll<string>().as('offered'),
      eb.fn.count<string>('score').as('answered'),
      sql<string | null>`avg(score)`.as('mean'),
      share('score >= 4').as('satisfied'),
      share('score >= 9').as('promoters'),
      share('score <= 6').as('detractors'),
    ])
    .execute();
  return rows.map(({ agent, satisfied, promoters, detractors, ...row }) => {
    const kind = row.kind as SurveyKind; // the fold of events wrote it
    const [offered, answered] = [Number(row.offered), Number(row.answered)];
    const mean = row.mean === null ? null : Number(row.mean);
    const scores: { readonly [K in SurveyKind]: number } = {
      CSAT: Number(satisfied),
      CES: mean ?? 0,
      NPS: Number(promoters) - Number(detractors),
    };
    return {
      kind,
      agent,
      offered,
      answered,
      responseRate: (answered * 100) / offered,
      mean,
      score: answered === 0 ? null : scores[kind],
    };
  });
};
