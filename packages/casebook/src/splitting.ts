import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { CaseEvent } from '@casebook/domain';
import type { Recorded } from '@casebook/event-store';
import { CommandId, literal, type CaseId, type CaseNumber } from '@casebook/vocabulary';
import { automation } from './actors';
import { caseIdOf, caseStream, idOfCase } from './case-stream';
import { creating, type CreatedCase } from './create-case';
import { circumstances, type Circumstances, type Given } from './given';
import { otherCases, type Load } from './other-cases';
import { commandOf, send, type CommandFailure, type Desking } from './send';
import type { LogFailure } from './transact';

/** What is split off. */
export interface SplitOff {
  /** Ids of messages and notes of the case that the new one is about. */
  readonly messages: ReadonlyArray<string>;
  readonly reason?: string | undefined;
  /** Of the new case, where it has another one than the old. */
  readonly type?: string | undefined;
  readonly product?: string | undefined;
  readonly subject?: string | undefined;
  readonly description?: string | undefined;
}

/** The case that was made of it. */
export interface SplitCase extends CreatedCase {
  /** What it was split from, and the event that says so. */
  readonly from: Recorded<CaseEvent>;
}

type Failure = CommandFailure<'SplitCase' | 'CreateCase' | 'LinkCase'>;

const splitIn = (events: ReadonlyArray<Recorded<CaseEvent>>, into: CaseId): Recorded<CaseEvent> | undefined =>
  events.find(({ event }) => event.type === 'CaseSplit' && event.into === into);

/**
 * Takes what was said in a case as a matter of its own. The split is a fact of the case; the new case, and its link to the old one, are
 * steps named by it. Where something fails in between, repeating the command does what is left.
 */
export const splitting = (desk: Desking, load: Load, takeNumber: TE.TaskEither<LogFailure, CaseNumber>) => {
  const lookUp = otherCases(desk.tenant, load);
  const follower: Desking = { ...desk, actor: automation('splitting') };
  const create = creating(follower, takeNumber);

  const linked = (made: CreatedCase, to: CaseId, given: Circumstances): TE.TaskEither<Failure, CreatedCase> =>
    pipe(
      send<'LinkCase'>(
        follower,
        made.id,
        given,
        pipe(
          lookUp(to),
          TE.chainEitherKW((other) =>
            commandOf(
              { type: 'LinkCase', linkId: given.causationId, to, relation: 'splitFrom', caseId: made.id, other },
              given,
            ),
          ),
        ),
      ),
      TE.map(() => made),
    );

  /** The steps after the split. */
  const followed = (
    caseId: CaseId,
    newCommand: string,
    { type, product, subject, description }: SplitOff,
    { at, correlationId }: Circumstances,
  ): TE.TaskEither<Failure, SplitCase> =>
    pipe(
      load(caseStream(desk.tenant, caseId)),
      TE.chainW(({ events, state }) => {
        const { opening } = state.creation;
        const from = splitIn(events, caseIdOf(desk.tenant, literal(CommandId, newCommand)));
        if (from === undefined || opening === null) throw new TypeError('a case that was split says so');
        const because = { at, correlationId, causationId: from.id };
        return pipe(
          create(
            {
              type: type ?? opening.caseType ?? undefined,
              product: product ?? opening.product ?? undefined,
              channel: opening.channel,
              customer: opening.customer ?? undefined,
              subject,
              description,
              origin: 'split',
            },
            { ...because, commandId: newCommand },
          ),
          TE.chainW((made) =>
            linked(made, caseId, { ...because, commandId: literal(CommandId, `${newCommand}/link`) }),
          ),
          TE.map((made) => ({ ...made, from })),
        );
      }),
    );

  return {
    /** Opens a case of its own for what was said in this one. It stays here; the timeline of the new case shows it too. */
    split: (id: string, input: SplitOff, given: Given = {}): TE.TaskEither<Failure, SplitCase> =>
      pipe(
        E.Do,
        E.bind('caseId', () => idOfCase(id)),
        E.bind('with', () => circumstances(given, desk.clock)),
        E.let('newCommand', (known) => `${known.with.commandId}/case`),
        E.bindW('command', (known) =>
          commandOf(
            {
              type: 'SplitCase',
              into: caseIdOf(desk.tenant, literal(CommandId, known.newCommand)),
              messages: input.messages,
              reason: input.reason ?? null,
            },
            known.with,
          ),
        ),
        TE.fromEither,
        TE.chainFirstW((known) => send<'SplitCase'>(desk, known.caseId, known.with, TE.right(known.command))),
        TE.chainW((known) => followed(known.caseId, known.newCommand, input, known.with)),
      ),
  };
};
