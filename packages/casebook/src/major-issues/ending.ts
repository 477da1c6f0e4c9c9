import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Given } from '../given';
import { giveToIssue, type IssueDesking, type IssueFailure, type IssueOutcome } from './issue-desk';

/** What becomes of an issue that was solved. Neither is asked of its cases: they have rules of their own. */
export const ending = (desk: IssueDesking) => ({
  /** It was not solved after all. Its cases stay as they are: each is reopened by itself. */
  reopen: (
    id: string,
    input: { readonly reason: string },
    given: Given = {},
  ): TE.TaskEither<IssueFailure<'ReopenMajorIssue'>, IssueOutcome> =>
    pipe(
      giveToIssue(desk, id, given, () => ({ type: 'ReopenMajorIssue', ...input })),
      TE.map(({ with: _, ...outcome }) => outcome),
    ),
  /** Ends what is resolved; nothing is attached or told any more. */
  close: (id: string, given: Given = {}): TE.TaskEither<IssueFailure<'CloseMajorIssue'>, IssueOutcome> =>
    pipe(
      giveToIssue(desk, id, given, () => ({ type: 'CloseMajorIssue' })),
      TE.map(({ with: _, ...outcome }) => outcome),
    ),
});
