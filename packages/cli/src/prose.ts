import type {
  CaseNumberMistyped,
  InvalidInput,
  LogElsewhere,
  LogFailure,
  LogsDiffer,
  PersonUnknown,
  RoleUnknown,
  RulesFailure,
  SchemaTaken,
  UnderLegalHold,
} from '@casebook/casebook';
import type {
  FieldInvalid,
  FieldUnknown,
  PublishRejection,
  RejectionTo,
  ReviewRejection,
  RulesLoop,
} from '@casebook/domain';
import type { EventStoreDbUnavailable } from '@casebook/event-store-eventstoredb';
import type { DatabaseBusy, DatabaseUnavailable, LogDamaged } from '@casebook/event-store-postgres';
import { failureWords } from '@casebook/interchange';
import type { ReadModelFailure } from '@casebook/projection';
import { exitCodes, type ExitCode } from './exit-codes';
import { faultLines } from './present/rulebook-page';
import type { Fault } from './problem';

/** A fault as its reader needs it: what is, what must be, what to do; and what the shell is told. */
export interface Prose {
  readonly text: string;
  readonly exit: ExitCode;
}

/** Everything that can stand in the way of a command, other than a bug. */
export type Failure =
  | Fault
  | CaseNumberMistyped
  | InvalidInput
  | PersonUnknown
  | UnderLegalHold
  | PublishRejection
  | ReviewRejection
  | RulesFailure
  | Extract<RejectionTo<'ReleaseLegalHold'>, { readonly type: 'HoldUnknown' }>
  | FieldInvalid
  | FieldUnknown
  | LogElsewhere
  | LogFailure
  | LogsDiffer
  | EventStoreDbUnavailable
  | ReadModelFailure
  | RoleUnknown
  | RulesLoop
  | SchemaTaken
  | DatabaseBusy
  | DatabaseUnavailable
  | LogDamaged;

const saying =
  (exit: ExitCode) =>
  (...lines: ReadonlyArray<string>): Prose => ({ text: lines.join('\n'), exit });

const wrong = saying(exitCodes.wrongUsage);
const missing = saying(exitCodes.notFound);
const unavailable = saying(exitCodes.databaseUnavailable);
const bug = saying(exitCodes.bug);

type Words = { readonly [T in Failure['type']]: (failure: Extract<Failure, { readonly type: T }>) => Prose };

const words: Words = {
  UsageWrong: ({ message }) => wrong(message),
  InstantUnreadable: ({ option, value }) =>
    wrong(
      `${option}: "${value}" is not an instant.`,
      'It must be a date and time with a zone, or without one in UTC, such as:',
      '  2026-03-15T12:00:00Z   2026-03-15T13:00+01:00   2026-03-15T12:00   2026-03-15',
    ),
  OptionsExclude: ({ options }) => wrong(`${options.join(' and ')} exclude each other: give one of them.`),
  InvalidInput: ({ faults }) => wrong(...faults),
  NoSuchCase: ({ number, tenant, at }) =>
    missing(
      `There is no case ${number} of tenant ${tenant}${at === null ? '' : ` at ${at}`}.`,
      at === null
        ? 'A number is written in full. Are --data or --database and --tenant the right ones?'
        : 'It may have been created, or become known, later: try without --as-of and --as-known.',
    ),
  CaseNumberMistyped: ({ written, expected }) =>
    missing(
      `There is no case ${written}: its last character does not fit its digits.`,
      `One of them is mistyped. If it is the last, ${expected} is meant.`,
    ),
  PersonUnknown: ({ person }) =>
    missing(
      `Nothing that tells anything about a customer ${person} was ever stored.`,
      'An id is written in full. Are --data or --database and --tenant the right ones?',
    ),
  UnderLegalHold: ({ person, cases }) =>
    wrong(
      `Customer ${person} is not erased: ${cases.length === 1 ? 'a case is' : 'cases are'} under legal hold.`,
      ...cases.map(({ number, holds }) => `  ${number}: ${holds.join(', ')}`),
      'Once the law allows it, release the holds: casebook hold NUMBER --release ID --reason TEXT',
    ),
  HoldUnknown: ({ holdId }) => wrong(`The case was never under a legal hold ${holdId}.`),
  FieldUnknown: ({ field }) =>
    wrong(`There is no field ${field} in the rulebook.`, '"casebook rulebook show" lists its fields.'),
  FieldInvalid: ({ field, must }) => wrong(`The field ${field} must ${must}.`),
  DraftNotFound: ({ number, documents, template, drafts }) =>
    missing(
      `There is no template ‘${template}’ for a ${documents} of case ${number} as it stands.`,
      drafts.length === 0 ? 'There is none for it.' : `There are: ${drafts.join(', ')}.`,
    ),
  TeamNotFound: ({ team, teams }) =>
    missing(
      `There is no team ${team}: no case has been routed to it.`,
      teams.length === 0 ? 'No case has been routed to any team.' : `There are: ${teams.join(', ')}.`,
    ),
  FileUnreadable: ({ file, why }) => wrong(`${file} ${why}.`),
  HeadWrong: ({ file, faults }) =>
    wrong(
      `${file} is no head of a log:`,
      ...faults.map((fault) => `  ${fault}`),
      'It must be a file that an earlier "casebook check --log --head FILE" has written. Nothing was checked.',
    ),
  MappingWrong: ({ file, faults }) =>
    wrong(`${file} is no mapping:`, ...faults.map(({ line, message }) => `  line ${line}: ${message}`)),
  RulebookWrong: ({ file, faults }) =>
    wrong(...faultLines(file, faults), 'Nothing was published. "casebook rulebook lint" looks without publishing.'),
  RulebookUnsound: ({ findings }) =>
    wrong('The rulebook cannot be meant so:', ...findings.map(({ path, message }) => `  ${path}: ${message}`)),
  ApproverMissing: () => wrong('Somebody must have approved it: give their name with --approved-by.'),
  ChangeNoteMissing: () => wrong('Say with --note what has changed, and why: it is what remains of it.'),
  VersionNotNext: ({ version, next }) =>
    wrong(
      `The file says version ${version}; the next one is ${next}.`,
      `Versions follow each other without gaps: "version: ${next}". "casebook rulebook diff ${next - 1} FILE" shows what is new in it.`,
    ),
  EffectiveTooEarly: ({ effectiveFrom, earliest }) =>
    wrong(
      `It cannot count from ${effectiveFrom} on: what was decided stays decided, and no version counts before the one it follows.`,
      `From ${earliest} on it can: --effective-from now, or a later instant.`,
    ),
  RulebookUnchanged: ({ version }) => wrong(`It says what version ${version} says. There is nothing to publish.`),
  FindingsMissing: () => wrong('What is to be revised must be said: --finding says what was found, once for each.'),
  VersionUnknown: ({ version }) =>
    missing(
      `There is no version ${version} of the rulebook.`,
      'Are --data or --database and --tenant the right ones? "casebook rulebook show" names the versions.',
    ),
  RulebookContradicted: ({ tenant, version }) =>
    unavailable(
      `Code and log have different rulebooks of version ${version} of tenant ${tenant}, so nothing is decided by either.`,
      'What was published stays: give the one in code the next number, and publish it, or take it out.',
    ),
  RulebookMissing: ({ version }) =>
    unavailable(
      `Version ${version} of the rulebook decided here, and is neither in the log nor in this program.`,
      'It is in the code of another: let that one do it.',
    ),
  ImportFailed: ({ failure }) => {
    if (failure.type === 'StoreUnavailable') return unavailable(failureWords(failure));
    if (failure.type === 'EventUnreadable') return bug(failureWords(failure));
    return failure.type === 'BadRow'
      ? wrong(
          failureWords(failure),
          'Nothing was imported. --skip-bad-rows leaves such rows out and keeps them in a file.',
        )
      : wrong(failureWords(failure));
  },
  QueryRefused: ({ message }) =>
    wrong(
      `The query was refused: ${message}`,
      'It must be one statement that reads. "casebook sql \'select table_schema, table_name from information_schema.views\'" names what can be read.',
    ),
  FolderEmpty: ({ folder }) =>
    unavailable(
      `There is no desk in ${folder}.`,
      'Give its folder with --data, or make one: "casebook demo" or "casebook import".',
    ),
  FolderTaken: ({ folder }) =>
    wrong(
      `${folder} holds something that the demo did not make, so it leaves it alone.`,
      'Give another folder with --data, or none.',
    ),
  DeskNotEmpty: ({ schema }) =>
    wrong(
      `Schema ${schema} of this database holds a desk already.`,
      'Give the demo one of its own: --schema casebook_demo',
    ),
  DatabaseBusy: ({ folder, pid, host }) =>
    unavailable(
      `${folder} is in use by process ${pid} on ${host}; an embedded database serves one process at a time.`,
      'Wait until it has ended, or end it; several at once can share a server: --database postgres://…',
    ),
  DatabaseUnavailable: ({ message }) => unavailable(`The database cannot be opened: ${message}`),
  EventStoreDbUnavailable: ({ message }) => unavailable(`The EventStoreDB cannot be worked with: ${message}`),
  LogElsewhere: ({ schema, is }) =>
    unavailable(
      is === 'database'
        ? `Schema ${schema} of the database holds a log of its own.`
        : is === 'server'
          ? `The log of schema ${schema} is on an EventStoreDB.`
          : `The log of schema ${schema} is on another EventStoreDB, or was made anew there.`,
      is === 'database'
        ? 'Leave out --eventstoredb, or move the log there: casebook copy-log --to eventstoredb'
        : is === 'server'
          ? 'Name it with --eventstoredb, or move the log back: casebook copy-log --to database'
          : 'Name the right one, or give the desk another --schema.',
    ),
  LogsDiffer: ({ why }) =>
    unavailable(`The log was not copied: ${why}.`, 'Nothing was switched over. Look with "casebook check --log".'),
  LogDamaged: ({ schema, faults }) =>
    unavailable(
      `The log in schema ${schema} is not as it was written, and is left alone:`,
      ...faults.map(({ is, remedy }) => `  ${is}; ${remedy}`),
    ),
  StoreUnavailable: ({ message }) => unavailable(`The database does not answer as it must: ${message}`),
  NotYetReadable: ({ wanted, reached }) =>
    unavailable(
      `The log can be read up to position ${reached}, not yet up to ${wanted}: a writer's transaction is still open.`,
      'Try again when it has ended.',
    ),
  ViewInUse: ({ projection }) =>
    unavailable(`The view ${projection} is in use by a transaction that does not end.`, 'End it and try again.'),
  OldRowsHeld: ({ processes }) =>
    unavailable(
      `Rows of before cannot be removed yet: transactions of ${processes.length === 1 ? 'process' : 'processes'} ${processes.join(', ')} are open.`,
      'All else is done. Give the command again when they have ended.',
    ),
  BuildDamaged: ({ projection, expected, found }) =>
    unavailable(
      `The new table of ${projection} is not what was written into it: ${expected.rows} rows with the sum ${expected.hashes} were, ${found.rows} with ${found.hashes} are stored. Readers keep the old one.`,
      'Somebody has changed it, or the storage is faulty. "casebook rebuild" builds it from the beginning again.',
    ),
  PreviousMissing: ({ projection, version, stored }) =>
    wrong(
      stored === null
        ? `There is no previous table of ${projection} to go back to.`
        : `The previous table of ${projection} is of version ${stored}, or has other columns; this Casebook knows version ${version}.`,
      ...(stored === null ? [] : [`Go back with the Casebook of version ${stored}.`]),
    ),
  ProjectionSuperseded: ({ projection, version, stored }) =>
    unavailable(
      `The database holds version ${stored} of ${projection}; this Casebook knows version ${version}.`,
      'It has been upgraded by a newer Casebook: use that one.',
    ),
  ProjectionMissing: ({ projection }) =>
    unavailable(`The read model ${projection} has no table yet.`, 'Run "casebook migrate" first.'),
  ProjectionChanged: ({ projection, version }) =>
    bug(`The columns of ${projection} have changed, but its version is still ${version}: it must be raised.`),
  ReadModelsHeld: ({ holder, position }) =>
    unavailable(
      `The read models stand at position ${position}, and ${holder ?? 'whoever holds them'} has not folded on for ten seconds.`,
      'Look with "casebook status", and at that process.',
    ),
  EventUnreadable: ({ stream, revision, eventType, faults }) =>
    bug(`Event ${revision} of ${stream} (${eventType}) cannot be understood:`, ...faults.map((fault) => `  ${fault}`)),
  TooContended: ({ stream, attempts }) =>
    unavailable(`${stream} was written by others each time, ${attempts} times in a row.`, 'Try again.'),
  RoleUnknown: ({ role }) => wrong(`The database has no role ${role}.`, 'Nothing was made. "create role" makes one.'),
  SchemaTaken: ({ schema, why }) =>
    why === 'foreign'
      ? wrong(`There is a schema ${schema}, and "casebook as-of" has not made it.`, 'Give --into another name.')
      : why === 'exists'
        ? wrong(`There is a schema ${schema} already.`, 'Give --into another name, or --replace to make it anew.')
        : wrong(
            `Schema ${schema} is in use: something else is in it, or something hangs on its tables.`,
            'It was left as it is. Move that elsewhere, or give --into another name.',
          ),
  RulesLoop: ({ rulebook, chain }) =>
    bug(`The rules of rulebook ${rulebook} follow each other without end: ${chain.join(', ')}.`),
};

const isFailure = (value: unknown): value is Failure =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  typeof value.type === 'string' &&
  value.type in words;

/** What is said of something thrown, by the tagged value that it is or carries as its cause; undefined where it is a bug. */
export const proseOf = (thrown: unknown): Prose | undefined => {
  const failure = [thrown, thrown instanceof Error ? thrown.cause : undefined].find(isFailure);
  if (failure === undefined) return undefined;
  // A table typed failure by failure, looked up by a type that is only known while running.
  const table = words as { readonly [T in Failure['type']]: (failure: Failure) => Prose };
  return table[failure.type](failure);
};
