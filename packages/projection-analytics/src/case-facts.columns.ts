import type { Standing } from '@casebook/domain';
import { count, flag, instant, json, memo, optional, text, type RowOf } from '@casebook/projection';

/** What is known of one case over all its cycles. */
export const columns = {
  number: text('what people call the case'),
  case_type: optional(text('case type in the rulebook')),
  service: optional(text('service in the rulebook that was asked for')),
  channel: text('how the case came in'),
  origin: text('who opened it: customer, agent, proactive, followUp, split or import'),
  customer: optional(text('customer whose case it is')),
  product: optional(text('product that it is about')),
  status: text('New, Open, Waiting, Resolved, Closed, Cancelled or Merged'),
  open: flag('still to be resolved: New, Open or Waiting'),
  cancelled: flag('was cancelled, and has not been reopened since'),
  created_at: instant('when the case began'),
  first_response_at: optional(instant('first message of a person of ours to the customer')),
  first_resolved_at: optional(instant('first resolution, or closing where none came before')),
  last_resolved_at: optional(instant('resolution of the last cycle that had one')),
  closed_at: optional(instant('when it was closed; empty while it is not')),
  category_first: optional(text('path in the taxonomy, as first categorized')),
  category_last: optional(text('path in the taxonomy, as categorized last')),
  complexity: optional(text('low, medium or high; empty where nobody says')),
  priority_first: optional(count('1 critical to 4 low, as first set')),
  priority_last: optional(count('1 critical to 4 low, as set last')),
  team_first: optional(text('team that it was routed to first')),
  team_last: optional(text('team that it was routed to last')),
  agent_first: optional(text('agent whom it was assigned to first')),
  agent_last: optional(text('agent whom it was assigned to last, also after a release')),
  team_handovers: count('routings to another team than the one before'),
  agent_handovers: count('assignments to another agent than the one before'),
  misroutings: count('routings away from a team that was the wrong one, as whoever routed it said'),
  reopens: count('how often it was reopened'),
  waits: count('how often it began to wait for somebody or something'),
  messages_in: count('messages received'),
  messages_out: count('messages sent, automatic ones included'),
  sla: optional(text('verdict on its service levels: missed if any was, else met if any was')),
  source_rows: count('rows of imported logs that tell of it'),
  activities: count('activities in the variant'),
  variant: optional(
    text(
      'what was done in order, joined by → (one within a label is written \\→): a row by its label, an event of our own by its type; empty while no row has told of it',
    ),
  ),
  standing: memo(json<Pick<Standing, keyof Standing>>('what decides the status')),
  last_row: memo(optional(text('file and row of the last activity that a source told'))),
};

export type CaseFact = RowOf<typeof columns>;
