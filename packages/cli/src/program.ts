import { Command, InvalidArgumentError } from 'commander';
import { commands } from './commands';
import type { Answer } from './commands/answer';
import * as help from './help';
import { momentOf, type MomentOptions } from './moment';
import { withMoment, withOptions, type Options } from './options';
import { csv } from './present/csv';
import { problem } from './problem';
import type { Settings } from './settings';
import { look, note, progress, say } from './terminal';

const wholeNumber = (value: string): number => {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It must be a whole number from 0.');
};

const settingsOf = (options: Options & MomentOptions): Settings => {
  if (options.json && options.csv) throw problem({ type: 'OptionsExclude', options: ['--json', '--csv'] });
  const wishes = { color: options.color, quiet: options.quiet ?? false };
  const tell = note(wishes);
  return {
    data: options.data ?? null,
    database: options.database ?? null,
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

/** The command line: what there is, and which module does it. */
export const program = (): Command => {
  const top = withOptions(new Command('casebook'))
    .description(help.program.description)
    .configureHelp({ showGlobalOptions: true, helpWidth: 100 })
    .showHelpAfterError('Try --help.')
    .exitOverride()
    .addHelpText('after', help.program.after);

  /** Runs a command with the settings that the options make, and prints its answer. */
  const answering = <Arguments extends ReadonlyArray<unknown>>(
    answer: (settings: Settings, ...given: Arguments) => Promise<Answer>,
  ) =>
    async function (this: Command, ...given: ReadonlyArray<unknown>): Promise<void> {
      const settings = settingsOf(this.optsWithGlobals());
      // Commander gives the arguments that the command declares, then its options, then itself; `Arguments` says the first two.
      print(settings, await answer(settings, ...(given.slice(0, -1) as unknown as Arguments)));
    };

  top
    .command('demo')
    .description(help.demo.description)
    .addHelpText('after', help.demo.after)
    .action(answering((settings) => commands.demo()(settings)));

  const imports = top.command('import').description(help.imports.description);
  imports
    .command('servicenow')
    .argument('<file>', 'the log: .csv or .csv.gz')
    .option('--zone <zone>', 'the IANA time zone of its local times', 'UTC')
    .option(
      '--skip-bad-rows',
      'leave out the cases of rows that cannot be read, and write those rows to a file beside it',
    )
    .description(help.importServiceNow.description)
    .addHelpText('after', help.importServiceNow.after)
    .action(
      answering((settings, file: string, options: { zone: string; skipBadRows?: true }) =>
        commands.importServiceNow()(settings, file, options),
      ),
    );
  imports
    .command('csv')
    .argument('<file>', 'the log: .csv or .csv.gz')
    .requiredOption('--map <file>', 'the mapping, in YAML: which column is what, and which activity is which event')
    .option(
      '--skip-bad-rows',
      'leave out the cases of rows that cannot be read, and write those rows to a file beside it',
    )
    .description(help.importCsv.description)
    .addHelpText('after', help.importCsv.after)
    .action(
      answering((settings, file: string, options: { map: string; skipBadRows?: true }) =>
        commands.importCsv()(settings, file, options),
      ),
    );

  withMoment(top.command('queue'))
    .argument('[team]', 'the team; all teams without it')
    .option('--limit <number>', 'at most so many cases', wholeNumber, 50)
    .description(help.queue.description)
    .addHelpText('after', help.queue.after)
    .action(
      answering((settings, team: string | undefined, options: { limit: number }) =>
        commands.queue()(settings, team, options),
      ),
    );

  withMoment(top.command('case'))
    .argument('<number>', 'the number of the case')
    .description(help.caseTimeline.description)
    .addHelpText('after', help.caseTimeline.after)
    .action(answering((settings, number: string) => commands.caseTimeline()(settings, number)));

  withMoment(top.command('replay'))
    .argument('<number>', 'the number of the case')
    .option('--to <revision>', 'up to this revision of its stream; the first event is 0', wholeNumber)
    .description(help.replay.description)
    .addHelpText('after', help.replay.after)
    .action(
      answering((settings, number: string, options: { to?: number }) => commands.replay()(settings, number, options)),
    );

  withMoment(top.command('report'))
    .description(help.report.description)
    .addHelpText('after', help.report.after)
    .action(answering((settings) => commands.report()(settings)));

  withMoment(top.command('sql'))
    .argument('[query]', 'one statement; from standard input without it')
    .description(help.sql.description)
    .addHelpText('after', help.sql.after)
    .action(answering((settings, query: string | undefined) => commands.sql()(settings, query)));

  top
    .command('rebuild')
    .argument('[names...]', 'read models; all of them without it')
    .description(help.rebuild.description)
    .addHelpText('after', help.rebuild.after)
    .action(answering((settings, names: ReadonlyArray<string>) => commands.rebuild()(settings, names)));

  top
    .command('check')
    .argument('[names...]', 'read models; all of them without it')
    .description(help.check.description)
    .addHelpText('after', help.check.after)
    .action(answering((settings, names: ReadonlyArray<string>) => commands.check()(settings, names)));

  top
    .command('migrate')
    .option('--print', 'print the SQL instead of running it')
    .description(help.migrate.description)
    .addHelpText('after', help.migrate.after)
    .action(answering((settings, options: { print?: true }) => commands.migrate()(settings, options)));

  return top;
};
