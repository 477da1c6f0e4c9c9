import * as E from 'fp-ts/Either';
import type { Shared } from '../topic';
import type { IssueNotMajor, IssueStatus, IssueUnknown, MajorIssueEvent, MajorIssueState } from './issue';

const leadsTo: { readonly [T in MajorIssueEvent['type']]?: IssueStatus } = {
  MajorIssueProposed: 'candidate',
  MajorIssueAccepted: 'major',
  MajorIssueRejected: 'rejected',
  MajorIssueResolved: 'resolved',
  MajorIssueReopened: 'major',
  MajorIssueClosed: 'closed',
};

/** The one definition of the status of a major issue: what it is after one more event. It is proposed once. */
export const issueStatusAfter = <S extends IssueStatus | null>(
  status: S,
  { type }: Pick<MajorIssueEvent, 'type'>,
): S | IssueStatus => (type === 'MajorIssueProposed' && status !== null ? status : (leadsTo[type] ?? status));

/** The status as something that all topics of an issue may ask for. */
export const issueStatus: Shared<IssueStatus | null, MajorIssueEvent> = {
  initial: null,
  evolve: {
    MajorIssueProposed: issueStatusAfter,
    MajorIssueAccepted: issueStatusAfter,
    MajorIssueRejected: issueStatusAfter,
    MajorIssueResolved: issueStatusAfter,
    MajorIssueReopened: issueStatusAfter,
    MajorIssueClosed: issueStatusAfter,
  },
};

/** The status of an issue that is there. */
export const ofIssue = ({ status }: MajorIssueState): E.Either<IssueUnknown, IssueStatus> =>
  status === null ? E.left({ type: 'IssueUnknown' }) : E.right(status);

/** The status of an issue that leads cases. */
export const ofMajorIssue = ({ status }: MajorIssueState): E.Either<IssueUnknown | IssueNotMajor, IssueStatus> => {
  if (status === null) return E.left({ type: 'IssueUnknown' });
  return status === 'major' ? E.right(status) : E.left({ type: 'IssueNotMajor', status });
};
