import { folded, standing, statusOf, type CaseEvent, type Standing } from '@casebook/domain';
import {
  flag,
  instant,
  json,
  memo,
  optional,
  personal,
  rowOf,
  text,
  type Recorded,
  type RowOf,
} from '@casebook/projection';
import { unlessErased } from '@casebook/vocabulary';

const columns = {
  number: text('what people call the case'),
  customer: optional(text('customer whose case it is')),
  subject: personal(optional(text('what it is about, in the words of whoever opened it; empty once erased'))),
  case_type: optional(text('case type in the rulebook')),
  service: optional(text('service in the rulebook that was asked for')),
  product: optional(text('product that it is about')),
  status: text('New, Open, Waiting, Resolved, Closed, Cancelled or Merged'),
  open: flag('still to be resolved: New, Open or Waiting'),
  created_at: instant('when the case began'),
  status_since: instant('since when it has this status'),
  merged_case: optional(text('id of the case that it goes on in; empty while it stands for itself')),
  merged_into: optional(text('what people call that case')),
  standing: memo(json<Pick<Standing, keyof Standing>>('what decides the status')),
};

const turned = (
  row: RowOf<typeof columns>,
  { event, occurredAt }: Recorded<CaseEvent>,
): Partial<RowOf<typeof columns>> => {
  const now = folded(standing, row.standing, event);
  const status = statusOf(now);
  return {
    standing: now,
    ...(status === row.status ? {} : { status, open: now.phase === 'open', status_since: occurredAt }),
  };
};

/** Where a case is found by its number, its customer, or its subject: one row a case. */
export const caseIndex = rowOf<CaseEvent>()({
  name: 'case_index',
  version: 1,
  comment: 'One row a case: what it is found by, and how it stands',
  columns,
  indexes: [{ on: ['number'] }, { on: ['merged_case'] }, { on: ['customer', 'created_at'] }],
  starts: {
    CaseCreated: ({ event, occurredAt }) => ({
      number: event.number,
      customer: event.customer,
      subject: event.subject === null ? null : (unlessErased(event.subject) ?? null),
      case_type: event.caseType,
      service: event.service,
      product: event.product,
      status: statusOf(standing.initial),
      open: true,
      created_at: occurredAt,
      status_since: occurredAt,
      merged_case: null,
      merged_into: null,
      standing: standing.initial,
    }),
  },
  changes: {
    AssignmentAccepted: turned,
    WaitStarted: turned,
    WaitEnded: turned,
    CaseResolved: turned,
    CaseReopened: turned,
    CaseClosed: turned,
    CaseCancelled: turned,
    CaseMerged: (row, recorded) => ({
      ...turned(row, recorded),
      merged_case: recorded.event.into,
      merged_into: recorded.event.number,
    }),
    CaseUnmerged: (row, recorded) => ({ ...turned(row, recorded), merged_case: null, merged_into: null }),
  },
});
