import type { CaseEvent } from '@casebook/domain';
import { count, instant, optional, rowsOf, text, type RowOf } from '@casebook/projection';

const columns = {
  approval_id: text('id of the request in its case'),
  approver: text('agent who is asked'),
  subject: text('plan, escalation, credit, closure or review'),
  about: optional(text('what of it: the revision of a plan, an amount')),
  requested_by: optional(text('agent who asks; empty where none does')),
  quorum: count('how many of those who are asked must agree'),
  rule: optional(text('rule of the rulebook that wanted it; empty where a person asks')),
  since: instant('when it was asked for'),
  due_at: optional(instant('when it should be decided; empty where no time is set')),
  verdict: optional(text('what this approver said last: approved or rejected; empty before')),
  decided_at: optional(instant('when they said so')),
  until: optional(instant('when the request was settled; empty while it is open')),
  outcome: optional(text('approved, rejected, withdrawn or superseded; empty while it is open')),
};

type Row = RowOf<typeof columns>;
type Rows = ReadonlyArray<Row>;

const changed = (rows: Rows, which: (row: Row) => boolean, change: Partial<Row>): Rows =>
  rows.map((row) => (which(row) ? { ...row, ...change } : row));

/** Who is asked to approve what, and what they say: one row for each request and each of its approvers. */
export const approvals = rowsOf<CaseEvent>()({
  name: 'approvals',
  version: 1,
  comment: 'One row for each request for approval and each agent who is asked',
  columns,
  key: ['approval_id', 'approver'],
  indexes: [{ on: ['approver', 'since'] }],
  on: {
    ApprovalRequested: (rows, { event, occurredAt }) => [
      ...rows.filter(({ approval_id }) => approval_id !== event.approvalId),
      ...event.approvers.map((approver) => ({
        approval_id: event.approvalId,
        approver,
        subject: event.subject,
        about: event.about,
        requested_by: event.requestedBy,
        quorum: event.quorum,
        rule: event.decision?.rule ?? null,
        since: occurredAt,
        due_at: event.dueAt,
        verdict: null,
        decided_at: null,
        until: null,
        outcome: null,
      })),
    ],
    ApprovalDecided: (rows, { event: { approvalId, approver, verdict }, occurredAt }) =>
      changed(rows, (row) => row.approval_id === approvalId && row.approver === approver, {
        verdict,
        decided_at: occurredAt,
      }),
    ApprovalSettled: (rows, { event: { approvalId, outcome }, occurredAt }) =>
      changed(rows, (row) => row.approval_id === approvalId && row.until === null, { until: occurredAt, outcome }),
  },
});
