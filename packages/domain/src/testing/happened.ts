import { AgentId, Instant, literal, textOf, type Json } from '@casebook/vocabulary';
import { caseEventSchemas } from '../case/case.codec';
import type { CaseEvent } from '../case/case';
import type { Decision } from '../decision';
import type { Of } from '../message';

type Type = CaseEvent['type'];
/** Words without their brands, so that a test can write them down. */
type Plain<A> = A extends string ? string : A extends Decision ? Json : A;
type Fields<T extends Type> = {
  readonly [K in Exclude<keyof Of<CaseEvent, T>, 'type' | 'at'>]: Plain<Of<CaseEvent, T>[K]>;
};

const message = { messageId: 'message-1', channel: 'email', inReplyTo: null, body: null } as const;

/** Each event as it is told by who knows least: an import. */
const blanks: { readonly [T in Type]: Fields<T> } = {
  CaseCreated: {
    number: 'C-1',
    caseType: null,
    service: null,
    channel: 'unknown',
    origin: 'customer',
    customer: null,
    product: null,
    fields: {},
    subject: null,
    description: null,
    follows: null,
    personalFields: null,
    personalFilled: [],
  },
  CaseDetailsRevised: { fields: {}, personalFields: null, personalFilled: [], product: null, reason: null },
  CaseCategorized: {
    category: 'technical',
    previous: null,
    complexity: null,
    by: null,
    reason: 'unstated',
    decision: null,
  },
  CategoryReviewRequested: {
    reviewId: 'category-review-1',
    category: 'technical',
    decision: { rulebook: 0, rule: 'review', inputs: {}, alternatives: [], because: 'unstated' },
  },
  CategoryReviewed: {
    reviewId: 'category-review-1',
    reviewer: 'ada',
    outcome: 'confirmed',
    category: 'technical',
    complexity: null,
    remark: null,
  },
  ResolutionPlanned: {
    planId: 'plan-1',
    revision: 1,
    cycle: 1,
    by: null,
    cost: null,
    steps: { erased: true },
    expectedOutcome: null,
  },
  ApprovalRequested: {
    approvalId: 'approval-1',
    subject: 'plan',
    plan: null,
    about: null,
    requestedBy: null,
    approvers: [literal(AgentId, 'ada')],
    quorum: 1,
    dueAt: null,
    decision: null,
  },
  ApprovalDecided: { approvalId: 'approval-1', approver: 'ada', verdict: 'approved', remark: null },
  ApprovalSettled: { approvalId: 'approval-1', outcome: 'approved' },
  PlaybookStarted: { runId: 'playbook-1', playbook: 'repair', rulebook: 0, decision: null },
  TaskAdded: {
    taskId: 'task-1',
    title: { erased: true },
    doneBy: 'desk',
    neededFor: null,
    stage: null,
    dependsOn: [],
    team: null,
    agent: null,
    dueAt: null,
    blocks: null,
    of: null,
  },
  TaskAssigned: { taskId: 'task-1', team: null, agent: null },
  TaskEnded: { taskId: 'task-1', outcome: 'done', remark: null, decision: null },
  CasePrioritized: { priority: 3, previous: null, score: null, factors: [], reason: null, decision: null },
  CaseRouted: { routingId: 'routing-1', team: 'T1', previous: null, reason: 'unstated', decision: null },
  CaseAssigned: {
    assignmentId: 'assignment-1',
    agent: 'ada',
    team: null,
    method: 'unstated',
    respondsBy: null,
    ranking: [],
    decision: null,
  },
  AssignmentAccepted: { assignmentId: 'assignment-1', agent: 'ada' },
  AssignmentEnded: { assignmentId: 'assignment-1', agent: 'ada', reason: 'unstated' },
  WaitStarted: { waitId: 'wait-1', on: 'customer', subject: null, until: null },
  WaitEnded: { waitId: 'wait-1', cause: 'unstated' },
  MessageReceived: { ...message, from: 'customer' },
  MessageSent: { ...message, to: 'customer', automated: false, awaits: null, template: null },
  NoteAdded: { noteId: 'note-1', body: null, template: null },
  FindingRecorded: { findingId: 'finding-1', kind: 'symptom', text: { erased: true }, template: null },
  CaseResolved: {
    resolutionId: 'resolution-1',
    cycle: 1,
    code: null,
    notes: null,
    template: null,
    closesAt: null,
    staysOpen: null,
    remindAt: null,
    reopenableUntil: null,
    rulebook: null,
  },
  ResolutionAccepted: { resolutionId: 'resolution-1', via: 'email' },
  CaseReopened: { cycle: 2, cause: 'unstated', reason: null },
  CaseClosed: { by: 'unstated', code: null, notes: null, reopenableUntil: null, rulebook: null },
  CaseCancelled: { reason: 'unstated' },
  ServiceLevelStarted: {
    slaId: 'service-level-1',
    policy: 'resolution',
    metric: 'resolution',
    agreement: 'SLA',
    round: 1,
    target: null,
    startsAt: '2026-01-01T00:00:00.000Z',
    before: 0,
    dueAt: null,
    warnings: [],
    supersedes: null,
    decision: { rulebook: 0, rule: 'resolution', inputs: {}, alternatives: [], because: 'unstated' },
  },
  ServiceLevelPaused: { slaId: 'service-level-1', used: 0 },
  ServiceLevelResumed: { slaId: 'service-level-1', dueAt: null, warnings: [] },
  ServiceLevelWarned: { slaId: 'service-level-1', percent: 50, dueAt: null },
  ServiceLevelBreached: { slaId: 'service-level-1', dueAt: '2026-01-01T00:00:00.000Z', team: null, agent: null },
  ServiceLevelMet: { slaId: 'service-level-1', used: 0 },
  ServiceLevelEnded: { slaId: 'service-level-1', used: 0, late: false, reason: 'caseOver' },
  ServiceLevelReported: { metric: 'resolution', outcome: 'met' },
  CaseEscalated: {
    escalationId: 'escalation-1',
    kind: 'hierarchical',
    severity: null,
    to: null,
    reason: null,
    decision: null,
  },
  CaseDeescalated: { escalationId: 'escalation-1', reason: null },
  SurveyOffered: {
    surveyId: 'survey-1',
    cycle: 1,
    kind: 'CSAT',
    credited: null,
    expiresAt: null,
    decision: { rulebook: 0, rule: 'survey', inputs: {}, alternatives: [], because: 'unstated' },
  },
  SurveyAnswered: { surveyId: 'survey-1', score: 5, remark: null },
  ClosingReminded: { cycle: 1, closesAt: '2026-12-31T00:00:00.000Z' },
  NotificationRequested: {
    notificationId: 'notification-1',
    to: { kind: 'team', id: textOf('returns') },
    through: 'mail',
    about: 'CaseRouted',
    decision: { rulebook: 0, rule: 'notification', inputs: {}, alternatives: [], because: 'unstated' },
  },
  NotificationDelivered: { notificationId: 'notification-1' },
  NotificationFailed: { notificationId: 'notification-1', attempt: 1, reason: { erased: true }, retryAt: null },
  EffortLogged: {
    entryId: 'entry-1',
    agent: 'ada',
    activity: 'talk',
    duration: 60_000,
    startedAt: null,
    billable: false,
    price: null,
    decision: null,
  },
  CostRecorded: { entryId: 'entry-1', kind: 'part', cost: { amount: 100, currency: textOf('EUR') }, memo: null },
  EntryApproved: { entryId: 'entry-1', approver: 'ben' },
  EntryVoided: { entryId: 'entry-1', reason: { erased: true } },
  ActivityRecorded: { label: 'Active', attributes: {} },
  LegalHoldPlaced: { holdId: 'hold-1', basis: 'lawsuit' },
  LegalHoldReleased: { holdId: 'hold-1', reason: 'settled' },
  CaseMerged: { into: 'case-2', number: 'C-10424-8', reason: null, acrossCustomers: false },
  CaseSplit: { into: 'case-3', messages: [], reason: null },
  CaseUnmerged: { into: 'case-2', number: 'C-10424-8', reason: null },
  CaseLinked: { linkId: 'link-1', to: 'case-2', relation: 'related', number: 'C-10424-8' },
  CaseUnlinked: { linkId: 'link-1', to: 'case-2', relation: 'related', number: 'C-10424-8', reason: null },
  AssessmentRecorded: {
    assessmentId: 'assessment-1',
    kind: 'sentiment',
    value: 'negative',
    confidence: 0.5,
    assessor: { name: textOf('reader'), version: textOf('1') },
    about: null,
  },
  PersonalDataErased: { person: 'customer-7', key: 'key-1', reason: 'asked for it' },
};

/**
 * An event in few words: what is left out is as an import that knows nothing of it tells it. `at` may end at the minute:
 * `2026-06-15T09:00`. Throws where a field does not fit.
 */
export const happened = <T extends Type>(type: T, at: string, fields: Partial<Fields<T>> = {}): Of<CaseEvent, T> => {
  const instant = at.length === 16 ? literal(Instant, `${at}:00.000Z`) : at;
  const plain: unknown = { ...blanks[type], ...fields, type, at: instant };
  // The codec of one type makes an event of that type, which the checker cannot follow for a type that varies.
  return literal(caseEventSchemas[type].codec, plain as Json);
};
