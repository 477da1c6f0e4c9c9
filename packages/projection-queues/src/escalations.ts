import type { CaseEvent } from '@casebook/domain';
import { instant, optional, personal, rowsOf, text, type RowOf } from '@casebook/projection';
import { unlessErased } from '@casebook/vocabulary';

const columns = {
  escalation_id: text('names the escalation in its case'),
  kind: text('functional, hierarchical, customer or account'),
  severity: optional(text("in the desk's own words; empty where nobody says")),
  team: optional(text('team that is to look at it; empty where none is named')),
  rule: optional(text('rule of the rulebook that escalated; empty where a person did')),
  reason: personal(optional(text('why a person did; empty where a rule did, and once erased'))),
  since: instant('when it was escalated'),
  until: optional(instant('when it came back, or was over; empty while it is open')),
};

type Rows = ReadonlyArray<RowOf<typeof columns>>;

/** Who else is to look at a case: one row an escalation. */
export const escalations = rowsOf<CaseEvent>()({
  name: 'escalations',
  version: 1,
  comment: 'One row for each escalation of a case, from when to when',
  columns,
  key: ['escalation_id'],
  lasts: { since: 'since', until: 'until' },
  indexes: [{ on: ['team', 'since'] }],
  on: {
    CaseEscalated: (rows: Rows, { event, occurredAt }) => [
      ...rows.filter(({ escalation_id }) => escalation_id !== event.escalationId),
      {
        escalation_id: event.escalationId,
        kind: event.kind,
        severity: event.severity,
        team: event.to,
        rule: event.decision?.rule ?? null,
        reason: event.reason === null ? null : (unlessErased(event.reason) ?? null),
        since: occurredAt,
        until: null,
      },
    ],
    CaseDeescalated: (rows: Rows, { event: { escalationId }, occurredAt }) =>
      rows.map((row) =>
        row.escalation_id === escalationId && row.until === null ? { ...row, until: occurredAt } : row,
      ),
  },
});
