import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { CaseEvent, CaseState } from '@casebook/domain';
import type { Recorded } from '@casebook/event-store';
import { CommandId, literal, textOf, type CaseId } from '@casebook/vocabulary';
import { automation } from './actors';
import { caseStream, idOfCase } from './case-stream';
import { circumstances, type Circumstances, type Given } from './given';
import { otherCases, type Load } from './other-cases';
import { commandOf, send, type CaseOutcome, type CommandFailure, type Desking } from './send';

type Type = CaseEvent['type'];
/** What the source of a merge says last of merging, and the survivor that it means. */
interface Said {
  readonly recorded: Recorded<CaseEvent>;
  readonly into: CaseId;
  /** The merge that is meant names the survivor's link. */
  readonly merge: string;
}

const lastOf = (events: ReadonlyArray<Recorded<CaseEvent>>, ...types: ReadonlyArray<Type>) =>
  [...events].reverse().find(({ type }) => types.some((one) => one === type));

const saidLast = ({ events }: { readonly events: ReadonlyArray<Recorded<CaseEvent>> }): Said | null => {
  const recorded = lastOf(events, 'CaseMerged', 'CaseUnmerged');
  const merge = lastOf(events, 'CaseMerged');
  return recorded === undefined || merge?.event.type !== 'CaseMerged'
    ? null
    : { recorded, into: merge.event.into, merge: merge.id };
};

/**
 * Merges, and what undoes them. Both are facts of the source; what the survivor tells of them is a second step, named by the
 * first one's event. Where something fails in between, repeating the command does what is left.
 */
export const merging = (desk: Desking, load: Load) => {
  const lookUp = otherCases(desk.tenant, load);
  const follower: Desking = { ...desk, actor: automation('merging') };

  /** The second step, in the survivor. */
  const told = (
    caseId: CaseId,
    { correlationId }: Circumstances,
  ): TE.TaskEither<CommandFailure<'LinkCase' | 'UnlinkCase'>, unknown> =>
    pipe(
      load(caseStream(desk.tenant, caseId)),
      TE.chainW((source: { readonly events: ReadonlyArray<Recorded<CaseEvent>>; readonly state: CaseState }) => {
        const said = saidLast(source);
        if (said === null) return TE.right(undefined);
        const { recorded, into, merge } = said;
        const linkId = textOf(merge);
        const given: Circumstances = {
          commandId: literal(CommandId, `${recorded.id}/survivor`),
          at: recorded.occurredAt,
          correlationId,
          causationId: recorded.id,
        };
        if (recorded.type === 'CaseUnmerged')
          return pipe(
            send<'UnlinkCase'>(
              follower,
              into,
              given,
              TE.fromEither(commandOf({ type: 'UnlinkCase', linkId, reason: null }, given)),
            ),
            // Undone before the survivor had been told of the merge.
            TE.orElseW((failure) => (failure.type === 'LinkUnknown' ? TE.right(undefined) : TE.left(failure))),
          );
        return send<'LinkCase'>(
          follower,
          into,
          given,
          pipe(
            lookUp(caseId),
            TE.chainEitherKW((other) =>
              commandOf({ type: 'LinkCase', linkId, to: caseId, relation: 'absorbed', caseId: into, other }, given),
            ),
          ),
        );
      }),
    );

  return {
    /** Has the case go on in another one, by its id. It keeps what it has; questions about the other show both. */
    merge: (
      id: string,
      input: { into: string; reason?: string | undefined; acrossCustomers?: boolean | undefined },
      given: Given = {},
    ): TE.TaskEither<CommandFailure<'MergeCase' | 'LinkCase'>, CaseOutcome> =>
      pipe(
        E.Do,
        E.bind('caseId', () => idOfCase(id)),
        E.bind('into', () => idOfCase(input.into)),
        E.bind('with', () => circumstances(given, desk.clock)),
        E.let('command', (known) => ({
          type: 'MergeCase' as const,
          into: known.into,
          reason: input.reason ?? null,
          acrossCustomers: input.acrossCustomers ?? false,
          caseId: known.caseId,
        })),
        // Checked before another case is looked up for it.
        E.chainFirstW((known) => commandOf({ ...known.command, other: null }, known.with)),
        TE.fromEither,
        TE.chainW((known) =>
          pipe(
            send<'MergeCase'>(
              desk,
              known.caseId,
              known.with,
              pipe(
                lookUp(known.into),
                TE.chainEitherKW((other) => commandOf({ ...known.command, other }, known.with)),
              ),
            ),
            TE.chainFirstW(() => told(known.caseId, known.with)),
          ),
        ),
      ),
    /** Takes the case out of the one that it was merged into: it stands as it stood, and its service levels go on. */
    unmerge: (
      id: string,
      input: { reason?: string | undefined } = {},
      given: Given = {},
    ): TE.TaskEither<CommandFailure<'UnmergeCase' | 'UnlinkCase'>, CaseOutcome> =>
      pipe(
        E.Do,
        E.bind('caseId', () => idOfCase(id)),
        E.bind('with', () => circumstances(given, desk.clock)),
        E.bindW('command', (known) => commandOf({ type: 'UnmergeCase', reason: input.reason ?? null }, known.with)),
        TE.fromEither,
        TE.chainW((known) =>
          pipe(
            send<'UnmergeCase'>(desk, known.caseId, known.with, TE.right(known.command)),
            TE.chainFirstW(() => told(known.caseId, known.with)),
          ),
        ),
      ),
  };
};
