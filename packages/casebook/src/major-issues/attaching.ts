import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { CaseId, IssueId } from '@casebook/vocabulary';
import { idOfCase } from '../case-stream';
import { circumstances, type Circumstances, type Given } from '../given';
import { otherCases } from '../other-cases';
import { commandOf, send, type CaseOutcome, type CommandFailure } from '../send';
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
  type LoadedIssue,
} from './issue-desk';
import { following, idOfIssue, issueStream } from './issue-stream';

export type LinkFailure = CommandFailure<'LinkMajorIssue'>;
export type AttachFailure = IssueFailure<'AttachCase'> | LinkFailure;
export type DetachFailure = IssueFailure<'DetachCase'> | CommandFailure<'UnlinkCase'>;

/** Tells an attached case, as a second step named by the first one's event, which issue it belongs to. Done again it changes nothing. */
export const linked = (
  desk: IssueDesking,
  id: IssueId,
  issue: LoadedIssue,
  caseId: CaseId,
  known: Circumstances,
): TE.TaskEither<LinkFailure, CaseOutcome | undefined> => {
  const said = lastSaid(issue, 'CaseAttached', (event) => event.caseId === caseId);
  const proposed = lastSaid(issue, 'MajorIssueProposed');
  const isAttached = issue.state.attachments.cases.some((one) => one.caseId === caseId);
  if (said === undefined || proposed === undefined || !isAttached) return TE.right(undefined);
  const given = because(said, following(said.id, 'link'), known);
  const { title } = proposed.event;
  return send<'LinkMajorIssue'>(
    led(desk),
    caseId,
    given,
    TE.fromEither(commandOf({ type: 'LinkMajorIssue', linkId: said.id, issue: id, title }, given)),
  );
};

const unlinked = (
  desk: IssueDesking,
  issue: LoadedIssue,
  caseId: CaseId,
  known: Circumstances,
): TE.TaskEither<CommandFailure<'UnlinkCase'>, unknown> => {
  const attached = lastSaid(issue, 'CaseAttached', (event) => event.caseId === caseId);
  const said = lastSaid(issue, 'CaseDetached', (event) => event.caseId === caseId);
  const isDetached = issue.state.attachments.detached.includes(caseId);
  if (said === undefined || attached === undefined || !isDetached) return TE.right(undefined);
  const given = because(said, following(said.id, 'link'), known);
  return pipe(
    send<'UnlinkCase'>(
      led(desk),
      caseId,
      given,
      TE.fromEither(commandOf({ type: 'UnlinkCase', linkId: attached.id, reason: null }, given)),
    ),
    // Detached before the case had been told of the issue.
    TE.orElseW((failure) => (failure.type === 'LinkUnknown' ? TE.right(undefined) : TE.left(failure))),
  );
};

/** Attaches a case that is there, and tells it so. */
export const attachedCase = (
  desk: IssueDesking,
  id: IssueId,
  caseId: CaseId,
  known: Circumstances,
): TE.TaskEither<AttachFailure, IssueOutcome> =>
  pipe(
    sendToIssue<'AttachCase'>(
      desk,
      id,
      known,
      pipe(
        otherCases(desk.tenant, desk.load)(caseId),
        TE.chainEitherKW((other) => issueCommandOf({ type: 'AttachCase', caseId, other }, known)),
      ),
    ),
    TE.chainFirstW(() =>
      pipe(
        desk.loadIssue(issueStream(desk.tenant, id)),
        TE.chainW((issue) => linked(desk, id, issue, caseId, known)),
      ),
    ),
  );

/** Which cases a major issue leads. */
export const attaching = (desk: IssueDesking) => ({
  /** Puts an open case that somebody has reported under the issue, by its id, and links it; one case for each customer. */
  attach: (
    id: string,
    input: { readonly caseId: string },
    given: Given = {},
  ): TE.TaskEither<AttachFailure, IssueOutcome> =>
    pipe(
      E.Do,
      E.bind('issue', () => idOfIssue(id)),
      E.bind('caseId', () => idOfCase(input.caseId)),
      E.bind('with', () => circumstances(given, desk.clock)),
      TE.fromEither,
      TE.chainW((known) => attachedCase(desk, known.issue, known.caseId, known.with)),
    ),
  /** Takes a case out that does not belong there, for this reason, and the link with it. The case itself goes on. */
  detach: (
    id: string,
    input: { readonly caseId: string; readonly reason: string },
    given: Given = {},
  ): TE.TaskEither<DetachFailure, IssueOutcome> =>
    pipe(
      TE.fromEither(idOfCase(input.caseId)),
      TE.bindTo('caseId'),
      TE.bindW('outcome', () => giveToIssue(desk, id, given, () => ({ type: 'DetachCase', ...input }))),
      TE.chainFirstW(({ caseId, outcome }) =>
        pipe(
          desk.loadIssue(issueStream(desk.tenant, outcome.id)),
          TE.chainW((issue) => unlinked(desk, issue, caseId, outcome.with)),
        ),
      ),
      TE.map(({ outcome: { with: _, ...outcome } }) => outcome),
    ),
});
