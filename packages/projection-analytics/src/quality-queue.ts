import type { Kysely } from 'kysely';
import type { Instant } from '@casebook/vocabulary';
import type { AnalyticsQuestion, AnalyticsTables } from './tables';

/** Work that is to be reviewed, or a review whose agent has appealed. */
export interface QualityItem {
  readonly stream: string;
  readonly number: string;
  readonly wants: 'review' | 'appeal';
  readonly scorecard: string;
  readonly cycle: number;
  /** Whose work it is: they do not review it. */
  readonly agent: string | null;
  readonly team: string | null;
  /** The review that was appealed against, and who gave it: they do not decide it. Null: there is none yet. */
  readonly reviewId: string | null;
  readonly reviewer: string | null;
  /** Since when: picked, or appealed against. */
  readonly since: Instant;
  /** Why it was picked, or why they appealed; null once that is erased. */
  readonly because: string | null;
}

/** Closed cases that chance has picked for a review, and reviews whose agent has appealed: the longest wait first. */
export const qualityQueue = async (
  db: Kysely<AnalyticsTables>,
  { tenant, at }: AnalyticsQuestion,
): Promise<ReadonlyArray<QualityItem>> => {
  const rows = await db
    .selectFrom('quality_reviews as review')
    .innerJoin('case_facts as fact', (join) =>
      join.onRef('fact.tenant', '=', 'review.tenant').onRef('fact.stream', '=', 'review.stream'),
    )
    .where('review.tenant', '=', tenant)
    .where('review.until', 'is', null)
    .where((eb) =>
      eb.or([
        eb.and([eb('review.review_id', 'is', null), eb('review.requested_at', '<=', at)]),
        eb('review.appealed_at', '<=', at),
      ]),
    )
    .select((eb) => [
      'review.stream',
      'fact.number',
      'review.scorecard',
      'review.cycle',
      'review.credited as agent',
      'review.team',
      'review.review_id as reviewId',
      'review.reviewer',
      'review.because',
      'review.appeal',
      eb.fn.coalesce('review.appealed_at', 'review.requested_at').as('since'),
    ])
    .orderBy('since')
    .orderBy('fact.number')
    .orderBy('review.n')
    .$narrowType<{ since: Instant }>()
    .execute();
  return rows.map(({ appeal, because, ...row }) =>
    row.reviewId === null ? { ...row, wants: 'review', because } : { ...row, wants: 'appeal', because: appeal },
  );
};
