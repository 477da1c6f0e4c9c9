import type { CaseEvent } from '@casebook/domain';
import { count, instant, memo, optional, rowOf, type Recorded } from '@casebook/projection';

const columns = {
  wake: optional(instant('when time alone will bring something next; empty where nothing is known')),
  revision: memo(count('of the last event')),
};

const begun = ({ wake, revision }: Recorded<CaseEvent>) => ({ wake, revision });
const changed = (row: { readonly revision: number }, recorded: Recorded<CaseEvent>) =>
  recorded.revision > row.revision ? begun(recorded) : {};

const everyEvent = <H>(handler: H): { readonly [T in CaseEvent['type']]: H } => ({
  CaseCreated: handler,
  CaseDetailsRevised: handler,
  CaseCategorized: handler,
  CategoryReviewRequested: handler,
  CategoryReviewed: handler,
  ResolutionPlanned: handler,
  ApprovalRequested: handler,
  ApprovalDecided: handler,
  ApprovalSettled: handler,
  SurveyOffered: handler,
  SurveyAnswered: handler,
  QualityReviewRequested: handler,
  QualityReviewed: handler,
  QualityReviewAppealed: handler,
  CaseReviewDrafted: handler,
  CaseReviewPublished: handler,
  EffortLogged: handler,
  CostRecorded: handler,
  EntryApproved: handler,
  EntryVoided: handler,
  PlaybookStarted: handler,
  TaskAdded: handler,
  TaskAssigned: handler,
  TaskEnded: handler,
  CasePrioritized: handler,
  CaseRouted: handler,
  CaseAssigned: handler,
  AssignmentAccepted: handler,
  AssignmentEnded: handler,
  WaitStarted: handler,
  WaitEnded: handler,
  MessageReceived: handler,
  MessageSent: handler,
  NoteAdded: handler,
  FindingRecorded: handler,
  CaseResolved: handler,
  ResolutionAccepted: handler,
  CaseReopened: handler,
  CaseClosed: handler,
  CaseCancelled: handler,
  ServiceLevelStarted: handler,
  ServiceLevelPaused: handler,
  ServiceLevelResumed: handler,
  ServiceLevelWarned: handler,
  ServiceLevelBreached: handler,
  ServiceLevelMet: handler,
  ServiceLevelEnded: handler,
  ServiceLevelReported: handler,
  CaseEscalated: handler,
  CaseDeescalated: handler,
  ActivityRecorded: handler,
  LegalHoldPlaced: handler,
  LegalHoldReleased: handler,
  PersonalDataErased: handler,
  AssessmentRecorded: handler,
  CaseMerged: handler,
  CaseUnmerged: handler,
  CaseLinked: handler,
  CaseUnlinked: handler,
});

/** When to look at which case again: the `wake` of each stream's last event, whenever that happened. */
export const timers = rowOf<CaseEvent>()({
  name: 'timers',
  version: 1,
  comment: 'One row a case: when time alone will bring it something next',
  columns,
  indexes: [{ on: ['wake'], acrossTenants: true }],
  starts: everyEvent(begun),
  changes: everyEvent(changed),
});
