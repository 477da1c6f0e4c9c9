import type { CaseEvent } from '@casebook/domain';
import { instant, optional, rowsOf, text } from '@casebook/projection';

const columns = {
  link_id: text('id of the link in its case'),
  to_case: text('id of the other case, or of the major issue'),
  number: text('what people call the other case, or the issue'),
  relation: text('what it is to this case: parent, related, duplicate, causedBy, absorbed, splitFrom or majorIssue'),
  since: instant('when it was linked'),
  until: optional(instant('when the link was taken away; empty while it stands')),
};

/** Which cases have to do with each other: one row for each link, with the case that it leads from. */
export const caseLinks = rowsOf<CaseEvent>()({
  name: 'case_links',
  version: 1,
  comment: 'One row for each link from a case to another, or to a major issue',
  columns,
  key: ['link_id'],
  indexes: [{ on: ['to_case'] }],
  on: {
    CaseLinked: (rows, { event: { linkId, to, relation, number }, occurredAt }) => [
      ...rows.filter(({ link_id }) => link_id !== linkId),
      { link_id: linkId, to_case: to, number, relation, since: occurredAt, until: null },
    ],
    CaseUnlinked: (rows, { event: { linkId }, occurredAt }) =>
      rows.map((row) => (row.link_id === linkId && row.until === null ? { ...row, until: occurredAt } : row)),
  },
});
