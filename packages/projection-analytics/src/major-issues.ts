import { issueStatusAfter, type IssueStatus, type MajorIssueEvent } from '@casebook/domain';
import {
  count,
  flag,
  instant,
  optional,
  rowOf,
  text,
  type Column,
  type Recorded,
  type RowOf,
} from '@casebook/projection';

// Text that only this fold writes, and it writes statuses.
const statusColumn = text('candidate, rejected, major, resolved or closed') as unknown as Column<IssueStatus, true>;

const columns = {
  title: text('what people call it'),
  impact: text("what it means for customers and business, in the desk's own words"),
  status: statusColumn,
  open: flag('still to be decided about, or to be resolved: candidate or major'),
  proposed_by: text('who proposed it'),
  proposed_at: instant('when it was proposed'),
  from_case: optional(text('id of the case in which it was noticed; empty where it was noticed otherwise')),
  decided_by: optional(text('who accepted or rejected it; empty while nobody has')),
  decided_at: optional(instant('when it was accepted or rejected')),
  customers: count('customers who were found to be affected'),
  excluded: count('customers who were found and left out, counted in each batch'),
  updates: count('how often customers were told something'),
  last_update_at: optional(instant('when they were told something last')),
  code: optional(text('code of the solution that stands; empty while none does')),
  resolved_at: optional(instant('when it was resolved last; empty while it is open')),
  reopens: count('how often it was reopened'),
  closed_at: optional(instant('when it was closed')),
};

type Row = RowOf<typeof columns>;

const turned = ({ status }: Row, { event }: Recorded<MajorIssueEvent>): Pick<Row, 'status' | 'open'> => {
  const now = issueStatusAfter(status, event);
  return { status: now, open: now === 'candidate' || now === 'major' };
};

/** What customers suffer from together, and how far it is: one row a major issue. */
export const majorIssues = rowOf<MajorIssueEvent>()({
  name: 'major_issues',
  version: 1,
  comment: 'One row a major issue: proposed, decided about, followed, resolved',
  columns,
  indexes: [{ on: ['proposed_at'], where: 'open' }, { on: ['proposed_at'] }],
  starts: {
    MajorIssueProposed: ({ event: { title, impact, by, fromCase }, occurredAt }) => ({
      title,
      impact,
      status: 'candidate',
      open: true,
      proposed_by: by,
      proposed_at: occurredAt,
      from_case: fromCase,
      decided_by: null,
      decided_at: null,
      customers: 0,
      excluded: 0,
      updates: 0,
      last_update_at: null,
      code: null,
      resolved_at: null,
      reopens: 0,
      closed_at: null,
    }),
  },
  changes: {
    MajorIssueAccepted: (row, recorded) => ({
      ...turned(row, recorded),
      decided_by: recorded.event.by,
      decided_at: recorded.occurredAt,
    }),
    MajorIssueRejected: (row, recorded) => ({
      ...turned(row, recorded),
      decided_by: recorded.event.by,
      decided_at: recorded.occurredAt,
    }),
    AffectedCustomersIdentified: ({ customers, excluded }, { event }) => ({
      customers: customers + event.customers.length,
      excluded: excluded + event.excluded.length,
    }),
    IssueUpdatePublished: ({ updates }, { occurredAt }) => ({ updates: updates + 1, last_update_at: occurredAt }),
    MajorIssueResolved: (row, recorded) => ({
      ...turned(row, recorded),
      code: recorded.event.code,
      resolved_at: recorded.occurredAt,
    }),
    MajorIssueReopened: (row, recorded) => ({
      ...turned(row, recorded),
      code: null,
      resolved_at: null,
      reopens: row.reopens + 1,
    }),
    MajorIssueClosed: (row, recorded) => ({ ...turned(row, recorded), closed_at: recorded.occurredAt }),
  },
});
