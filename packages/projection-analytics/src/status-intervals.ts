import { folded, standing, statusOf, type CaseEvent, type Standing } from '@casebook/domain';
import { count, flag, json, memo, optional, rowsOf, text, type Recorded, type RowOf } from '@casebook/projection';
import { ends, lastOf, withLast } from './interval';

const columns = {
  n: count('first, second and so on in its case'),
  status: text('New, Open, Waiting, Resolved, Closed, Cancelled or Merged'),
  came_from: optional(text('status before; empty at the beginning of the case')),
  open: flag('still to be resolved in this status'),
  was_open: flag('was still to be resolved in the status before'),
  ...ends,
  standing: memo(optional(json<Pick<Standing, keyof Standing>>('what decides the status; kept while it lasts'))),
};

type Rows = ReadonlyArray<RowOf<typeof columns>>;

const turn = (rows: Rows, { event, occurredAt }: Recorded<CaseEvent>): Rows => {
  const last = lastOf(rows);
  const now = folded(standing, last?.standing ?? standing.initial, event);
  const status = statusOf(now);
  if (last?.status === status) return last.standing === now ? rows : withLast(rows, { ...last, standing: now });
  const next = {
    n: rows.length + 1,
    status,
    came_from: last?.status ?? null,
    open: now.phase === 'open',
    was_open: last?.open ?? false,
    since: occurredAt,
    until: null,
    standing: now,
  };
  return last === undefined ? [next] : [...withLast(rows, { ...last, until: occurredAt, standing: null }), next];
};

/** A case before its beginning has no status, whatever a log says of it. */
const continued = (rows: Rows, recorded: Recorded<CaseEvent>): Rows =>
  rows.length === 0 ? rows : turn(rows, recorded);

/** How long each case had which status. */
export const statusIntervals = rowsOf<CaseEvent>()({
  name: 'status_intervals',
  version: 1,
  comment: 'One row for each status that a case was in, from when to when',
  columns,
  key: ['n'],
  lasts: { since: 'since', until: 'until' },
  indexes: [{ on: ['since'] }],
  on: {
    CaseCreated: turn,
    AssignmentAccepted: continued,
    WaitStarted: continued,
    WaitEnded: continued,
    CaseResolved: continued,
    CaseReopened: continued,
    CaseClosed: continued,
    CaseCancelled: continued,
    CaseMerged: continued,
    CaseUnmerged: continued,
  },
});
