import { folded, stage, type CaseEvent, type Stage } from '@casebook/domain';
import { count, rowsOf, text, type Column, type Recorded, type RowOf } from '@casebook/projection';
import { ends, lastOf, withLast } from './interval';

// Text that only this fold writes, and it writes stages.
const stageColumn = text(
  'intake, categorization, assignment, investigation, resolution or closure',
) as unknown as Column<Stage, true>;

const columns = {
  n: count('first, second and so on in its case'),
  stage: stageColumn,
  ...ends,
};

type Rows = ReadonlyArray<RowOf<typeof columns>>;

/** A stage that lasted no time at all is not kept. */
const enter = (rows: Rows, { event, occurredAt }: Recorded<CaseEvent>): Rows => {
  const last = lastOf(rows);
  const now = folded(stage, last?.stage ?? stage.initial, event);
  if (last?.stage === now) return rows;
  if (last?.since === occurredAt) return withLast(rows, { ...last, stage: now });
  const next = { n: rows.length + 1, stage: now, since: occurredAt, until: null };
  return last === undefined ? [next] : [...withLast(rows, { ...last, until: occurredAt }), next];
};

const continued = (rows: Rows, recorded: Recorded<CaseEvent>): Rows =>
  rows.length === 0 ? rows : enter(rows, recorded);

/** How long each case was in which stage of the work. */
export const stageIntervals = rowsOf<CaseEvent>()({
  name: 'stage_intervals',
  version: 1,
  comment: 'One row for each stage that a case was in, from when to when',
  columns,
  key: ['n'],
  lasts: { since: 'since', until: 'until' },
  on: {
    CaseCreated: enter,
    CaseCategorized: continued,
    CaseRouted: continued,
    CaseAssigned: continued,
    FindingRecorded: continued,
    CaseResolved: continued,
    CaseReopened: continued,
    CaseClosed: continued,
    CaseCancelled: continued,
  },
});
