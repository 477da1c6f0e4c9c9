import type { AgentId, Instant, Personal, TeamId, Text } from '@casebook/vocabulary';
import type { Variant } from '../message';
import type { DoneBy, NeededFor } from '../rulebook/playbook';
import type { CaseState } from './case';
import { hasReached, type Stage } from './stage-order';

/** How a task ended; `superseded`: with the case, or with the playbook that it is of. */
export type TaskOutcome = 'done' | 'skipped' | 'superseded';

/** Something to be done for a case. */
export interface Task {
  readonly taskId: Text;
  readonly title: Personal<Text>;
  readonly doneBy: DoneBy;
  /** What has to wait for it; null: nothing. */
  readonly neededFor: NeededFor | null;
  /** From which stage of the case on; null: from any. */
  readonly stage: Stage | null;
  /** The tasks that must be over before it, by their ids. */
  readonly dependsOn: ReadonlyArray<Text>;
  readonly team: TeamId | null;
  readonly agent: AgentId | null;
  readonly dueAt: Instant | null;
  /** Why the case waits while it is this task's turn; null: it does not. */
  readonly blocks: Text | null;
}

/** A playbook that was started for a case. */
export interface Run {
  readonly runId: Text;
  readonly playbook: Text;
  /** Version of the rulebook that has it. */
  readonly rulebook: number;
}

/** The step that a task was made of. */
export interface StepOfRun extends Run {
  readonly step: Text;
}

/** A task that is to be done yet, as far as deciding needs to know it. */
export interface OpenTask extends Omit<Task, 'title' | 'dueAt'> {
  readonly of: StepOfRun | null;
}

/** What keeps a case from being resolved or closed: tasks that must be over before. */
export type TasksOutstanding = Variant<'TasksOutstanding', { neededFor: NeededFor; tasks: ReadonlyArray<Text> }>;

/** The tasks that must be over before this one and are not. */
export const tasksBefore = ({ dependsOn }: OpenTask, { tasks: { open } }: CaseState): ReadonlyArray<Text> =>
  dependsOn.filter((before) => open.some(({ taskId }) => taskId === before));

/** The one definition of whose turn it is: the case has come to the stage of the task, and nothing has to be over before it. */
export const turnHasCome = (from: Stage | null, reached: Stage, before: ReadonlyArray<string>): boolean =>
  (from === null || hasReached(reached, from)) && before.length === 0;

export const isOnTurn = (task: OpenTask, state: CaseState): boolean =>
  turnHasCome(task.stage, state.stage, tasksBefore(task, state));

/** The tasks that a case lacks before it can be resolved, or closed; null where it lacks none. */
export const tasksOutstanding = ({ tasks: { open } }: CaseState, neededFor: NeededFor): TasksOutstanding | null => {
  const tasks = open.filter((task) => task.neededFor === neededFor).map(({ taskId }) => taskId);
  return tasks.length === 0 ? null : { type: 'TasksOutstanding', neededFor, tasks };
};
