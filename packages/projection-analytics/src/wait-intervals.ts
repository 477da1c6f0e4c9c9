import type { CaseEvent } from '@casebook/domain';
import { instant, optional, rowsOf, text, type Recorded, type RowOf } from '@casebook/projection';
import { ends } from './interval';

const columns = {
  wait_id: text('names the wait in its case'),
  waiting_on: text('customer, thirdParty, task, approval, majorIssue or date'),
  subject: optional(text('what exactly was waited for')),
  ends_at: optional(instant('when it was to end by itself')),
  ...ends,
  cause: optional(
    text('why it ended: answered, done, elapsed, withdrawn, superseded or unstated; empty while it lasts'),
  ),
};

type Rows = ReadonlyArray<RowOf<typeof columns>>;

/** What is resolved, closed or cancelled waits for nothing, whether or not anybody said so. */
const over = (rows: Rows, { occurredAt }: Recorded<CaseEvent>): Rows =>
  rows.some(({ until }) => until === null)
    ? rows.map((row) => (row.until === null ? { ...row, until: occurredAt, cause: 'superseded' } : row))
    : rows;

/** What each case waited for, from when to when. */
export const waitIntervals = rowsOf<CaseEvent>()({
  name: 'wait_intervals',
  version: 1,
  comment: 'One row for each wait: what a case waited for, from when to when',
  columns,
  key: ['wait_id'],
  lasts: { since: 'since', until: 'until', known: ['cause'] },
  on: {
    WaitStarted: (rows, { event: { waitId, on, subject, until }, occurredAt }) =>
      rows.some((row) => row.wait_id === waitId)
        ? rows
        : [
            ...rows,
            { wait_id: waitId, waiting_on: on, subject, ends_at: until, since: occurredAt, until: null, cause: null },
          ],
    WaitEnded: (rows, { event: { waitId, cause }, occurredAt }) =>
      rows.map((row) =>
        row.wait_id === waitId && (row.until === null || row.until === occurredAt)
          ? { ...row, until: occurredAt, cause }
          : row,
      ),
    CaseResolved: over,
    CaseReopened: over,
    CaseClosed: over,
    CaseCancelled: over,
  },
});
