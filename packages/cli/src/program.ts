import { Command, Option, InvalidArgumentError } from 'commander';
import type { DocumentKind } from '@casebook/domain';
import { answering } from './answering';
import { commands } from './commands';
import type { AsOfOptions } from './commands/as-of';
import type { CheckOptions } from './commands/check';
import type { DraftOptions } from './commands/draft';
import type { RoleOptions } from './commands/roles';
import type { HoldOptions } from './commands/hold';
import type { QueueOptions } from './commands/queue';
import type { RebuildOptions } from './commands/rebuild';
import type { PublishOptions } from './commands/rulebook-publish';
import type { ReviewOptions } from './commands/rulebook-review';
import type { ShowOptions } from './commands/rulebook-show';
import type { ServicesOptions } from './commands/services';
import type { SnapshotOptions } from './commands/snapshot';
import type { TasksOptions } from './commands/tasks';
import type { TaxonomyOptions } from './commands/taxonomy';
import * as help from './help';
import { withMoment, withOptions } from './options';
import { problem } from './problem';

const wholeNumber = (value: string): number => {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It must be a whole number from 0.');
};

const fromOneTo =
  (most: number) =>
  (value: string): number => {
    const limit = wholeNumber(value);
    if (limit >= 1 && limit <= most) return limit;
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${most}.`);
  };

const positionOfLog = (value: string): number => {
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It must be a position of the log: a whole number from 0.');
};

interface GivenToCheck extends CheckOptions {
  readonly log?: boolean;
  readonly decisions?: boolean;
  readonly head?: string;
}

const tenantRole = (value: string, before: RoleOptions['tenantRole']): RoleOptions['tenantRole'] => {
  const [, tenant, role] = /^([^=]+)=(.+)$/.exec(value) ?? [];
  if (tenant === undefined || role === undefined)
    throw new InvalidArgumentError('It must be a tenant and its role, such as acme=acme_service.');
  return [...before, { tenant, role }];
};

const documents = ['case', 'note', 'message', 'finding', 'resolution'] as const satisfies ReadonlyArray<DocumentKind>;

const fieldOf = (value: string, before: ServicesOptions['field']): ServicesOptions['field'] => {
  const [, name, text] = /^([^=]+)=(.*)$/s.exec(value) ?? [];
  if (name === undefined || text === undefined)
    throw new InvalidArgumentError('It must be a name and a value, such as tier=gold.');
  return { ...before, [name]: text };
};
const listed = (value: string, before: ReadonlyArray<string>): ReadonlyArray<string> => [...before, value];

/** The command line: what there is, and which module does it. */
export const program = (): Command => {
  const top = withOptions(new Command('casebook'))
    .description(help.program.description)
    .configureHelp({ showGlobalOptions: true, helpWidth: 100 })
    .showHelpAfterError('Try --help.')
    .exitOverride()
    .addHelpText('after', help.program.after);

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
    .option('--skip-bad-rows', 'leave out rows that cannot be read, and write them to a file beside it')
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
    .option('--zone <zone>', "the IANA time zone of times that do not say theirs (default: the mapping's)")
    .option('--skip-bad-rows', 'leave out rows that cannot be read, and write them to a file beside it')
    .description(help.importCsv.description)
    .addHelpText('after', help.importCsv.after)
    .action(
      answering((settings, file: string, options: { map: string; zone?: string; skipBadRows?: true }) =>
        commands.importCsv()(settings, file, options),
      ),
    );

  withMoment(top.command('queue'))
    .argument('[team]', 'the team; all teams without it')
    .option('--to-review', 'those whose category a second person is to look over, of all teams')
    .option('--limit <number>', 'at most so many cases', wholeNumber, 50)
    .description(help.queue.description)
    .addHelpText('after', help.queue.after)
    .action(
      answering((settings, team: string | undefined, options: QueueOptions) =>
        commands.queue()(settings, team, options),
      ),
    );

  withMoment(top.command('case'))
    .argument('<number>', 'the number of the case')
    .description(help.caseTimeline.description)
    .addHelpText('after', help.caseTimeline.after)
    .action(answering((settings, number: string) => commands.caseTimeline()(settings, number)));

  withMoment(top.command('tasks'))
    .argument('[number]', 'the number of a case: all its tasks, step by step')
    .option('--team <team>', 'what is on turn for this team')
    .option('--agent <agent>', 'what is on turn for this agent')
    .description(help.tasks.description)
    .addHelpText('after', help.tasks.after)
    .action(
      answering((settings, number: string | undefined, options: TasksOptions) =>
        commands.tasks()(settings, number, options),
      ),
    );

  withMoment(top.command('similar'))
    .argument('<number>', 'the number of the case')
    .option('--limit <number>', 'at most so many cases', fromOneTo(100), 10)
    .description(help.similar.description)
    .addHelpText('after', help.similar.after)
    .action(
      answering((settings, number: string, options: { limit: number }) =>
        commands.similar()(settings, number, options),
      ),
    );

  withMoment(top.command('why'))
    .argument('<number>', 'the number of the case')
    .description(help.why.description)
    .addHelpText('after', help.why.after)
    .action(answering((settings, number: string) => commands.why()(settings, number)));

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

  withMoment(top.command('taxonomy'))
    .option('--from <instant>', 'from then on (default: from the first case)')
    .option('--to <instant>', 'before then (default: to the instant of the answer)')
    .description(help.taxonomy.description)
    .addHelpText('after', help.taxonomy.after)
    .action(answering((settings, options: TaxonomyOptions) => commands.taxonomy()(settings, options)));

  withMoment(top.command('sql'))
    .argument('[query]', 'one statement; from standard input without it')
    .description(help.sql.description)
    .addHelpText('after', help.sql.after)
    .action(answering((settings, query: string | undefined) => commands.sql()(settings, query)));

  top
    .command('as-of')
    .argument('<instant>', 'the instant')
    .requiredOption('--into <schema>', 'the schema to make; one that is there is left alone')
    .option('--replace', 'in the place of one that this command has made earlier')
    .option('--analyst <role>', 'a role that may read it')
    .description(help.asOf.description)
    .addHelpText('after', help.asOf.after)
    .action(
      answering((settings, instant: string, options: AsOfOptions) => commands.asOf()(settings, instant, options)),
    );

  top
    .command('erase')
    .argument('<customer>', 'the id of the customer')
    .requiredOption('--reason <text>', 'why; it is kept, so it must not tell anything about the customer')
    .description(help.erase.description)
    .addHelpText('after', help.erase.after)
    .action(
      answering((settings, customer: string, options: { reason: string }) =>
        commands.erase()(settings, customer, options),
      ),
    );

  top
    .command('hold')
    .argument('<number>', 'the number of the case')
    .option('--basis <text>', 'place a hold, for these proceedings or this duty')
    .option('--id <id>', 'its id (default: a new one)')
    .option('--release <id>', 'release the hold of this id')
    .option('--reason <text>', 'why it is released')
    .description(help.hold.description)
    .addHelpText('after', help.hold.after)
    .action(answering((settings, number: string, options: HoldOptions) => commands.hold()(settings, number, options)));

  top
    .command('draft')
    .argument('<number>', 'the number of the case')
    .addOption(new Option('--for <what>', 'what is to be written').choices(documents).makeOptionMandatory())
    .option('--template <name>', 'of this template only')
    .description(help.draft.description)
    .addHelpText('after', help.draft.after)
    .action(
      answering((settings, number: string, options: DraftOptions) => commands.draft()(settings, number, options)),
    );

  top
    .command('services')
    .option('--product <name>', 'what it is about')
    .option('--channel <channel>', 'by which way the customer gets in touch')
    .option('--field <name=value>', 'a custom field that is known, such as tier=gold; once for each', fieldOf, {})
    .option('--as-of <instant>', 'by the rulebook that was in effect then, or will be')
    .description(help.services.description)
    .addHelpText('after', help.services.after)
    .action(answering((settings, options: ServicesOptions) => commands.services()(settings, options)));

  const rulebook = top.command('rulebook').description(help.rulebook.description);
  rulebook
    .command('lint')
    .argument('<file>', 'the rulebook, in YAML or JSON')
    .description(help.rulebookLint.description)
    .addHelpText('after', help.rulebookLint.after)
    .action(answering((settings, file: string) => commands.rulebookLint()(settings, file)));
  rulebook
    .command('publish')
    .argument('<file>', 'the rulebook, in YAML or JSON')
    .requiredOption('--approved-by <name>', 'who has approved it')
    .requiredOption('--note <text>', 'what has changed, and why')
    .option(
      '--effective-from <instant>',
      "from when it decides, or now (default: what the file says; now where it doesn't)",
    )
    .description(help.rulebookPublish.description)
    .addHelpText('after', help.rulebookPublish.after)
    .action(
      answering((settings, file: string, options: PublishOptions) =>
        commands.rulebookPublish()(settings, file, options),
      ),
    );
  rulebook
    .command('show')
    .argument('[version]', 'the number of the version (default: the one in effect)', wholeNumber)
    .option('--as-of <instant>', 'the one that was in effect then, or will be')
    .option('--yaml', 'the document alone, to be changed and published again')
    .description(help.rulebookShow.description)
    .addHelpText('after', help.rulebookShow.after)
    .action(
      answering((settings, version: number | undefined, options: ShowOptions) =>
        commands.rulebookShow()(settings, version, options),
      ),
    );
  rulebook
    .command('review')
    .argument('<version>', 'the number of the version', wholeNumber)
    .addOption(
      new Option('--outcome <outcome>', 'whether it can stay as it is')
        .choices(['confirmed', 'toRevise'])
        .makeOptionMandatory(),
    )
    .option('--finding <text>', 'what was found; once for each', listed, [])
    .description(help.rulebookReview.description)
    .addHelpText('after', help.rulebookReview.after)
    .action(
      answering((settings, version: number, options: ReviewOptions) =>
        commands.rulebookReview()(settings, version, options),
      ),
    );
  rulebook
    .command('diff')
    .argument('<before>', 'a file, or the number of a version')
    .argument('<after>', 'a file, or the number of a version')
    .description(help.rulebookDiff.description)
    .addHelpText('after', help.rulebookDiff.after)
    .action(answering((settings, before: string, after: string) => commands.rulebookDiff()(settings, before, after)));

  top
    .command('rebuild')
    .argument('[names...]', 'read models; all of them without it')
    .option('--roll-back', 'go back to the tables before the last rebuild or upgrade, after folding what came since')
    .option('--drop-previous', 'drop the tables before the last rebuild')
    .description(help.rebuild.description)
    .addHelpText('after', help.rebuild.after)
    .action(
      answering((settings, names: ReadonlyArray<string>, options: RebuildOptions) =>
        commands.rebuild()(settings, names, options),
      ),
    );

  top
    .command('snapshot')
    .option('--list', 'say what is kept, and whether it is as it was')
    .option('--drop <position>', 'drop what was kept at this position of the log', positionOfLog)
    .description(help.snapshot.description)
    .addHelpText('after', help.snapshot.after)
    .action(answering((settings, options: SnapshotOptions) => commands.snapshot()(settings, options)));

  top
    .command('follow')
    .description(help.follow.description)
    .addHelpText('after', help.follow.after)
    .action(answering((settings) => commands.follow()(settings)));

  top
    .command('status')
    .description(help.status.description)
    .addHelpText('after', help.status.after)
    .action(answering((settings) => commands.status()(settings)));

  top
    .command('replay-parked')
    .argument('[names...]', 'read models; all of them without it')
    .description(help.replayParked.description)
    .addHelpText('after', help.replayParked.after)
    .action(answering((settings, names: ReadonlyArray<string>) => commands.replayParked()(settings, names)));

  top
    .command('check')
    .argument('[names...]', 'read models; all of them without it')
    .option('--sample <number>', 'only so many streams, drawn by the seed', wholeNumber)
    .option('--seed <number>', 'with --sample: another seed draws other streams', wholeNumber, 1)
    .option('--decisions', 'decide every case anew instead: does each recorded decision come out the same?')
    .option('--log', 'check the log itself instead: compute every hash again and follow every stream')
    .option('--head <file>', 'with --log: hold it against the head in this file, and write the new head there')
    .description(help.check.description)
    .addHelpText('after', help.check.after)
    .action(
      answering(
        (
          settings,
          names: ReadonlyArray<string>,
          { log = false, decisions = false, head, ...options }: GivenToCheck,
        ) => {
          if (decisions && (log || names.length > 0 || options.sample !== undefined))
            throw problem({ type: 'OptionsExclude', options: ['--decisions', log ? '--log' : 'read models'] });
          if (decisions) return commands.checkDecisions()(settings);
          if (log && names.length > 0) throw problem({ type: 'OptionsExclude', options: ['--log', names.join(' ')] });
          if (log && options.sample !== undefined)
            throw problem({ type: 'OptionsExclude', options: ['--log', '--sample'] });
          if (!log && head !== undefined) throw problem({ type: 'UsageWrong', message: '--head goes with --log.' });
          return log ? commands.checkLog()(settings, head) : commands.check()(settings, names, options);
        },
      ),
    );

  top
    .command('copy-log')
    .addOption(
      new Option('--to <place>', 'where the log is to be').choices(['eventstoredb', 'database']).makeOptionMandatory(),
    )
    .description(help.copyLog.description)
    .addHelpText('after', help.copyLog.after)
    .action(answering((settings, { to }: { to: 'eventstoredb' | 'database' }) => commands.copyLog()(settings, to)));

  top
    .command('migrate')
    .option('--print', 'print the SQL instead of running it')
    .description(help.migrate.description)
    .addHelpText('after', help.migrate.after)
    .action(answering((settings, options: { print?: true }) => commands.migrate()(settings, options)));

  top
    .command('roles')
    .requiredOption('--owner <role>', 'who owns the schema: whoever ran "casebook migrate"')
    .option('--writer <role>', 'appends, reads and folds; changes no table')
    .option('--reader <role>', 'reads the log and the read models')
    .option('--analyst <role>', 'reads the views for analysts and nothing else')
    .option('--tenant-role <tenant=role>', "reads and appends what is that tenant's; once for each", tenantRole, [])
    .option('--tenant-group <role>', "what tenants' roles are members of (default: the schema's name and _tenant)")
    .description(help.roles.description)
    .addHelpText('after', help.roles.after)
    .action(answering((settings, options: RoleOptions) => commands.roles()(settings, options)));

  return top;
};
