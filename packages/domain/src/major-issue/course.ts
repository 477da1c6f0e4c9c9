import * as E from 'fp-ts/Either';
import type { Text } from '@casebook/vocabulary';
import { isOpen } from '../case/gate';
import { isUnsaid } from '../case/said';
import type { Of } from '../message';
import { allowsCode } from '../rulebook/allowed';
import { same } from '../same';
import type { Course, IssueTopic, MajorIssueState } from './issue';
import { ofIssue, ofMajorIssue } from './issue-status';

const isBlank = (text: string): boolean => text.trim() === '';

/** Whether there is a candidate that this person may decide about. */
const ofCandidate = (
  state: MajorIssueState,
  by: Text,
): E.Either<Of<Course['rejection'], 'IssueUnknown' | 'IssueNotCandidate' | 'SelfApproval'>, unknown> => {
  const status = ofIssue(state);
  if (E.isLeft(status)) return status;
  if (status.right !== 'candidate') return E.left({ type: 'IssueNotCandidate', status: status.right });
  return state.course.proposal?.by === by ? E.left({ type: 'SelfApproval', agent: by }) : status;
};

/** A major issue from its proposal to its end. What becomes of its cases is asked of them, one by one, elsewhere. */
export const course: IssueTopic<Course> = {
  initial: { proposal: null, solution: null },
  decide: {
    ProposeMajorIssue: ({ at, other, ...proposal }, { course: { proposal: before } }) => {
      const { title, impact, justification, by, fromCase } = proposal;
      if (before !== null)
        return same(before, { title, by, fromCase })
          ? E.right([])
          : E.left({ type: 'IssueExists', title: before.title });
      if (isBlank(title)) return E.left({ type: 'TitleMissing' });
      if (isBlank(impact)) return E.left({ type: 'ImpactMissing' });
      if (isUnsaid(justification)) return E.left({ type: 'JustificationMissing' });
      if (fromCase !== null && other === null) return E.left({ type: 'OtherCaseUnknown', caseId: fromCase });
      if (other !== null && !isOpen(other.status)) return E.left({ type: 'CaseNotOpen', status: other.status });
      const customer = other?.customer ?? null;
      return E.right([{ type: 'MajorIssueProposed', at, title, impact, justification, by, fromCase, customer }]);
    },
    AcceptMajorIssue: ({ at, by }, state) => {
      if (state.status === 'major') return E.right([]);
      const candidate = ofCandidate(state, by);
      return E.isLeft(candidate) ? candidate : E.right([{ type: 'MajorIssueAccepted', at, by }]);
    },
    RejectMajorIssue: ({ at, by, reason }, state) => {
      if (state.status === 'rejected') return E.right([]);
      const candidate = ofCandidate(state, by);
      if (E.isLeft(candidate)) return candidate;
      return isUnsaid(reason)
        ? E.left({ type: 'ReasonMissing' })
        : E.right([{ type: 'MajorIssueRejected', at, by, reason }]);
    },
    ResolveMajorIssue: ({ at, code, notes, excepted }, state, rules) => {
      if (state.status === 'resolved' && same(state.course.solution, { code, notes, excepted })) return E.right([]);
      const status = ofMajorIssue(state);
      if (E.isLeft(status)) return status;
      if (!allowsCode(rules.at(at), code)) return E.left({ type: 'ResolutionCodeUnknown', code });
      if (isBlank(notes)) return E.left({ type: 'NotesMissing' });
      const stranger = excepted.find((one) => !state.attachments.cases.some(({ caseId }) => caseId === one));
      return stranger === undefined
        ? E.right([{ type: 'MajorIssueResolved', at, code, notes, excepted }])
        : E.left({ type: 'CaseNotAttached', caseId: stranger });
    },
    ReopenMajorIssue: ({ at, reason }, state) => {
      const status = ofIssue(state);
      if (E.isLeft(status)) return status;
      if (status.right === 'major') return E.right([]);
      if (status.right !== 'resolved') return E.left({ type: 'IssueNotResolved', status: status.right });
      return isBlank(reason)
        ? E.left({ type: 'ReasonMissing' })
        : E.right([{ type: 'MajorIssueReopened', at, reason }]);
    },
    CloseMajorIssue: ({ at }, state) => {
      const status = ofIssue(state);
      if (E.isLeft(status)) return status;
      if (status.right === 'closed') return E.right([]);
      return status.right === 'resolved'
        ? E.right([{ type: 'MajorIssueClosed', at }])
        : E.left({ type: 'IssueNotResolved', status: status.right });
    },
  },
  evolve: {
    MajorIssueProposed: ({ proposal, solution }, { title, by, fromCase }) => ({
      proposal: proposal ?? { title, by, fromCase },
      solution,
    }),
    MajorIssueAccepted: (slice) => slice,
    MajorIssueRejected: (slice) => slice,
    MajorIssueResolved: ({ proposal }, { code, notes, excepted }) => ({
      proposal,
      solution: { code, notes, excepted },
    }),
    MajorIssueReopened: ({ proposal }) => ({ proposal, solution: null }),
    MajorIssueClosed: (slice) => slice,
  },
};
