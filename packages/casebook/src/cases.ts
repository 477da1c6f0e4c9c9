import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import {
  caseCommandCodecs,
  type CancelReason,
  type CaseCommand,
  type CaseEvent,
  type CaseRejection,
  type CategorizationReason,
  type Channel,
  type FindingKind,
  type Origin,
  type Party,
  type PriorityLevel,
  type ReopeningCause,
  type RoutingReason,
  type RulesLoop,
  type WaitOn,
} from '@casebook/domain';
import type { Actor, CaseId, CaseNumber, TenantId } from '@casebook/vocabulary';
import type { NotAuthorized } from './authorize';
import { caseIdOf, caseStream, idOfCase } from './case-stream';
import type { Clock } from './clock';
import { circumstances, type Circumstances, type Given } from './given';
import type { Outcome, Request } from './handle';
import { decodeInput, type InvalidInput } from './input';
import type { LogFailure } from './transact';

export interface CaseOutcome extends Outcome<CaseEvent> {
  readonly id: CaseId;
}

export interface CreatedCase extends CaseOutcome {
  readonly number: CaseNumber;
}

export type CaseFailure = InvalidInput | CaseRejection | RulesLoop | NotAuthorized | LogFailure;
type Answer = TE.TaskEither<CaseFailure, CaseOutcome>;

/** A command without its instant, in the caller's plain strings. */
interface Plain {
  readonly type: CaseCommand['type'];
  readonly [field: string]: unknown;
}

export interface CasesDependencies {
  readonly tenant: TenantId;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly handle: <F>(request: Request<CaseCommand, F>) => TE.TaskEither<CaseFailure | F, Outcome<CaseEvent>>;
  readonly takeNumber: TE.TaskEither<LogFailure, CaseNumber>;
}

export interface NewCase {
  /** A case type of the rulebook. */
  readonly type?: string;
  readonly channel: Channel;
  readonly customer?: string;
  readonly subject?: string;
  readonly description?: string;
  readonly product?: string;
  readonly fields?: { readonly [field: string]: string };
  readonly origin?: Origin;
  /** The id of the case that this one follows up. */
  readonly follows?: string;
}

/** The commands of a desk: what its actor can do to cases. Each answers with the events it brought, or says why not. */
export const casesOf = ({ tenant, actor, clock, handle, takeNumber }: CasesDependencies) => {
  const command = ({ at }: Circumstances, plain: Plain): E.Either<InvalidInput, CaseCommand> =>
    decodeInput<CaseCommand>(caseCommandCodecs[plain.type], { ...plain, at });

  const send = (
    id: CaseId,
    { commandId, correlationId, causationId }: Circumstances,
    make: TE.TaskEither<CaseFailure, CaseCommand>,
  ): Answer =>
    pipe(
      handle({ stream: caseStream(tenant, id), actor, commandId, correlationId, causationId, command: make }),
      TE.map((outcome) => ({ ...outcome, id })),
    );

  const give = (id: string, given: Given, plain: (commandId: string) => Plain): Answer =>
    pipe(
      E.Do,
      E.bind('caseId', () => idOfCase(id)),
      E.bind('with', () => circumstances(given, clock)),
      E.bindW('command', (known) => command(known.with, plain(known.with.commandId))),
      TE.fromEither,
      TE.chain((known) => send(known.caseId, known.with, TE.right(known.command))),
    );

  const numberIn = ({ events }: CaseOutcome): CaseNumber => {
    const created = events.map(({ event }) => event).find((event) => event.type === 'CaseCreated');
    if (created === undefined) throw new TypeError('a created case begins with CaseCreated');
    return created.number;
  };

  const create = (input: NewCase, given: Given = {}): TE.TaskEither<CaseFailure, CreatedCase> => {
    const { type = null, customer = null, subject = null, description = null, product = null, follows = null } = input;
    const opening = { caseType: type, channel: input.channel, customer, subject, description, product, follows };
    const rest = {
      fields: input.fields ?? {},
      origin: input.origin ?? (actor.kind === 'customer' ? 'customer' : 'agent'),
    };
    const numbered = (known: Circumstances, number: string) =>
      command(known, { type: 'CreateCase', number, ...opening, ...rest });
    return pipe(
      circumstances(given, clock),
      // Checked before a number is taken for it: a refused input must not use one up.
      E.chainFirst((known) => numbered(known, 'unnumbered')),
      TE.fromEither,
      TE.chain((known) =>
        send(
          caseIdOf(tenant, known.commandId),
          known,
          pipe(
            takeNumber,
            TE.chainEitherKW((number) => numbered(known, number)),
          ),
        ),
      ),
      TE.map((outcome) => ({ ...outcome, number: numberIn(outcome) })),
    );
  };

  return {
    create,
    categorize: (id: string, input: { category: string; reason?: CategorizationReason }, given: Given = {}) =>
      give(id, given, () => ({ type: 'CategorizeCase', reason: 'initial', ...input })),
    prioritize: (id: string, input: { priority: PriorityLevel; reason: string }, given: Given = {}) =>
      give(id, given, () => ({ type: 'PrioritizeCase', ...input })),
    route: (id: string, input: { team: string; reason?: RoutingReason }, given: Given = {}) =>
      give(id, given, () => ({ type: 'RouteCase', reason: 'initial', ...input })),
    /** To an agent, within the team that has the case or routed to another one with it. */
    assign: (id: string, input: { agent: string; team?: string }, given: Given = {}) =>
      give(id, given, () => ({ type: 'AssignCase', team: null, method: 'manual', ...input })),
    /** The actor takes the case. */
    claim: (id: string, given: Given = {}) =>
      give(id, given, () => ({ type: 'AssignCase', agent: actor.id, team: null, method: 'claimed' })),
    acceptAssignment: (id: string, given: Given = {}) =>
      give(id, given, () => ({ type: 'AcceptAssignment', agent: actor.id })),
    declineAssignment: (id: string, given: Given = {}) =>
      give(id, given, () => ({ type: 'DeclineAssignment', agent: actor.id })),
    release: (id: string, given: Given = {}) => give(id, given, () => ({ type: 'ReleaseCase', agent: actor.id })),
    /** The wait is named by the command's id. */
    startWait: (id: string, input: { on: WaitOn; subject?: string; until?: string }, given: Given = {}) =>
      give(id, given, (waitId) => ({ type: 'StartWait', waitId, subject: null, until: null, ...input })),
    endWait: (id: string, input: { waitId: string }, given: Given = {}) =>
      give(id, given, () => ({ type: 'EndWait', ...input })),
    /** A message that came in. With the carrier's own id a message delivered twice counts once. */
    receiveMessage: (
      id: string,
      input: { channel: Channel; body: string; from?: Party; messageId?: string; inReplyTo?: string },
      given: Given = {},
    ) =>
      give(id, given, (messageId) => ({
        type: 'ReceiveMessage',
        messageId,
        from: 'customer',
        inReplyTo: null,
        ...input,
      })),
    sendMessage: (
      id: string,
      input: {
        channel: Channel;
        body: string;
        to?: Party;
        messageId?: string;
        inReplyTo?: string;
        automated?: boolean;
      },
      given: Given = {},
    ) =>
      give(id, given, (messageId) => ({
        type: 'SendMessage',
        messageId,
        to: 'customer',
        inReplyTo: null,
        automated: false,
        ...input,
        awaits: null,
      })),
    /** A question to the customer; the case waits for the answer. Message and wait are named by the command's id. */
    requestInformation: (
      id: string,
      input: { channel: Channel; body: string; inReplyTo?: string },
      given: Given = {},
    ) =>
      give(id, given, (messageId) => ({
        type: 'SendMessage',
        messageId,
        to: 'customer',
        inReplyTo: null,
        automated: false,
        ...input,
        awaits: messageId,
      })),
    addNote: (id: string, input: { body: string }, given: Given = {}) =>
      give(id, given, (noteId) => ({ type: 'AddNote', noteId, ...input })),
    recordFinding: (id: string, input: { kind: FindingKind; text: string }, given: Given = {}) =>
      give(id, given, (findingId) => ({ type: 'RecordFinding', findingId, ...input })),
    resolve: (id: string, input: { code: string; notes: string }, given: Given = {}) =>
      give(id, given, () => ({ type: 'ResolveCase', ...input })),
    acceptResolution: (id: string, input: { channel: Channel }, given: Given = {}) =>
      give(id, given, () => ({ type: 'AcceptResolution', ...input })),
    rejectResolution: (id: string, input: { reason: string }, given: Given = {}) =>
      give(id, given, () => ({ type: 'RejectResolution', ...input })),
    reopen: (id: string, input: { cause?: ReopeningCause; reason: string }, given: Given = {}) =>
      give(id, given, () => ({ type: 'ReopenCase', cause: 'agent', ...input })),
    close: (id: string, input: { code?: string; notes?: string } = {}, given: Given = {}) =>
      give(id, given, () => ({
        type: 'CloseCase',
        by: actor.kind === 'customer' ? 'customer' : 'agent',
        code: null,
        notes: null,
        ...input,
      })),
    cancel: (id: string, input: { reason: CancelReason }, given: Given = {}) =>
      give(id, given, () => ({ type: 'CancelCase', ...input })),
  };
};

export type Cases = ReturnType<typeof casesOf>;
