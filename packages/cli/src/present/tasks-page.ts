import type { CaseTask } from '@casebook/casebook';
import type { Instant } from '@casebook/vocabulary';
import type { Look } from './look';
import { counted } from './number';
import { minuteOf } from './time';
import { blocks, title } from './title';
import { hanging } from './wrap';

export interface TasksOf {
  readonly at: Instant;
  /** Null: what is on turn in all cases. */
  readonly number: string | null;
  readonly tasks: ReadonlyArray<CaseTask>;
}

const nameIn = (tasks: ReadonlyArray<CaseTask>, id: string): string =>
  tasks.find(({ taskId }) => taskId === id)?.title ?? id;

const whose = ({ doneBy, agent, team }: CaseTask): string =>
  doneBy === 'customer' ? 'the customer' : (agent ?? team ?? 'nobody yet');

/** Why it stands as it does. */
const because = (task: CaseTask, { number, tasks }: TasksOf): string | null => {
  const { state, waitsFor, stage } = task;
  if (state === 'blocked' && waitsFor.length > 0)
    return `after ${waitsFor.map((id) => `‘${nameIn(tasks, id)}’`).join(', ')}`;
  if (state === 'blocked') return `from ${stage ?? ''} on`;
  return state === 'next' && number !== null ? task.blocks : (task.because ?? task.remark);
};

const line = ({ color, width }: Look, task: CaseTask, answer: TasksOf): string => {
  const { state, neededFor, dueAt, until, number } = task;
  const ended = until === null ? null : minuteOf(until);
  const parts = [
    whose(task),
    dueAt === null || ended !== null ? null : `due ${minuteOf(dueAt)}${dueAt < answer.at ? ', late' : ''}`,
    neededFor === null || ended !== null ? null : `before the ${neededFor}`,
    ended,
    because(task, answer),
  ].filter((part) => part !== null);
  const head = answer.number === null ? `${color.bold(number)}  ` : `${color.bold(state.padEnd(10))}  `;
  return hanging(head, `${task.title ?? '(erased)'}: ${parts.join('; ')}`, width, 12);
};

/** The steps of a case one after the other, or all that is on turn. */
export const tasksPage = (look: Look, answer: TasksOf): string => {
  const { at, number, tasks } = answer;
  const about = `${tasks.length === 0 ? 'no tasks' : counted(tasks.length, 'task')} at ${minuteOf(at)} UTC`;
  return blocks(title(look, number ?? 'On turn', about), tasks.map((task) => line(look, task, answer)).join('\n'));
};
