import type * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import {
  caseCommandCodecs,
  type CaseCommand,
  type CaseEvent,
  type CaseRejection,
  type RejectionTo,
} from '@casebook/domain';
import type { Actor, CaseId, TenantId } from '@casebook/vocabulary';
import type { NotAuthorized } from './authorize';
import { caseStream } from './case-stream';
import type { Clock } from './clock';
import type { Circumstances } from './given';
import type { CommandIdTaken, Outcome, Request } from './handle';
import { decodeInput, type InvalidInput } from './input';
import type { RulesFailure } from './read-rulebooks';
import type { LogFailure } from './transact';

export interface CaseOutcome extends Outcome<CaseEvent> {
  readonly id: CaseId;
}

type Type = CaseCommand['type'];

/** Why a command of this type brings nothing. */
export type CommandFailure<T extends Type> =
  InvalidInput | RejectionTo<T> | NotAuthorized | CommandIdTaken | RulesFailure | LogFailure;
/** Why any command brings nothing. */
export type CaseFailure = CommandFailure<Type>;

/** A command without its instant, in the caller's plain values; what is undefined counts as left out. */
export interface Plain<T extends Type> {
  readonly type: T;
  readonly [field: string]: unknown;
}

export interface Desking {
  readonly tenant: TenantId;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly handle: <F>(
    request: Request<CaseCommand, F>,
  ) => TE.TaskEither<
    CaseRejection | NotAuthorized | CommandIdTaken | RulesFailure | LogFailure | F,
    Outcome<CaseEvent>
  >;
}

/** A command of the domain from plain values, or the path of each fault. */
export const commandOf = <T extends Type>(
  plain: Plain<T>,
  { at }: Circumstances,
): E.Either<InvalidInput, CaseCommand> => decodeInput<CaseCommand>(caseCommandCodecs[plain.type], { ...plain, at });

/** Hands a command over, which is asked for only if its id is new to the case. */
export const send = <T extends Type>(
  { tenant, actor, handle }: Desking,
  id: CaseId,
  { commandId, correlationId, causationId }: Circumstances,
  command: TE.TaskEither<CommandFailure<T>, CaseCommand>,
): TE.TaskEither<CommandFailure<T>, CaseOutcome> =>
  pipe(
    handle({ stream: caseStream(tenant, id), actor, commandId, correlationId, causationId, command }),
    TE.bimap(
      (failure) => failure as CommandFailure<T>, // a command is decided by its own topic: see `RejectionTo`
      (outcome) => ({ ...outcome, id }),
    ),
  );
