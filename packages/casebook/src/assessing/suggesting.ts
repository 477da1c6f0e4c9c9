import * as A from 'fp-ts/ReadonlyArray';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as T from 'fp-ts/Task';
import * as TE from 'fp-ts/TaskEither';
import type { CaseEvent, CaseUnknown, Rules, StandingAssessment } from '@casebook/domain';
import type { Recorded, StreamName } from '@casebook/event-store';
import type { CaseId } from '@casebook/vocabulary';
import { automation } from '../actors';
import { caseStream, idOfCase } from '../case-stream';
import { circumstances, type Circumstances, type Given } from '../given';
import type { InvalidInput } from '../input';
import type { VersionsFailure } from '../rulebooks';
import { commandOf, send, type CommandFailure, type Desking } from '../send';
import type { LogFailure } from '../transact';
import type { Asking, Assessor, AssessorFailed, AssessorTooLate, Suggestion } from './assessor';
import { saidInTime } from './in-time';
import { materialOf } from './material';
import { commandIdOf, type Seen } from './suggestion-id';

/** What became of one suggestion. */
export interface Suggested {
  readonly suggestion: Suggestion;
  /** What it left in the log; none where the same assessor's same word stands already. */
  readonly events: ReadonlyArray<Recorded<CaseEvent>>;
  /** Why it was not recorded; null where it was, or stands already. */
  readonly refused: CommandFailure<'RecordAssessment'> | null;
}

/** What one assessor had to say. */
export interface AssessorAnswer {
  readonly name: string;
  readonly version: string;
  /** Why it said nothing; null where it answered. */
  readonly failure: AssessorFailed | AssessorTooLate | null;
  readonly suggested: ReadonlyArray<Suggested>;
}

export interface SuggestingDependencies extends Desking {
  readonly assessors: ReadonlyArray<Assessor>;
  readonly load: (stream: StreamName) => TE.TaskEither<LogFailure, Seen>;
  readonly rules: TE.TaskEither<VersionsFailure, Rules>;
  readonly asking: Omit<Asking, 'signal'>;
}

/** Machine suggestions about cases: what the desk's assessors make of a case, and what stands of it. */
export const suggestingOf = ({ assessors, load, rules, asking, ...desk }: SuggestingDependencies) => {
  const { tenant, actor, clock } = desk;

  const seenCase = (id: string): TE.TaskEither<InvalidInput | CaseUnknown | LogFailure, { id: CaseId; seen: Seen }> =>
    pipe(
      TE.fromEither(idOfCase(id)),
      TE.chainW((caseId) =>
        pipe(
          load(caseStream(tenant, caseId)),
          TE.map((seen) => ({ id: caseId, seen })),
        ),
      ),
      TE.filterOrElseW(
        ({ seen }) => seen.state.creation.opening !== null,
        (): CaseUnknown => ({ type: 'CaseUnknown' }),
      ),
    );

  const recorded =
    (id: CaseId, seen: Seen, rulebook: number, assessor: Assessor, known: Circumstances) =>
    (suggestion: Suggestion): T.Task<Suggested> => {
      const { name, version } = assessor;
      const commandId = commandIdOf(seen, rulebook, assessor, suggestion);
      const plain = {
        type: 'RecordAssessment',
        assessmentId: commandId,
        kind: suggestion.kind,
        value: suggestion.value,
        confidence: suggestion.confidence,
        about: suggestion.about ?? null,
        assessor: { name, version },
      } as const;
      const by = { ...desk, actor: automation(name, actor.id) };
      return pipe(
        TE.fromEither(commandOf(plain, known)),
        TE.chainW((command) => send<'RecordAssessment'>(by, id, { ...known, commandId }, TE.right(command))),
        TE.match(
          (refused): Suggested => ({ suggestion, events: [], refused }),
          ({ events }): Suggested => ({ suggestion, events, refused: null }),
        ),
      );
    };

  return {
    /**
     * Asks the assessors what they make of the case, all at once, and records what they say. One that fails or does not answer in time
     * hinders neither the others nor the case. Asking again records nothing twice.
     */
    assess: (
      id: string,
      given: Pick<Given, 'correlationId' | 'causationId'> = {},
    ): TE.TaskEither<InvalidInput | CaseUnknown | VersionsFailure | LogFailure, ReadonlyArray<AssessorAnswer>> =>
      pipe(
        TE.fromEither(circumstances(given, clock)),
        TE.bindTo('known'),
        TE.bindW('looked', () => seenCase(id)),
        TE.bindW('under', () => rules),
        TE.chainTaskK(({ known, looked, under }) => {
          const rulebook = under.at(known.at);
          const material = materialOf(looked.id, looked.seen, rulebook);
          if (material === undefined) throw new TypeError('a case begins with CaseCreated');
          return pipe(
            assessors,
            T.traverseArray((assessor) => saidInTime(assessor, material, asking)),
            T.map(A.zip(assessors)),
            // One after the other: all write to the same stream.
            T.chain(
              T.traverseSeqArray(([said, assessor]) => {
                const { name, version } = assessor;
                return pipe(
                  E.isRight(said) ? said.right : [],
                  T.traverseSeqArray(recorded(looked.id, looked.seen, rulebook.version, assessor, known)),
                  T.map((suggested): AssessorAnswer => {
                    const failure = E.isLeft(said) ? said.left : null;
                    return { name, version, failure, suggested };
                  }),
                );
              }),
            ),
          );
        }),
      ),
    /** What stands: the last word of each assessor about each kind, the latest last. */
    suggestions: (
      id: string,
    ): TE.TaskEither<InvalidInput | CaseUnknown | LogFailure, ReadonlyArray<StandingAssessment>> =>
      pipe(
        seenCase(id),
        TE.map(({ seen }) => seen.state.assessment.current),
      ),
  };
};

export type Suggesting = ReturnType<typeof suggestingOf>;
