import type { Command } from 'commander';
import type { Answer } from './commands/answer';
import { momentOf, type MomentOptions } from './moment';
import type { Options } from './options';
import { csv } from './present/csv';
import { problem } from './problem';
import type { Settings } from './settings';
import { look, note, progress, say } from './terminal';

const settingsOf = (options: Options & MomentOptions): Settings => {
  if (options.json && options.csv) throw problem({ type: 'OptionsExclude', options: ['--json', '--csv'] });
  const wishes = { color: options.color, quiet: options.quiet ?? false };
  const tell = note(wishes);
  return {
    data: options.data ?? null,
    database: options.database ?? null,
    eventstoredb: options.eventstoredb ?? null,
    schema: options.schema,
    tenant: options.tenant,
    when: momentOf(options, tell),
    format: options.json ? 'json' : options.csv ? 'csv' : 'page',
    look: look(wishes),
    say,
    note: tell,
    progress: progress(wishes),
  };
};

const print = ({ format, look }: Settings, { page, json, sheet, exit }: Answer): void => {
  if (format === 'json') say(JSON.stringify(json, null, 2));
  else if (format === 'csv') say(csv(sheet));
  else say(page(look));
  process.exitCode = exit ?? 0;
};

/** Runs a command with the settings that the options make, and prints its answer. */
export const answering = <Arguments extends ReadonlyArray<unknown>>(
  answer: (settings: Settings, ...given: Arguments) => Promise<Answer>,
) =>
  async function (this: Command, ...given: ReadonlyArray<unknown>): Promise<void> {
    const settings = settingsOf(this.optsWithGlobals());
    // Commander gives the arguments that the command declares, then its options, then itself; `Arguments` says the first two.
    print(settings, await answer(settings, ...(given.slice(0, -1) as unknown as Arguments)));
  };
