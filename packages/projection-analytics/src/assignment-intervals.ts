import type { CaseEvent } from '@casebook/domain';
import { count, memo, optional, rowsOf, text, type RowOf } from '@casebook/projection';
import type { Instant } from '@casebook/vocabulary';
import { ends, lastOf, withLast } from './interval';

const columns = {
  n: count('first, second and so on in its case'),
  team: optional(text('team that had it')),
  agent: optional(text('agent who had it; empty while nobody in the team did')),
  ...ends,
  assignment: memo(optional(text('id of the assignment that lasts'))),
};

type Row = RowOf<typeof columns>;
type Rows = ReadonlyArray<Row>;
type Holder = Pick<Row, 'team' | 'agent' | 'assignment'>;

const nobody: Holder = { team: null, agent: null, assignment: null };

/** Who has it from now on. What lasted no time at all is not kept. */
const handed = (rows: Rows, at: Instant, to: (before: Holder) => Holder): Rows => {
  const last = lastOf(rows);
  const { team, agent, assignment } = to(last ?? nobody);
  if (last !== undefined && last.team === team && last.agent === agent)
    return last.assignment === assignment ? rows : withLast(rows, { ...last, assignment });
  if (last?.since === at) return withLast(rows, { ...last, team, agent, assignment });
  const next = { n: rows.length + 1, team, agent, since: at, until: null, assignment };
  return last === undefined ? [next] : [...withLast(rows, { ...last, until: at }), next];
};

/** Which team and which agent had each case, from when to when. */
export const assignmentIntervals = rowsOf<CaseEvent>()({
  name: 'assignment_intervals',
  version: 1,
  comment: 'One row for each team and agent who had a case one after the other, from when to when',
  columns,
  key: ['n'],
  lasts: { since: 'since', until: 'until' },
  indexes: [{ on: ['agent', 'since'] }],
  on: {
    CaseRouted: (rows, { event: { team }, occurredAt }) => handed(rows, occurredAt, (before) => ({ ...before, team })),
    CaseAssigned: (rows, { event: { team, agent, assignmentId }, occurredAt }) =>
      handed(rows, occurredAt, (before) => ({ team: team ?? before.team, agent, assignment: assignmentId })),
    AssignmentEnded: (rows, { event: { assignmentId }, occurredAt }) =>
      handed(rows, occurredAt, (before) =>
        before.assignment === assignmentId ? { ...before, agent: null, assignment: null } : before,
      ),
  },
});
