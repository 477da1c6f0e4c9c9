import { run } from '@casebook/casebook';
import { instantOf } from '@casebook/vocabulary';
import { tasksPage } from '../present/tasks-page';
import { problem } from '../problem';
import type { Settings } from '../settings';
import type { Answer } from './answer';
import { asJson } from './as-json';
import { ofCase } from './find-case';
import { asked, sayWhatWasKnown } from './moments';
import { openedToRead } from './opened';
import { sheetOf } from './sheet-of';

export interface TasksOptions {
  readonly team?: string;
  readonly agent?: string;
}

/** All tasks of a case step by step, or what is on turn: of a team, of an agent, of all. */
export const tasks = (settings: Settings, number: string | undefined, whose: TasksOptions): Promise<Answer> => {
  const [option] = Object.keys(whose);
  if (number !== undefined && option !== undefined)
    throw problem({ type: 'OptionsExclude', options: [`--${option}`, number] });
  return openedToRead(settings, async (casebook, desk) => {
    await sayWhatWasKnown(casebook, settings);
    const when = asked(settings.when);
    const found = number === undefined ? null : await ofCase(settings, number, desk.history.find(number, when));
    const all = await run(found === null ? desk.queues.tasks(whose, when) : desk.queues.steps(found.number, when));
    const at = settings.when.asOf ?? settings.when.asKnown ?? instantOf(Date.now());
    const answer = { at, number: found?.number ?? null, tasks: all };
    return {
      page: (look) => tasksPage(look, answer),
      json: asJson(answer),
      sheet: sheetOf(all, [
        'number',
        'taskId',
        'title',
        'state',
        'doneBy',
        'neededFor',
        'stage',
        'waitsFor',
        'playbook',
        'team',
        'agent',
        'blocks',
        'since',
        'dueAt',
        'until',
        'remark',
        'because',
      ]),
    };
  });
};
