import type { Kysely } from 'kysely';
import type { ReviewAudience } from '@casebook/domain';
import type { Instant } from '@casebook/vocabulary';
import type { HistoryQuestion, HistoryTables } from './search';

/** A report on a case. */
export interface CaseReport {
  readonly reviewId: string;
  readonly audience: ReviewAudience;
  readonly state: 'draft' | 'published';
  /** Null once erased. */
  readonly rootCause: string | null;
  readonly prevention: string | null;
  readonly writtenBy: string;
  readonly approvedBy: string | null;
  readonly since: Instant;
  readonly publishedAt: Instant | null;
}

/** The reports on a case that stand, the latest last; for its customer only what has been published for them. */
export const reportsOf = async (
  db: Kysely<HistoryTables>,
  { tenant, at, stream, reader }: HistoryQuestion & { readonly stream: string; readonly reader: ReviewAudience },
): Promise<ReadonlyArray<CaseReport>> => {
  const rows = await db
    .selectFrom('case_reviews')
    .where('tenant', '=', tenant)
    .where('stream', '=', stream)
    .where('since', '<=', at)
    .where('until', 'is', null)
    .$if(reader === 'customer', (query) =>
      query.where('audience', '=', 'customer').where('published_at', 'is not', null),
    )
    .select([
      'review_id as reviewId',
      'audience',
      'root_cause as rootCause',
      'prevention',
      'written_by as writtenBy',
      'approved_by as approvedBy',
      'since',
      'published_at as publishedAt',
    ])
    .orderBy('since')
    .orderBy('review_id')
    .execute();
  return rows.map((row) => ({
    ...row,
    audience: row.audience as ReviewAudience, // as events say it
    state: row.publishedAt === null ? 'draft' : 'published',
  }));
};
