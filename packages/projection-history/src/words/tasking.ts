import { given, minute, phrase, say, written, type Words } from './saying';
import type { Situation } from '../situation';

/** What is to be done, as whoever added it wrote it. */
const titled = ({ tasks }: Situation, taskId: string): string => {
  const title = tasks[taskId];
  return title === undefined ? `the task ${taskId}` : `‘${written(title) ?? taskId}’`;
};

const ended = { done: 'did', skipped: 'skipped', superseded: 'dropped' } as const;

export const tasking: Words<'PlaybookStarted' | 'TaskAdded' | 'TaskAssigned' | 'TaskEnded'> = {
  PlaybookStarted: ({ event: { playbook, rulebook } }) =>
    say(`started the playbook ‘${playbook}’ of rulebook ${rulebook}`),
  TaskAdded: ({ event: { title, doneBy, neededFor, team, agent, dueAt, blocks, of } }) =>
    say(
      phrase(
        `added the ${of === null ? 'task' : 'step'} ‘${written(title) ?? ''}’`,
        doneBy === 'customer' ? 'for the customer' : given(agent ?? team, (who) => `for ${who}`),
        given(neededFor, (what) => `that must be over before the ${what}`),
        given(dueAt, (at) => `by ${minute(at)}`),
        given(blocks, (why) => `and that the case waits for: ${why}`),
      ),
    ),
  TaskAssigned: ({ event: { taskId, team, agent } }, before) =>
    say(`gave ${titled(before, taskId)} to ${agent ?? team ?? 'whoever has the case'}`),
  TaskEnded: ({ event: { taskId, outcome, remark } }, before) =>
    say(`${ended[outcome]} ${titled(before, taskId)}`, null, written(remark)),
};
