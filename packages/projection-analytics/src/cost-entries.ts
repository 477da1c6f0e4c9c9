import type { CaseEvent, Money, Of } from '@casebook/domain';
import {
  count,
  flag,
  instant,
  millis,
  optional,
  personal,
  rowsOf,
  text,
  type Recorded,
  type RowOf,
} from '@casebook/projection';
import { unlessErased, type Text } from '@casebook/vocabulary';

const columns = {
  entry_id: text('names the entry in its case'),
  kind: text('effort or cost'),
  what: text("of effort the activity, of a cost what was paid for, in the desk's own words"),
  agent: optional(text('whose effort it is; empty for a cost')),
  duration: optional(millis('how long; empty for a cost')),
  started_at: optional(instant('when it began; empty where nobody says')),
  billable: flag('somebody is to pay for it; a cost always is'),
  amount: optional(count("in the currency's smallest unit; empty for effort without a rate")),
  currency: optional(text('by ISO 4217; empty without an amount')),
  rule: optional(text('rate of the rulebook that it was priced by')),
  memo: personal(optional(text('what somebody wrote to it; empty once erased'))),
  since: instant('when it was booked'),
  approved_by: optional(text('who has approved it; empty before')),
  until: optional(instant('when it was made void; empty while it counts')),
};

type Row = RowOf<typeof columns>;
type Rows = ReadonlyArray<Row>;

const priced = (money: Money | null) => ({ amount: money?.amount ?? null, currency: money?.currency ?? null });

const effort = ({ event, occurredAt }: Recorded<Of<CaseEvent, 'EffortLogged'>>): Row => ({
  entry_id: event.entryId,
  kind: 'effort',
  what: event.activity,
  agent: event.agent,
  duration: event.duration,
  started_at: event.startedAt,
  billable: event.billable,
  ...priced(event.price),
  rule: event.decision?.rule ?? null,
  memo: null,
  since: occurredAt,
  approved_by: null,
  until: null,
});

const cost = ({ event, occurredAt }: Recorded<Of<CaseEvent, 'CostRecorded'>>): Row => ({
  entry_id: event.entryId,
  kind: 'cost',
  what: event.kind,
  agent: null,
  duration: null,
  started_at: null,
  billable: true,
  ...priced(event.cost),
  rule: null,
  memo: event.memo === null ? null : (unlessErased(event.memo) ?? null),
  since: occurredAt,
  approved_by: null,
  until: null,
});

const booked = (rows: Rows, row: Row): Rows => [...rows.filter(({ entry_id }) => entry_id !== row.entry_id), row];

const changed = (rows: Rows, id: Text, change: Partial<Row>): Rows =>
  rows.map((row) => (row.entry_id === id && row.until === null ? { ...row, ...change } : row));

/** What was booked on each case: time that somebody spent, and what was paid. */
export const costEntries = rowsOf<CaseEvent>()({
  name: 'cost_entries',
  version: 1,
  comment: 'One row for each time that somebody spent on a case, and for each cost; what was made void has ended',
  columns,
  key: ['entry_id'],
  indexes: [{ on: ['agent', 'since'] }],
  on: {
    EffortLogged: (rows, recorded) => booked(rows, effort(recorded)),
    CostRecorded: (rows, recorded) => booked(rows, cost(recorded)),
    EntryApproved: (rows, { event: { entryId, approver } }) => changed(rows, entryId, { approved_by: approver }),
    EntryVoided: (rows, { event: { entryId }, occurredAt }) => changed(rows, entryId, { until: occurredAt }),
  },
});
