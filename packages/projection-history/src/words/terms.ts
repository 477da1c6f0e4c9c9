import type {
  ApprovalOutcome,
  ApprovalSubject,
  AssessmentKind,
  AssignmentEnd,
  CancelReason,
  CategorizationReason,
  Channel,
  EscalationKind,
  FindingKind,
  LevelEnd,
  LinkRelation,
  Metric,
  Party,
  PriorityLevel,
  ReopeningCause,
  ReplacingReason,
  ReviewAudience,
  RoutingReason,
  WaitEnd,
  WaitOn,
} from '@casebook/domain';

/** Words for every value of a kind: a new value does not compile until it has its own. */
type Terms<Value extends string | number> = { readonly [V in Value]: string };
/** Null where there is nothing to say. */
type Reasons<Value extends string> = { readonly [V in Value]: string | null };

export const by: Reasons<Channel> = {
  email: 'by email',
  phone: 'by phone',
  chat: 'by chat',
  portal: 'in the portal',
  social: 'on social media',
  inPerson: 'in person',
  machine: 'by machine',
  unknown: null,
};

export const party: Terms<Party> = { customer: 'the customer', thirdParty: 'a third party', unknown: 'somebody' };

export const level: Terms<PriorityLevel> = { 1: '1 (critical)', 2: '2 (high)', 3: '3 (normal)', 4: '4 (low)' };

export const approvalOf: Terms<ApprovalSubject> = {
  plan: 'the plan',
  escalation: 'the escalation',
  credit: 'the credit',
  closure: 'the closing',
  review: 'the review',
};

export const approvalOutcome: Terms<ApprovalOutcome> = {
  approved: 'settled that it is approved',
  rejected: 'settled that it is not approved',
  withdrawn: 'withdrew the request for approval',
  superseded: 'dropped the request for approval: there is nothing to approve any more',
};

export const awaited: Terms<WaitOn> = {
  customer: 'the customer',
  thirdParty: 'a third party',
  task: 'a task',
  approval: 'an approval',
  majorIssue: 'a major issue',
  date: 'a date',
};

export const finding: Terms<FindingKind> = {
  symptom: 'a symptom',
  test: 'a test',
  hypothesis: 'a hypothesis',
  rootCause: 'the root cause',
  workaround: 'a workaround',
};

export const categorizedBecause: Reasons<CategorizationReason> = {
  initial: null,
  reviewed: 'a review found so',
  misclassified: 'it had been misclassified',
  newInformation: 'there was new information',
  unstated: null,
};

export const routedBecause: Reasons<RoutingReason> = {
  initial: null,
  wrongTeam: 'it was with the wrong team',
  escalation: 'it was escalated',
  capacity: 'the team before had no capacity',
  byRules: 'the rules have it there now',
  unstated: null,
};

export const unassignedBecause: Reasons<AssignmentEnd> = {
  declined: 'it was declined',
  released: 'it was released',
  reassigned: 'it went to somebody else',
  rerouted: 'it went to another team',
  noResponse: 'there was no response',
  unstated: null,
};

export const notWaitingBecause: Reasons<WaitEnd> = {
  answered: 'the answer had come',
  done: 'it was done',
  elapsed: 'the time was up',
  withdrawn: 'it was no longer needed',
  superseded: 'the case had moved on',
  unstated: null,
};

export const reopenedBecause: Reasons<ReopeningCause> = {
  solutionRejected: 'the solution was rejected',
  customerReply: 'the customer wrote again',
  recurrence: 'the problem came back',
  agent: null,
  qualityReview: 'a quality review asked for it',
  unstated: null,
};

export const replacedBecause: Terms<ReplacingReason> = {
  calibration: 'two are to score alike',
  appeal: 'there was an appeal',
  correction: 'it had been wrong',
};

export const toAudience: Terms<ReviewAudience> = { internal: 'for the desk', customer: 'for the customer' };

export const cancelledBecause: Reasons<CancelReason> = {
  withdrawn: 'the request was withdrawn',
  spam: 'it was spam',
  openedInError: 'it was opened in error',
  duplicate: 'it was a duplicate',
  unstated: null,
};

export const measured: Terms<Metric> = {
  firstResponse: 'first response',
  nextResponse: 'next response',
  update: 'update',
  contact: 'contact',
  resolution: 'resolution',
  requesterWait: 'requester wait',
  agentWork: 'agent work',
  ownership: 'ownership',
  task: 'tasks',
};

export const levelEndedBecause: Reasons<LevelEnd> = {
  completedLate: 'it was done too late',
  caseOver: 'the case was over',
  merged: 'the case goes on in another one',
  rerouted: 'the case went elsewhere',
  cancelled: 'its policy has it cancelled there',
  superseded: 'another one took its place',
  noLongerApplies: 'nothing is agreed any more',
  migrated: 'it went over to the rulebook in effect',
};

export const escalatedTo: Terms<EscalationKind> = {
  functional: 'for what others know',
  hierarchical: 'to the management',
  customer: 'since the customer asked for it',
  account: 'with all of the account',
};

/** What is suggested; the value follows. */
export const assessed: Terms<AssessmentKind> = {
  category: 'the category',
  complexity: 'the complexity',
  duplicate: 'that it is a duplicate of case',
  intent: 'the intent',
  language: 'the language',
  risk: 'the risk',
  sentiment: 'the sentiment',
};

/** What is done to a case that gets such a link; the other case's number, or the title of the issue, follows. */
export const linkedAs: Terms<LinkRelation> = {
  parent: 'made the case a part of',
  related: 'linked the case to',
  duplicate: 'called the case a duplicate of',
  causedBy: 'named as the cause of the case',
  absorbed: 'took in case',
  splitFrom: 'split the case from',
  majorIssue: 'put the case under the major issue',
};
