import type { CaseEvent } from '@casebook/domain';
import { count, instant, optional, rowsOf, text, type RowOf } from '@casebook/projection';
import { ends, lastOf, withLast } from './interval';

const columns = {
  n: count('first, second and so on in its case'),
  category: text('path in the taxonomy'),
  previous: optional(text('category before; empty for the first')),
  complexity: optional(text('low, medium or high; empty where nobody says')),
  reason: text('initial, reviewed, misclassified, newInformation or unstated'),
  agent: optional(text('who said so; empty for a rule and where nobody is known')),
  ...ends,
  review_rule: optional(text('rule of the rulebook that wanted it looked over; empty where none did')),
  review: optional(text('confirmed or corrected, once it was looked over')),
  reviewer: optional(text('who looked it over')),
  reviewed_at: optional(instant('when it was looked over')),
};

type Rows = ReadonlyArray<RowOf<typeof columns>>;

const closed = (rows: Rows, until: RowOf<typeof columns>['since']): Rows => {
  const last = lastOf(rows);
  return last === undefined ? rows : withLast(rows, { ...last, until });
};

const onLast = (rows: Rows, change: Partial<RowOf<typeof columns>>): Rows => {
  const last = lastOf(rows);
  return last === undefined ? rows : withLast(rows, { ...last, ...change });
};

/** What each case was held to be about, from when to when, who said so and who looked it over. */
export const categorizations = rowsOf<CaseEvent>()({
  name: 'categorizations',
  version: 1,
  comment:
    'One row for each time that a case was categorized: how, by whom, for how long, and what a review made of it',
  columns,
  key: ['n'],
  on: {
    CaseCategorized: (rows, { event, occurredAt }) => [
      ...closed(rows, occurredAt),
      {
        n: rows.length + 1,
        category: event.category,
        previous: lastOf(rows)?.category ?? null,
        complexity: event.complexity,
        reason: event.reason,
        agent: event.by,
        since: occurredAt,
        until: null,
        review_rule: null,
        review: null,
        reviewer: null,
        reviewed_at: null,
      },
    ],
    CategoryReviewRequested: (rows, { event }) => onLast(rows, { review_rule: event.decision.rule }),
    CategoryReviewed: (rows, { event: { outcome, reviewer }, occurredAt }) =>
      onLast(rows, { review: outcome, reviewer, reviewed_at: occurredAt }),
  },
});
