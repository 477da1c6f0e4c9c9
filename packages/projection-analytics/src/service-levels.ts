import type { CaseEvent } from '@casebook/domain';
import { count, flag, instant, memo, millis, optional, rowsOf, text, type RowOf } from '@casebook/projection';
import type { Instant, Text } from '@casebook/vocabulary';

const columns = {
  sla_id: text('id of the service level in its case'),
  policy: text('name in the rulebook that it started with'),
  rulebook: count('version of that rulebook'),
  metric: text('what is measured: firstResponse, nextResponse, update, contact, resolution and so on'),
  agreement: text('SLA, OLA or contract'),
  round: count('first, second and so on time of its metric in the case'),
  target: optional(millis('working time that it may take; empty where nothing is promised')),
  starts_at: instant('from when it counts'),
  since: instant('when it was attached; this instant is part of it'),
  until: optional(instant('when it ended; this instant is no part of it. Empty while it runs or is paused')),
  due_at: optional(instant('when it is or was due; empty without a target and while it is paused')),
  paused: flag('its clock stands still'),
  warned: count('the highest percent of its target that was warned of; 0 before any'),
  breached: flag('its due instant has passed'),
  used: optional(millis('working time used when it was paused or ended last; empty before')),
  outcome: text(
    'running, met, completedLate, caseOver, merged, rerouted, cancelled, superseded, noLongerApplies or migrated',
  ),
  breach_team: optional(text('team that had the case when it was due')),
  breach_agent: optional(text('agent who had it then')),
  late_from_start: memo(flag('it was late already when it was attached')),
};

type Row = RowOf<typeof columns>;
type Rows = ReadonlyArray<Row>;

const changed = (rows: Rows, id: Text, change: (row: Row) => Partial<Row>): Rows =>
  rows.map((row) => (row.sla_id === id ? { ...row, ...change(row) } : row));

/** What is known already of a level that ended with a merge, and goes on since that was undone. */
const goneOnFrom = (rows: Rows, before: Text | null): Partial<Row> => {
  const row = rows.find(({ sla_id, outcome }) => sla_id === before && outcome === 'merged');
  if (row === undefined) return {};
  const { warned, breached, breach_team, breach_agent } = row;
  return { warned, breached, breach_team, breach_agent };
};

const over = (until: Instant, used: number, outcome: string): Partial<Row> => ({ until, used, outcome, paused: false });

/** What was promised of each case, or measured without a promise, and what became of it. */
export const serviceLevels = rowsOf<CaseEvent>()({
  name: 'service_levels',
  version: 1,
  comment: 'One row for each service level of a case: what was promised, when it was due, how it ended',
  columns,
  key: ['sla_id'],
  indexes: [{ on: ['due_at'] }],
  on: {
    ServiceLevelStarted: (rows, { event, occurredAt }) => [
      ...rows.filter(({ sla_id }) => sla_id !== event.slaId),
      {
        sla_id: event.slaId,
        policy: event.policy,
        rulebook: event.decision.rulebook,
        metric: event.metric,
        agreement: event.agreement,
        round: event.round,
        target: event.target,
        starts_at: event.startsAt,
        since: occurredAt,
        until: null,
        due_at: event.dueAt,
        paused: false,
        warned: 0,
        breached: false,
        used: null,
        outcome: 'running',
        breach_team: null,
        breach_agent: null,
        late_from_start: event.dueAt !== null && event.dueAt < occurredAt,
        ...goneOnFrom(rows, event.supersedes),
      },
    ],
    ServiceLevelPaused: (rows, { event: { slaId, used } }) =>
      changed(rows, slaId, ({ late_from_start, due_at }) => ({
        paused: true,
        used,
        due_at: late_from_start ? due_at : null,
      })),
    ServiceLevelResumed: (rows, { event: { slaId, dueAt } }) =>
      changed(rows, slaId, () => ({ paused: false, due_at: dueAt })),
    ServiceLevelWarned: (rows, { event: { slaId, percent } }) => changed(rows, slaId, () => ({ warned: percent })),
    ServiceLevelBreached: (rows, { event: { slaId, team, agent } }) =>
      changed(rows, slaId, () => ({ breached: true, breach_team: team, breach_agent: agent })),
    ServiceLevelMet: (rows, { event: { slaId, used }, occurredAt }) =>
      changed(rows, slaId, () => over(occurredAt, used, 'met')),
    ServiceLevelEnded: (rows, { event: { slaId, used, reason }, occurredAt }) =>
      changed(rows, slaId, () => over(occurredAt, used, reason)),
  },
});
