import type { MajorIssueEvent } from '@casebook/domain';
import { instant, optional, rowsOf, text } from '@casebook/projection';

const columns = {
  case_id: text('id of the case'),
  number: text('what people call the case'),
  customer: optional(text('customer whose case it is')),
  opened: text('proactive where it was opened for the customer, reported where somebody reported it'),
  since: instant('when it was attached, the last time'),
  until: optional(instant('when it was detached; empty while it is attached')),
};

/** The cases that a major issue leads or has led: one row for each. */
export const majorIssueCases = rowsOf<MajorIssueEvent>()({
  name: 'major_issue_cases',
  version: 1,
  comment: 'One row for each case that a major issue leads, or has led',
  columns,
  key: ['case_id'],
  indexes: [{ on: ['case_id'] }, { on: ['customer'] }],
  on: {
    CaseAttached: (rows, { event: { caseId, number, customer, opened }, occurredAt }) => [
      ...rows.filter(({ case_id }) => case_id !== caseId),
      { case_id: caseId, number, customer, opened, since: occurredAt, until: null },
    ],
    CaseDetached: (rows, { event: { caseId }, occurredAt }) =>
      rows.map((row) => (row.case_id === caseId && row.until === null ? { ...row, until: occurredAt } : row)),
  },
});
