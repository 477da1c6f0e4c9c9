import type { CaseEvent } from '@casebook/domain';
import { count, instant, optional, rowsOf, text, type RowOf } from '@casebook/projection';

const columns = {
  n: count('from 0, in the order in which the case got its tags'),
  tag: text("a word of the desk's own"),
  since: instant('when the case got it'),
  until: optional(instant('when it was taken away; empty while the case has it')),
};

type Rows = ReadonlyArray<RowOf<typeof columns>>;

/** Which tags cases have, and had. */
export const caseTags = rowsOf<CaseEvent>()({
  name: 'case_tags',
  version: 1,
  comment: 'One row for each time that a case got a tag, until it was taken away',
  columns,
  key: ['n'],
  lasts: { since: 'since', until: 'until' },
  indexes: [{ on: ['tag'] }],
  on: {
    TagAdded: (rows: Rows, { event: { tag }, occurredAt }) =>
      rows.some((row) => row.tag === tag && row.until === null)
        ? rows
        : [...rows, { n: rows.length, tag, since: occurredAt, until: null }],
    TagRemoved: (rows: Rows, { event: { tag }, occurredAt }) =>
      rows.map((row) => (row.tag === tag && row.until === null ? { ...row, until: occurredAt } : row)),
  },
});
