import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import {
  majorIssueCommandCodecs,
  type IssueRejectionTo,
  type MajorIssueCommand,
  type MajorIssueEvent,
  type MajorIssueRejection,
  type MajorIssueState,
} from '@casebook/domain';
import type { Recorded, StreamName } from '@casebook/event-store';
import { later, type CaseNumber, type CommandId, type IssueId } from '@casebook/vocabulary';
import { automation } from '../actors';
import type { Ask } from '../ask';
import type { NotAuthorized } from '../authorize';
import { circumstances, type Circumstances, type Given } from '../given';
import type { CommandIdTaken, Outcome, Request } from '../handle';
import { decodeInput, type InvalidInput } from '../input';
import type { Load } from '../other-cases';
import type { RulesFailure } from '../read-rulebooks';
import type { Desking } from '../send';
import type { Loaded, LogFailure } from '../transact';
import { idOfIssue, issueStream } from './issue-stream';

export type IssueCommandType = MajorIssueCommand['type'];
export type LoadedIssue = Loaded<MajorIssueState, MajorIssueEvent>;

type Refused = NotAuthorized | CommandIdTaken | RulesFailure | LogFailure;

/** Why a command of this type brings nothing. */
export type IssueFailure<T extends IssueCommandType> = InvalidInput | IssueRejectionTo<T> | Refused;

export interface IssueOutcome extends Outcome<MajorIssueEvent> {
  readonly id: IssueId;
}

/** What one actor needs to lead major issues, and the cases that they lead. */
export interface IssueDesking extends Desking {
  readonly handleIssue: <F>(
    request: Request<MajorIssueCommand, F>,
  ) => TE.TaskEither<MajorIssueRejection | Refused | F, Outcome<MajorIssueEvent>>;
  readonly loadIssue: (stream: StreamName) => TE.TaskEither<LogFailure, LoadedIssue>;
  readonly load: Load;
  readonly takeNumber: TE.TaskEither<LogFailure, CaseNumber>;
  readonly ask: Ask;
}

/** A command without its instant, in the caller's plain values. */
interface Plain<T extends IssueCommandType> {
  readonly type: T;
  readonly [field: string]: unknown;
}

export const issueCommandOf = <T extends IssueCommandType>(
  plain: Plain<T>,
  { at }: Circumstances,
): E.Either<InvalidInput, MajorIssueCommand> =>
  decodeInput<MajorIssueCommand>(majorIssueCommandCodecs[plain.type], { ...plain, at });

/** Hands a command over, which is asked for only if its id is new to the issue. */
export const sendToIssue = <T extends IssueCommandType, F = never>(
  { tenant, actor, handleIssue }: Pick<IssueDesking, 'tenant' | 'actor' | 'handleIssue'>,
  id: IssueId,
  { commandId, correlationId, causationId }: Circumstances,
  command: TE.TaskEither<InvalidInput | LogFailure | F, MajorIssueCommand>,
): TE.TaskEither<IssueFailure<T> | F, IssueOutcome> =>
  pipe(
    handleIssue({ stream: issueStream(tenant, id), actor, commandId, correlationId, causationId, command }),
    TE.bimap(
      (failure) => failure as IssueFailure<T> | F, // a command is decided by its own topic: see `IssueRejectionTo`
      (outcome) => ({ ...outcome, id }),
    ),
  );

/** A command that needs nothing but what its caller says. */
export const giveToIssue = <T extends IssueCommandType>(
  desk: IssueDesking,
  id: string,
  given: Given,
  plain: (known: Circumstances) => Plain<T>,
): TE.TaskEither<IssueFailure<T>, IssueOutcome & { readonly with: Circumstances }> =>
  pipe(
    E.Do,
    E.bind('issue', () => idOfIssue(id)),
    E.bind('with', () => circumstances(given, desk.clock)),
    E.bindW('command', (known) => issueCommandOf(plain(known.with), known.with)),
    TE.fromEither,
    TE.chainW((known) =>
      pipe(
        sendToIssue<T>(desk, known.issue, known.with, TE.right(known.command)),
        TE.map((outcome) => ({ ...outcome, with: known.with })),
      ),
    ),
  );

/** The same desk, where what a major issue leads to is done by a program on behalf of whoever leads it. */
export const led = (desk: IssueDesking): IssueDesking => ({
  ...desk,
  actor: automation('major-issue', desk.actor.id),
});

/** What comes with a command that follows from an event of the issue: named after it, caused by it, and no earlier. */
export const because = (
  said: Pick<Recorded<MajorIssueEvent>, 'id' | 'occurredAt'>,
  commandId: CommandId,
  { at, correlationId }: Circumstances,
): Circumstances => ({ commandId, at: later(at, said.occurredAt), correlationId, causationId: said.id });
