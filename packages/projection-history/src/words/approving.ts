import { Erased } from '@casebook/vocabulary';
import { money } from './money';
import { given, minute, phrase, say, written, type Words } from './saying';
import { approvalOf, approvalOutcome } from './terms';

export const approving: Words<'ResolutionPlanned' | 'ApprovalRequested' | 'ApprovalDecided' | 'ApprovalSettled'> = {
  ResolutionPlanned: ({ event: { revision, cost, steps, expectedOutcome } }) =>
    say(
      phrase(
        revision === 1 ? 'planned the resolution' : `planned the resolution anew, revision ${revision}`,
        given(cost, (one) => `at a cost of ${money(one)}`),
      ),
      null,
      [
        ...(Erased.is(steps) ? ['(erased)'] : steps.map((step, index) => `${index + 1}. ${step}`)),
        ...(expectedOutcome === null ? [] : [`Expected: ${written(expectedOutcome) ?? ''}`]),
      ].join('\n'),
    ),
  ApprovalRequested: ({ event: { subject, about, approvers, quorum, dueAt } }) =>
    say(
      phrase(
        `asked ${approvers.join(', ')} to approve ${approvalOf[subject]}`,
        given(about, (what) => `(${what})`),
        quorum === approvers.length ? null : `of whom ${quorum} must agree`,
        given(dueAt, (at) => `by ${minute(at)}`),
      ),
    ),
  ApprovalDecided: ({ event: { approver, verdict, remark } }) =>
    say(verdict === 'approved' ? `${approver} approves` : `${approver} does not approve`, null, written(remark)),
  ApprovalSettled: ({ event: { outcome } }) => say(approvalOutcome[outcome]),
};
