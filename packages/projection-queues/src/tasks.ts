import type { CaseEvent, Stage } from '@casebook/domain';
import { count, instant, json, optional, personal, rowsOf, text, type Column, type RowOf } from '@casebook/projection';
import { unlessErased, type Text } from '@casebook/vocabulary';

// Text that only this fold writes, and it writes stages.
const stageColumn = text('from which stage of the case on; empty where from any') as unknown as Column<Stage, true>;

const columns = {
  task_id: text('id of the task in its case'),
  place: count('from 0, in the order in which the tasks of the case were added'),
  title: personal(optional(text('what is to be done; empty once erased'))),
  done_by: text('desk or customer'),
  needed_for: optional(text('resolution or closure, which must wait for it; empty where nothing does')),
  stage: optional(stageColumn),
  depends_on: json<ReadonlyArray<Text>>('ids of the tasks that must be over before'),
  playbook: optional(text('playbook that it is a step of; empty where somebody added it')),
  run: optional(text('id of the run of that playbook')),
  playbook_version: optional(count('version of the rulebook that has the playbook')),
  team: optional(text('team that is to do it; empty for the team that has the case')),
  agent: optional(text('agent who is to do it; empty where nobody in particular is')),
  blocks: optional(text('why the case waits while it is its turn; empty where it does not')),
  since: instant('when it was added'),
  due_at: optional(instant('when it should be over; empty where no time is set')),
  until: optional(instant('when it was over; empty while it is open')),
  outcome: optional(text('done, skipped or superseded; empty while it is open')),
  remark: personal(optional(text('what came of it, or why it was skipped'))),
  because: optional(text('why a rule skipped it; empty where none did')),
};

type Row = RowOf<typeof columns>;
type Rows = ReadonlyArray<Row>;

const changed = (rows: Rows, taskId: Text, change: Partial<Row>): Rows =>
  rows.map((row) => (row.task_id === taskId && row.until === null ? { ...row, ...change } : row));

/** What is to be done for cases, and what became of it: one row a task. */
export const tasks = rowsOf<CaseEvent>()({
  name: 'tasks',
  version: 1,
  comment: 'One row a task of a case: a step of a playbook, or what somebody added',
  columns,
  key: ['task_id'],
  indexes: [{ on: ['team', 'due_at'] }, { on: ['agent', 'due_at'] }],
  on: {
    TaskAdded: (rows, { event, occurredAt }) => [
      ...rows.filter(({ task_id }) => task_id !== event.taskId),
      {
        task_id: event.taskId,
        place: rows.length,
        title: unlessErased(event.title) ?? null,
        done_by: event.doneBy,
        needed_for: event.neededFor,
        stage: event.stage,
        depends_on: event.dependsOn,
        playbook: event.of?.playbook ?? null,
        run: event.of?.runId ?? null,
        playbook_version: event.of?.rulebook ?? null,
        team: event.team,
        agent: event.agent,
        blocks: event.blocks,
        since: occurredAt,
        due_at: event.dueAt,
        until: null,
        outcome: null,
        remark: null,
        because: null,
      },
    ],
    TaskAssigned: (rows, { event: { taskId, team, agent } }) => changed(rows, taskId, { team, agent }),
    TaskEnded: (rows, { event: { taskId, outcome, remark, decision }, occurredAt }) =>
      changed(rows, taskId, {
        until: occurredAt,
        outcome,
        remark: remark === null ? null : (unlessErased(remark) ?? null),
        because: decision?.because ?? null,
      }),
  },
});
