import type { CaseEvent } from '@casebook/domain';
import { count, flag, instant, optional, rowsOf, text, type RowOf } from '@casebook/projection';

const columns = {
  review_id: text('names the review in its case'),
  place: count('from 0, in the order of the scorecard'),
  cycle: count('the cycle of the case that it is of: 1 before the first reopening'),
  scorecard: text('scorecard of the rulebook'),
  criterion: text('what was looked at'),
  credited: optional(text('agent whose work it is: who had the case when it was closed; empty where nobody had')),
  team: optional(text('team that had the case then')),
  score: count('points that were given'),
  max: count('points that there were to get'),
  weight: count('share of the total, in percent'),
  short: flag('less than what the whole is passed at, or than what the criterion asks for at least'),
  since: instant('when it was reviewed'),
  until: optional(instant('when another review took its place; empty while it stands')),
};

type Rows = ReadonlyArray<RowOf<typeof columns>>;

/** The points of every review, criterion by criterion. */
export const qualityScores = rowsOf<CaseEvent>()({
  name: 'quality_scores',
  version: 1,
  comment: 'One row for each criterion of each review of the quality of a closed case',
  columns,
  key: ['review_id', 'place'],
  lasts: { since: 'since', until: 'until' },
  indexes: [{ on: ['since'] }],
  on: {
    QualityReviewed: (rows: Rows, { event, occurredAt }) => {
      const { reviewId, cycle, scorecard, credited, team, replaces } = event;
      if (rows.some(({ review_id }) => review_id === reviewId)) return rows;
      return [
        ...rows.map((row) =>
          row.review_id === replaces?.reviewId && row.until === null ? { ...row, until: occurredAt } : row,
        ),
        ...event.scores.map((given, place) => ({
          review_id: reviewId,
          place,
          cycle,
          scorecard,
          ...given,
          credited,
          team,
          since: occurredAt,
          until: null,
        })),
      ];
    },
  },
});
