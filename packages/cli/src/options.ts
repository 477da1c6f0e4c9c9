import { InvalidArgumentError, Option, type Command } from 'commander';

/** The options of every command as commander gives them. */
export interface Options {
  readonly data?: string;
  readonly database?: string;
  readonly eventstoredb?: string;
  readonly schema: string;
  readonly tenant: string;
  readonly json?: true;
  readonly csv?: true;
  readonly color: boolean;
  readonly quiet?: true;
}

const tenant = (value: string): string => {
  if (/^[a-z0-9-]{1,63}$/.test(value)) return value;
  throw new InvalidArgumentError('It must be 1 to 63 lower-case letters, digits and hyphens, such as desk.');
};

const schema = (value: string): string => {
  if (/^[a-z_][a-z0-9_]{0,50}$/.test(value)) return value;
  throw new InvalidArgumentError('It must be 1 to 51 lower-case letters, digits and underscores, such as casebook.');
};

const database = (value: string): string => {
  if (/^postgres(ql)?:\/\/./.test(value)) return value;
  throw new InvalidArgumentError('It must be the URL of a PostgreSQL database: postgres://user@host:5432/database.');
};

const eventstoredb = (value: string): string => {
  if (/^(esdb|kurrentdb)(\+discover)?:\/\/./.test(value)) return value.replace(/^kurrentdb/, 'esdb');
  throw new InvalidArgumentError(
    'It must be the connection string of an EventStoreDB: esdb://user:password@host:2113.',
  );
};

/** Adds the options that all commands have in common; `forRead` those of commands that answer a question. */
export const withOptions = (program: Command): Command =>
  program
    .option(
      '--data <dir>',
      'folder of the embedded database (default: "./casebook-data"; of demo: "./casebook-data/demo")',
    )
    .addOption(
      new Option('--database <url>', 'PostgreSQL instead of the folder: postgres://…')
        .env('CASEBOOK_DATABASE')
        .argParser(database),
    )
    .addOption(
      new Option('--eventstoredb <url>', 'where the log is, if not with the rest: esdb://…')
        .env('CASEBOOK_EVENTSTOREDB')
        .argParser(eventstoredb),
    )
    .option('--schema <name>', "the database's schema", schema, 'casebook')
    .option('--tenant <id>', 'whose cases', tenant, 'desk')
    .option('--json', 'answer in JSON')
    .option('--csv', 'answer in CSV')
    .option('--no-color', 'no colours (NO_COLOR=1 does the same; there are none where the output is no terminal)')
    .option('--quiet', 'the answer only: no notes and no progress');

export const withMoment = (command: Command): Command =>
  command
    .option('--as-of <instant>', 'as it was at an instant: what had happened by then, whenever the log learned of it')
    .option('--as-known <instant>', 'as the log knew it at an instant: what it had been told by then');
