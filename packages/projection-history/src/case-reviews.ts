import type { CaseEvent } from '@casebook/domain';
import { instant, optional, personal, rowsOf, text, type RowOf } from '@casebook/projection';
import { unlessErased } from '@casebook/vocabulary';

const columns = {
  review_id: text('id of the report in its case'),
  audience: text('who reads it: internal or customer'),
  root_cause: personal(optional(text('why it came to the case; empty once erased'))),
  prevention: personal(optional(text('what keeps it from coming to that again; empty once erased'))),
  written_by: text('agent who wrote it'),
  since: instant('when it was written'),
  approved_by: optional(text('agent who approved it; empty while it is a draft')),
  published_at: optional(instant('when it was published; empty while it is a draft')),
  until: optional(instant('when another one for the same readers took its place; empty while it stands')),
};

type Row = RowOf<typeof columns>;
type Rows = ReadonlyArray<Row>;

const ended = (rows: Rows, until: Row['since'], which: (row: Row) => boolean): Rows =>
  rows.map((row) => (row.until === null && which(row) ? { ...row, until } : row));

/** What was learned from cases once they were closed. A draft gives way to a later draft, what is published to what is published later. */
export const caseReviews = rowsOf<CaseEvent>()({
  name: 'case_reviews',
  version: 1,
  comment: 'One row for each report on a closed case: drafted, approved and published, replaced by another',
  columns,
  key: ['review_id'],
  on: {
    CaseReviewDrafted: (rows, { event: { reviewId, audience, by, rootCause, prevention }, occurredAt }) => {
      const others = rows.filter(({ review_id }) => review_id !== reviewId);
      return [
        ...ended(others, occurredAt, (row) => row.audience === audience && row.published_at === null),
        {
          review_id: reviewId,
          audience,
          root_cause: unlessErased(rootCause) ?? null,
          prevention: unlessErased(prevention) ?? null,
          written_by: by,
          since: occurredAt,
          approved_by: null,
          published_at: null,
          until: null,
        },
      ];
    },
    CaseReviewPublished: (rows, { event: { reviewId, audience, approvedBy }, occurredAt }) =>
      ended(
        rows,
        occurredAt,
        (row) => row.review_id !== reviewId && row.audience === audience && row.published_at !== null,
      ).map((row) =>
        row.review_id === reviewId && row.published_at === null
          ? { ...row, approved_by: approvedBy, published_at: occurredAt }
          : row,
      ),
  },
});
