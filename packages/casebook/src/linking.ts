import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { CaseRelation } from '@casebook/domain';
import { idOfCase } from './case-stream';
import { circumstances, type Given } from './given';
import { otherCases, type Load } from './other-cases';
import { commandOf, send, type CaseOutcome, type CommandFailure, type Desking } from './send';

/** What people link cases as; the others are made by merging and splitting. */
export type LinkedBy = Exclude<CaseRelation, 'absorbed' | 'splitFrom'>;

/** What connects a case with others. */
export const linking = (desk: Desking, load: Load) => {
  const lookUp = otherCases(desk.tenant, load);

  return {
    /** Says what another case, by its id, is to this one. Named by the command's id by default. */
    link: (
      id: string,
      input: { to: string; relation: LinkedBy; linkId?: string | undefined },
      given: Given = {},
    ): TE.TaskEither<CommandFailure<'LinkCase'>, CaseOutcome> =>
      pipe(
        E.Do,
        E.bind('caseId', () => idOfCase(id)),
        E.bind('to', () => idOfCase(input.to)),
        E.bind('with', () => circumstances(given, desk.clock)),
        E.let('command', (known) => ({
          type: 'LinkCase' as const,
          linkId: input.linkId ?? known.with.commandId,
          to: known.to,
          relation: input.relation,
          caseId: known.caseId,
        })),
        // Checked before another case is looked up for it.
        E.chainFirstW((known) => commandOf({ ...known.command, other: null }, known.with)),
        TE.fromEither,
        TE.chainW((known) =>
          send<'LinkCase'>(
            desk,
            known.caseId,
            known.with,
            pipe(
              lookUp(known.to),
              TE.chainEitherKW((other) => commandOf({ ...known.command, other }, known.with)),
            ),
          ),
        ),
      ),
    /** Takes a link away; the case that it led to knows nothing of either. */
    unlink: (
      id: string,
      input: { linkId: string; reason?: string | undefined },
      given: Given = {},
    ): TE.TaskEither<CommandFailure<'UnlinkCase'>, CaseOutcome> =>
      pipe(
        E.Do,
        E.bind('caseId', () => idOfCase(id)),
        E.bind('with', () => circumstances(given, desk.clock)),
        E.bindW('command', (known) =>
          commandOf({ type: 'UnlinkCase', linkId: input.linkId, reason: input.reason ?? null }, known.with),
        ),
        TE.fromEither,
        TE.chainW((known) => send<'UnlinkCase'>(desk, known.caseId, known.with, TE.right(known.command))),
      ),
  };
};
