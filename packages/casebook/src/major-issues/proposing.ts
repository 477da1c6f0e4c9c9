import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as T from 'fp-ts/Task';
import * as TE from 'fp-ts/TaskEither';
import { idOfCase } from '../case-stream';
import type { OfMany } from '../for-many';
import { circumstances, type Circumstances, type Given } from '../given';
import { otherCases } from '../other-cases';
import type { LogFailure } from '../transact';
import { attachedCase, type AttachFailure } from './attaching';
import { lastSaid } from './cases-led';
import {
  because,
  giveToIssue,
  issueCommandOf,
  led,
  sendToIssue,
  type IssueDesking,
  type IssueFailure,
  type IssueOutcome,
} from './issue-desk';
import { following, issueIdOf, issueStream } from './issue-stream';

/** What is proposed as a major issue. */
export interface NewMajorIssue {
  /** What people call it, 1 to 200 characters; nothing in it tells of a person. */
  readonly title: string;
  /** What it means for customers and business. */
  readonly impact: string;
  /** Why it should be one. */
  readonly justification: string;
  /** The id of the open case in which it was noticed. */
  readonly fromCase?: string | undefined;
}

/** With what came of the case that it was noticed in, which is put under the issue; empty where there was none. */
export interface AcceptedIssue extends IssueOutcome {
  readonly cases: ReadonlyArray<OfMany<AttachFailure, IssueOutcome>>;
}

/** How a major issue begins: somebody proposes it, somebody else decides. */
export const proposing = (desk: IssueDesking) => {
  const source = ({ id }: IssueOutcome, known: Circumstances): TE.TaskEither<LogFailure, AcceptedIssue['cases']> =>
    pipe(
      desk.loadIssue(issueStream(desk.tenant, id)),
      TE.chainTaskK((issue): T.Task<AcceptedIssue['cases']> => {
        const accepted = lastSaid(issue, 'MajorIssueAccepted');
        const caseId = issue.state.course.proposal?.fromCase ?? null;
        const { status, attachments } = issue.state;
        if (accepted === undefined || caseId === null || status !== 'major') return T.of([]);
        if (attachments.detached.includes(caseId)) return T.of([]);
        const given = because(accepted, following(accepted.id, caseId), known);
        return pipe(
          attachedCase(led(desk), id, caseId, given),
          T.map((outcome) => [{ id: caseId, outcome }]),
        );
      }),
    );

  return {
    /** Proposes that something be led as a major issue. Its id follows from the command's. */
    propose: (
      input: NewMajorIssue,
      given: Given = {},
    ): TE.TaskEither<IssueFailure<'ProposeMajorIssue'>, IssueOutcome> =>
      pipe(
        E.Do,
        E.bind('fromCase', () => (input.fromCase === undefined ? E.right(null) : idOfCase(input.fromCase))),
        E.bind('with', () => circumstances(given, desk.clock)),
        E.let('command', ({ fromCase }) => ({
          type: 'ProposeMajorIssue' as const,
          title: input.title,
          impact: input.impact,
          justification: input.justification,
          by: desk.actor.id,
          fromCase,
        })),
        // Checked before a case is looked up for it.
        E.chainFirstW((known) => issueCommandOf({ ...known.command, other: null }, known.with)),
        TE.fromEither,
        TE.chainW((known) =>
          sendToIssue<'ProposeMajorIssue'>(
            desk,
            issueIdOf(desk.tenant, known.with.commandId),
            known.with,
            pipe(
              known.fromCase === null ? TE.right(null) : otherCases(desk.tenant, desk.load)(known.fromCase),
              TE.chainEitherKW((other) => issueCommandOf({ ...known.command, other }, known.with)),
            ),
          ),
        ),
      ),
    /** The actor, who is not whoever proposed it, agrees; the case in which it was noticed is attached where it is still open. */
    accept: (id: string, given: Given = {}): TE.TaskEither<IssueFailure<'AcceptMajorIssue'>, AcceptedIssue> =>
      pipe(
        giveToIssue(desk, id, given, () => ({ type: 'AcceptMajorIssue', by: desk.actor.id })),
        TE.bindTo('outcome'),
        TE.bindW('cases', ({ outcome }) => source(outcome, outcome.with)),
        TE.map(({ outcome: { with: _, ...outcome }, cases }) => ({ ...outcome, cases })),
      ),
    /** The actor, who is not whoever proposed it, says why it is none. */
    reject: (
      id: string,
      input: { readonly reason: string },
      given: Given = {},
    ): TE.TaskEither<IssueFailure<'RejectMajorIssue'>, IssueOutcome> =>
      pipe(
        giveToIssue(desk, id, given, () => ({ type: 'RejectMajorIssue', by: desk.actor.id, ...input })),
        TE.map(({ with: _, ...outcome }) => outcome),
      ),
  };
};
