import { pipe } from 'fp-ts/function';
import * as T from 'fp-ts/Task';
import * as TE from 'fp-ts/TaskEither';
import type { Given } from '../given';
import { commandOf, send, type CaseOutcome, type CommandFailure } from '../send';
import { concerned, each, lastSaid, type OfCase } from './cases-led';
import { because, giveToIssue, led, type IssueDesking, type IssueFailure, type IssueOutcome } from './issue-desk';
import { following, issueStream } from './issue-stream';

/** The case was named as an exception: it stays as it is. */
export interface CaseExcepted {
  readonly type: 'CaseExcepted';
}

type ResolveFailure = CommandFailure<'ResolveCase'> | CaseExcepted;

export interface ResolvedIssue extends IssueOutcome {
  /** The cases that were attached when it was resolved; those that were excepted, or refuse, stay as they are and say why. */
  readonly cases: ReadonlyArray<OfCase<ResolveFailure, CaseOutcome>>;
}

/** What solves the issue solves its cases, as a second step that repeating the command completes. */
export const resolving = (desk: IssueDesking) => ({
  /** The issue is solved, and each attached case with it, with the same code and notes, but for those that are excepted by their ids. */
  resolve: (
    id: string,
    { code, notes, except = [] }: { code: string; notes: string; except?: ReadonlyArray<string> | undefined },
    given: Given = {},
  ): TE.TaskEither<IssueFailure<'ResolveMajorIssue'>, ResolvedIssue> =>
    pipe(
      giveToIssue(desk, id, given, () => ({ type: 'ResolveMajorIssue', code, notes, excepted: except })),
      TE.bindTo('outcome'),
      TE.bindW('issue', ({ outcome }) => desk.loadIssue(issueStream(desk.tenant, outcome.id))),
      TE.chainTaskK(({ outcome: { with: known, ...outcome }, issue }): T.Task<ResolvedIssue> => {
        const said = lastSaid(issue, 'MajorIssueResolved');
        // It has been reopened since this command was first given.
        if (said === undefined || issue.state.course.solution === null) return T.of({ ...outcome, cases: [] });
        const { event } = said;
        const resolved = each<ResolveFailure, CaseOutcome>(concerned(issue, said), ({ caseId }) => {
          if (event.excepted.includes(caseId)) return TE.left({ type: 'CaseExcepted' });
          const its = because(said, following(said.id, caseId), known);
          const solution = { type: 'ResolveCase', code: event.code, notes: event.notes, template: null } as const;
          return send<'ResolveCase'>(led(desk), caseId, its, TE.fromEither(commandOf(solution, its)));
        });
        return pipe(
          resolved,
          T.map((cases) => ({ ...outcome, cases })),
        );
      }),
    ),
});
