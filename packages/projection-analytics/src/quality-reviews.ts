import type { CaseEvent } from '@casebook/domain';
import { count, flag, instant, optional, personal, rowsOf, text, type RowOf } from '@casebook/projection';
import { unlessErased } from '@casebook/vocabulary';

const columns = {
  n: count('first, second and so on in its case'),
  cycle: count('the cycle of the case that it is of: 1 before the first reopening'),
  scorecard: text('scorecard of the rulebook'),
  scorecard_version: count('version of the rulebook that has it'),
  credited: optional(text('agent whose work it is: who had the case when it was closed; empty where nobody had')),
  team: optional(text('team that had the case then')),
  requested_at: optional(instant('when chance picked the case; empty where a person chose it, or it replaces another')),
  because: optional(text('why it was picked')),
  review_id: optional(text('names the review in its case; empty while it is only asked for')),
  reviewer: optional(text('who reviewed it')),
  reviewed_at: optional(instant('when it was reviewed')),
  total: optional(count('hundredths of a percent, rounded down')),
  passed: optional(flag('it passed')),
  failed_because: optional(text('criterion that fails it, whatever the total')),
  remarks: personal(optional(text('what the reviewer wrote to it; empty once erased'))),
  replaces: optional(text('review whose place it took')),
  reason: optional(text('why: calibration, appeal or correction')),
  appealed_at: optional(instant('when its agent appealed')),
  appeal: personal(optional(text('why they did; empty once erased'))),
  replaced_by: optional(text('review that took its place')),
  until: optional(
    instant('when that did, or when the case was reopened before anybody had reviewed it; empty while it stands'),
  ),
};

type Row = RowOf<typeof columns>;
type Rows = ReadonlyArray<Row>;

const changed = (rows: Rows, which: (row: Row) => boolean, change: Partial<Row>): Rows =>
  rows.map((row) => (row.until === null && which(row) ? { ...row, ...change } : row));

const asked: Pick<
  Row,
  | 'review_id'
  | 'reviewer'
  | 'reviewed_at'
  | 'total'
  | 'passed'
  | 'failed_because'
  | 'remarks'
  | 'replaces'
  | 'reason'
  | 'appealed_at'
  | 'appeal'
  | 'replaced_by'
  | 'until'
> = {
  review_id: null,
  reviewer: null,
  reviewed_at: null,
  total: null,
  passed: null,
  failed_because: null,
  remarks: null,
  replaces: null,
  reason: null,
  appealed_at: null,
  appeal: null,
  replaced_by: null,
  until: null,
};

/** How well closed cases were handled: what is to be reviewed, what came of it, and what became of that. */
export const qualityReviews = rowsOf<CaseEvent>()({
  name: 'quality_reviews',
  version: 1,
  comment: 'One row for each review of the quality of a closed case, from when it is asked for, or given without',
  columns,
  key: ['n'],
  indexes: [{ on: ['reviewed_at'] }, { on: ['requested_at'] }],
  on: {
    QualityReviewRequested: (rows, { event: { cycle, scorecard, credited, team, decision }, occurredAt }) => [
      ...rows,
      {
        ...asked,
        n: rows.length + 1,
        cycle,
        scorecard,
        scorecard_version: decision.rulebook,
        credited,
        team,
        requested_at: occurredAt,
        because: decision.because,
      },
    ],
    QualityReviewed: (rows, { event, occurredAt }) => {
      const { reviewId, cycle, scorecard, replaces, remarks } = event;
      if (rows.some(({ review_id }) => review_id === reviewId)) return rows;
      const others = changed(rows, ({ review_id }) => replaces !== null && review_id === replaces.reviewId, {
        until: occurredAt,
        replaced_by: reviewId,
      });
      const request = others.find(
        (row) => row.review_id === null && row.until === null && row.cycle === cycle && row.scorecard === scorecard,
      );
      const row = {
        ...asked,
        n: rows.length + 1,
        requested_at: null,
        because: null,
        ...request,
        cycle,
        scorecard,
        scorecard_version: event.rulebook,
        credited: event.credited,
        team: event.team,
        review_id: reviewId,
        reviewer: event.reviewer,
        reviewed_at: occurredAt,
        total: event.total,
        passed: event.passed,
        failed_because: event.failedBecause,
        remarks: remarks === null ? null : (unlessErased(remarks) ?? null),
        replaces: replaces?.reviewId ?? null,
        reason: replaces?.reason ?? null,
      };
      return request === undefined ? [...others, row] : others.map((one) => (one === request ? row : one));
    },
    QualityReviewAppealed: (rows, { event: { reviewId, reason }, occurredAt }) =>
      changed(rows, (row) => row.review_id === reviewId && row.appealed_at === null, {
        appealed_at: occurredAt,
        appeal: unlessErased(reason) ?? null,
      }),
    CaseReopened: (rows, { occurredAt }) => changed(rows, (row) => row.review_id === null, { until: occurredAt }),
  },
});
