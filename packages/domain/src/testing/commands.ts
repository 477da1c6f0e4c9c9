import * as fc from 'fast-check';
import {
  CaseId,
  CaseNumber,
  CustomerId,
  IssueId,
  IssueTitle,
  literal,
  plus,
  textOf,
  type Instant,
  type Text,
} from '@casebook/vocabulary';
import type { CaseCommand } from '../case/case';
import type { Channel } from '../case/creation';
import type { CaseRelation } from '../case/links';
import type { OtherCase } from '../case/other-case';
import type { Of } from '../message';
import type { Candidate } from '../rulebook/candidates';
import type { DocumentKind } from '../rulebook/template';
import { caseNumber } from '../numbering/case-number';
import {
  agents,
  anyActivity,
  anyAgent,
  anyArticle,
  anyCaseType,
  anyCategory,
  anyCode,
  anyComplexity,
  anyIdOf,
  anyPlaybook,
  anyProduct,
  anyService,
  anyTeam,
  anyText,
  anyWords,
  criteria,
  scorecard,
  templateOf,
} from './words';

type Type = CaseCommand['type'];
/** A command before it is known when it is given. */
export type Undated<M extends { readonly at: Instant }> = M extends unknown ? Omit<M, 'at'> : never;
type Fields<T extends Type> = fc.Arbitrary<Omit<Of<CaseCommand, T>, 'type' | 'at'>>;

const anyChannel = fc.constantFrom<Channel>('email', 'chat', 'phone');
const byAgent = fc.record({ agent: anyAgent });
const body = fc.option(anyWords);
const nobody = { agent: null, team: null, name: null, address: null };

/** Few ids: what is asked for once should be decided by some. */
const anyRequest = fc.constantFrom('request-1', 'request-2').map(textOf);
const anyApproval = fc.oneof(fc.constantFrom('approval-1', 'approval-2').map(textOf), anyRequest);

/** Other cases, as somebody has looked them up: few, so that some are met again. */
const self = literal(CaseId, 'case-1');
const anyOther = fc.constantFrom('case-1', 'case-2', 'case-3', 'case-4').map((id) => literal(CaseId, id));
const known = (caseId: CaseId): fc.Arbitrary<OtherCase | null> =>
  fc.option(
    fc.record({
      caseId: fc.constant(caseId),
      number: fc.constant(literal(CaseNumber, `number of ${caseId}`)),
      status: fc.constantFrom('New', 'Open', 'Open', 'Waiting', 'Resolved'),
      customer: fc.option(fc.constantFrom('customer-7', 'customer-8').map((name) => literal(CustomerId, name))),
      above: fc.subarray([self, literal(CaseId, 'case-4')], { maxLength: 1 }),
    }),
    { freq: 12 },
  );

const anyHold = fc.constantFrom('hold-1', 'hold-2').map(textOf);

/** Somebody of the desk or outside of it, seldom nobody. */
const anybody = fc.oneof(
  { weight: 6, arbitrary: anyAgent.map((agent) => ({ ...nobody, agent })) },
  { weight: 3, arbitrary: anyTeam.map((team) => ({ ...nobody, team })) },
  { weight: 3, arbitrary: fc.tuple(anyWords, body).map(([name, address]) => ({ ...nobody, name, address })) },
  { weight: 1, arbitrary: fc.constant(nobody) },
);

const anyCandidate: fc.Arbitrary<Candidate> = fc.record({
  agent: anyAgent,
  skills: fc.subarray([
    { skill: textOf('displays'), level: 1 },
    { skill: textOf('batteries'), level: 3 },
  ]),
  languages: fc.constant([]),
  segments: fc.constant([]),
  available: fc.boolean(),
  onShift: fc.constant(true),
  open: fc.integer({ min: 0, max: 6 }),
  capacity: fc.constant(5),
});

/** Seldom one: not every rulebook has it. */
const templateFor = (documents: DocumentKind): fc.Arbitrary<Text | null> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant(templateOf(documents)) });

/** The wait for an answer is named after the message that asks. */
const question = fc
  .tuple(anyIdOf('message'), anyChannel, body, fc.boolean(), fc.boolean(), templateFor('message'))
  .map(([messageId, channel, words, awaits, automated, template]) => ({
    messageId,
    channel,
    inReplyTo: null,
    body: words,
    to: 'customer' as const,
    automated,
    awaits: awaits ? textOf(`wait-for-${messageId}`) : null,
    template,
  }));

const fields: { readonly [T in Type]: Fields<T> } = {
  CreateCase: fc.record({
    number: fc.constant(caseNumber(10423)),
    caseType: fc.option(anyCaseType),
    service: fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: anyService }),
    channel: anyChannel,
    origin: fc.constantFrom('customer', 'agent'),
    customer: fc.option(fc.constant(literal(CustomerId, 'customer-7'))),
    product: fc.option(anyProduct),
    fields: fc.oneof(
      { weight: 5, arbitrary: anyText.map((note) => ({ serial: textOf('A-1'), note })) },
      { weight: 1, arbitrary: fc.constant({}) },
    ),
    subject: body,
    description: body,
    follows: fc.constant(null),
  }),
  ReviseDetails: fc.record({
    fields: fc.oneof(
      anyText.map((note) => ({ note })),
      fc.constant({ serial: textOf('B-2') }),
    ),
    product: fc.option(anyProduct),
    reason: fc.option(anyText),
  }),
  CategorizeCase: fc.record({
    category: anyCategory,
    complexity: fc.option(anyComplexity),
    by: fc.option(anyAgent),
    reason: fc.constantFrom('initial', 'reviewed', 'misclassified', 'newInformation'),
  }),
  ReviewCategory: fc.record({
    reviewer: anyAgent,
    category: fc.option(anyCategory),
    complexity: fc.option(anyComplexity),
    remark: fc.option(anyWords),
  }),
  PlanResolution: fc.record({
    planId: anyIdOf('plan'),
    by: fc.option(anyAgent),
    cost: fc.option(fc.integer({ min: 0, max: 50_000 }).map((amount) => ({ amount, currency: textOf('EUR') }))),
    steps: fc.oneof(
      { weight: 9, arbitrary: fc.array(anyText, { minLength: 1, maxLength: 3 }) },
      { weight: 1, arbitrary: fc.constant({ erased: true } as const) },
    ),
    expectedOutcome: body,
  }),
  RequestApproval: fc.record({
    approvalId: anyRequest,
    subject: fc.constantFrom('plan', 'escalation', 'credit', 'closure', 'review'),
    plan: fc.constant(null),
    about: fc.option(anyText),
    requestedBy: fc.option(anyAgent),
    approvers: fc.subarray(agents, { minLength: 1 }),
    quorum: fc.integer({ min: 1, max: 2 }),
    dueAt: fc.constant(null),
  }),
  DecideApproval: fc.record({
    approvalId: anyApproval,
    approver: anyAgent,
    verdict: fc.constantFrom('approved', 'approved', 'approved', 'rejected'),
    remark: fc.option(anyWords),
  }),
  WithdrawApproval: fc.record({ approvalId: anyApproval }),
  StartPlaybook: fc.record({ playbook: anyPlaybook }),
  AddTask: fc.record({
    taskId: anyIdOf('task'),
    title: anyWords,
    doneBy: fc.constantFrom('desk', 'desk', 'customer'),
    neededFor: fc.constantFrom(null, null, 'resolution', 'closure'),
    stage: fc.constantFrom(null, null, 'investigation', 'resolution'),
    dependsOn: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: anyIdOf('task').map((id) => [id]) },
    ),
    team: fc.option(anyTeam),
    agent: fc.option(anyAgent),
    dueAt: fc.constant(null),
    blocks: fc.option(anyText),
  }),
  AssignTask: fc.record({ taskId: anyIdOf('task'), team: fc.option(anyTeam), agent: fc.option(anyAgent) }),
  EndTask: fc.record({
    taskId: anyIdOf('task'),
    outcome: fc.constantFrom('done', 'done', 'skipped'),
    by: fc.constantFrom('desk', 'desk', 'customer'),
    remark: fc.option(anyWords),
  }),
  PrioritizeCase: fc.record({
    priority: fc.constantFrom(1, 2, 3, 4),
    reason: fc.constantFrom('a hospital waits', 'no hurry', '').map(textOf),
  }),
  RouteCase: fc.record({ team: anyTeam, reason: fc.constantFrom('initial', 'wrongTeam', 'escalation', 'capacity') }),
  AssignCase: fc.record({
    agent: anyAgent,
    team: fc.option(anyTeam),
    method: fc.constantFrom('manual', 'automatic', 'claimed', 'claimed', 'claimed'),
  }),
  OfferCase: fc.record({ candidates: fc.array(anyCandidate, { maxLength: 4 }) }),
  AcceptAssignment: byAgent,
  DeclineAssignment: byAgent,
  ReleaseCase: byAgent,
  StartWait: fc.record({
    waitId: anyIdOf('wait'),
    on: fc.constantFrom('customer', 'customer', 'thirdParty', 'task', 'date', 'date', 'date', 'date'),
    subject: fc.option(anyText),
    until: fc.constant(null),
  }),
  EndWait: fc.record({ waitId: anyIdOf('wait') }),
  ReceiveMessage: fc.record({
    messageId: anyIdOf('message'),
    channel: anyChannel,
    inReplyTo: fc.option(anyIdOf('message')),
    body,
    from: fc.constantFrom('customer', 'customer', 'thirdParty'),
  }),
  SendMessage: question,
  AddNote: fc.record({
    noteId: anyIdOf('note'),
    body: anyWords,
    mentions: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: anyAgent.map((agent) => [agent]) },
    ),
    template: templateFor('note'),
  }),
  RecordFinding: fc.record({
    findingId: anyIdOf('finding'),
    kind: fc.constantFrom('symptom', 'test', 'hypothesis', 'rootCause', 'workaround'),
    text: anyWords,
    template: templateFor('finding'),
  }),
  ResolveCase: fc.record({ code: anyCode, notes: anyWords, template: templateFor('resolution') }),
  AcceptResolution: fc.record({ channel: fc.constantFrom('email', 'portal').map(textOf) }),
  RejectResolution: fc.record({ reason: anyWords }),
  ReopenCase: fc.record({ cause: fc.constantFrom('recurrence', 'agent', 'qualityReview'), reason: anyWords }),
  CloseCase: fc.record({ by: fc.constantFrom('customer', 'agent'), code: fc.option(anyCode), notes: body }),
  CancelCase: fc.record({ reason: fc.constantFrom('withdrawn', 'spam', 'openedInError', 'duplicate') }),
  LinkCase: anyOther.chain((to) =>
    fc.record({
      linkId: anyIdOf('link'),
      to: fc.constant(to),
      relation: fc.constantFrom<CaseRelation>('parent', 'related', 'duplicate', 'causedBy', 'absorbed', 'splitFrom'),
      caseId: fc.constant(self),
      other: known(to),
    }),
  ),
  LinkMajorIssue: fc.record({
    linkId: anyIdOf('link'),
    issue: fc.constantFrom('issue-1', 'issue-2').map((id) => literal(IssueId, id)),
    title: fc.constant(literal(IssueTitle, 'Activations fail')),
  }),
  MergeCase: anyOther.chain((into) =>
    fc.record({
      into: fc.constant(into),
      reason: body,
      acrossCustomers: fc.boolean(),
      caseId: fc.constant(self),
      other: known(into),
    }),
  ),
  UnmergeCase: fc.record({ reason: body }),
  SplitCase: fc.record({
    into: anyOther,
    messages: fc.subarray(['message-1', 'message-2', 'message-3'].map(textOf), { minLength: 1 }),
    reason: body,
  }),
  UnlinkCase: fc.record({ linkId: anyIdOf('link'), reason: fc.option(anyWords) }),
  PlaceLegalHold: fc.record({ holdId: anyHold, basis: anyText }),
  ReleaseLegalHold: fc.record({ holdId: anyHold, reason: anyText }),
  EscalateCase: fc.record({
    escalationId: anyIdOf('call'),
    kind: fc.constantFrom('functional', 'hierarchical', 'customer', 'account'),
    severity: fc.option(anyText),
    to: fc.option(anyTeam),
    reason: anyWords,
  }),
  DeescalateCase: fc.record({
    escalationId: fc.oneof(anyIdOf('call'), anyIdOf('escalation')),
    reason: anyWords,
  }),
  AnswerSurvey: fc.record({
    surveyId: fc.constantFrom('survey-1', 'survey-2').map(textOf),
    score: fc.constantFrom(1, 2, 3, 4, 5, 5, 0.5),
    remark: fc.option(anyWords),
  }),
  ReviewQuality: fc.record({
    reviewId: anyIdOf('review'),
    scorecard: fc.constantFrom(null, scorecard),
    reviewer: anyAgent,
    scores: fc.record({
      tone: fc.integer({ min: 0, max: criteria.tone }),
      answer: fc.integer({ min: 0, max: criteria.answer }),
    }),
    remarks: fc.option(anyWords),
    replaces: fc.constant(null),
  }),
  AppealReview: fc.record({ reviewId: anyIdOf('review'), by: anyAgent, reason: anyWords }),
  DraftCaseReview: fc.record({
    reviewId: anyIdOf('report'),
    audience: fc.constantFrom('internal', 'customer'),
    by: anyAgent,
    rootCause: anyWords,
    prevention: anyWords,
  }),
  PublishCaseReview: fc.record({ reviewId: anyIdOf('report'), approver: anyAgent }),
  LogEffort: fc.record({
    entryId: anyIdOf('entry'),
    agent: anyAgent,
    activity: anyActivity,
    duration: fc.integer({ min: 0, max: 10_000_000 }),
    startedAt: fc.constant(null),
    billable: fc.boolean(),
  }),
  RecordCost: fc.record({
    entryId: anyIdOf('cost'),
    kind: anyText,
    cost: fc.integer({ min: 0, max: 50_000 }).map((amount) => ({ amount, currency: textOf('EUR') })),
    memo: body,
  }),
  ApproveEntry: fc.record({ entryId: anyIdOf('entry'), approver: anyAgent }),
  VoidEntry: fc.record({ entryId: anyIdOf('cost'), reason: anyWords }),
  ConfirmNotification: fc.record({ notificationId: anyIdOf('notification') }),
  FailNotification: fc.record({
    notificationId: anyIdOf('notification'),
    attempt: fc.integer({ min: 1, max: 3 }),
    reason: anyWords,
    isFinal: fc.boolean(),
  }),
  AddParticipant: fc
    .record({
      participantId: anyIdOf('participant'),
      who: anybody,
      role: fc.constantFrom('watcher', 'copy', 'collaborator', 'expert', 'expert', 'relatedParty'),
      by: fc.option(anyAgent),
    })
    .map(({ who, ...rest }) => ({ ...rest, ...who })),
  AcceptInvitation: fc.record({ participantId: anyIdOf('participant'), agent: anyAgent }),
  RemoveParticipant: fc.record({ participantId: anyIdOf('participant'), by: fc.option(anyAgent) }),
  StartConsultation: fc
    .record({ consultationId: anyIdOf('consultation'), who: anybody, question: anyWords, by: fc.option(anyAgent) })
    .map(({ who, ...rest }) => ({ ...rest, ...who })),
  AnswerConsultation: fc.record({
    consultationId: anyIdOf('consultation'),
    by: fc.option(anyAgent, { freq: 9 }),
    answer: anyWords,
  }),
  WithdrawConsultation: fc.record({ consultationId: anyIdOf('consultation') }),
  UseKnowledge: fc
    .record({
      useId: anyIdOf('use'),
      article: anyArticle,
      use: fc.constantFrom('consulted', 'sent', 'solved', 'outdated'),
      by: fc.option(anyAgent),
    })
    .map(({ article, ...rest }) => ({ ...rest, ...article })),
  ReportKnowledgeGap: fc.record({ gapId: anyIdOf('gap'), topic: anyWords, query: body, by: fc.option(anyAgent) }),
  FillKnowledgeGap: fc
    .record({ gapId: anyIdOf('gap'), article: anyArticle })
    .map(({ gapId, article }) => ({ gapId, ...article })),
  DeclineKnowledgeGap: fc.record({ gapId: anyIdOf('gap'), reason: anyWords }),
  AddTag: fc.record({ tag: anyIdOf('tag') }),
  RemoveTag: fc.record({ tag: anyIdOf('tag') }),
  MigrateServiceLevels: fc.constant({}),
  RecordAssessment: fc
    .record({
      said: fc.constantFrom(
        { kind: 'category', value: 'technical/display' },
        { kind: 'category', value: 'billing' },
        { kind: 'sentiment', value: 'negative' },
        { kind: 'sentiment', value: 'positive' },
        { kind: 'duplicate', value: caseNumber(10424) },
      ),
      confidence: fc.constantFrom(0, 0.5, 1),
      assessor: fc.constantFrom({ name: 'words', version: '1' }, { name: 'words', version: '2' }),
      assessmentId: anyIdOf('assessment'),
      about: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: anyIdOf('message') }),
    })
    .map(({ said, assessor, ...rest }) => ({
      ...rest,
      kind: said.kind,
      value: textOf(said.value),
      assessor: { name: textOf(assessor.name), version: textOf(assessor.version) },
    })),
  RecordErasure: fc.record({
    person: fc.constantFrom('customer-7', 'customer-8').map((id) => literal(CustomerId, id)),
    key: fc.constant(textOf('key-of-customer')),
    reason: anyText,
  }),
};

/** How often each is given, found by trying: every type of event must come of it often enough, and no status be a trap. */
const weights: { readonly [T in Type]: number } = {
  CreateCase: 1,
  ReviseDetails: 7,
  CategorizeCase: 6,
  ReviewCategory: 57,
  PlanResolution: 8,
  RequestApproval: 2,
  DecideApproval: 40,
  WithdrawApproval: 1,
  StartPlaybook: 2,
  AddTask: 6,
  AssignTask: 30,
  EndTask: 22,
  PrioritizeCase: 4,
  RouteCase: 3,
  AssignCase: 26,
  OfferCase: 4,
  AcceptAssignment: 16,
  DeclineAssignment: 1,
  ReleaseCase: 1,
  StartWait: 38,
  EndWait: 273,
  ReceiveMessage: 6,
  SendMessage: 7,
  AddNote: 7,
  RecordFinding: 8,
  ResolveCase: 14,
  AcceptResolution: 104,
  RejectResolution: 4,
  ReopenCase: 10,
  CloseCase: 3,
  CancelCase: 7,
  MergeCase: 22,
  UnmergeCase: 446,
  SplitCase: 28,
  LinkCase: 11,
  LinkMajorIssue: 2,
  UnlinkCase: 138,
  PlaceLegalHold: 8,
  ReleaseLegalHold: 177,
  EscalateCase: 1,
  DeescalateCase: 2,
  AnswerSurvey: 216,
  LogEffort: 6,
  RecordCost: 4,
  ApproveEntry: 21,
  ConfirmNotification: 22,
  FailNotification: 24,
  VoidEntry: 24,
  AddParticipant: 8,
  AcceptInvitation: 10,
  RemoveParticipant: 66,
  StartConsultation: 5,
  AnswerConsultation: 29,
  WithdrawConsultation: 9,
  UseKnowledge: 7,
  ReportKnowledgeGap: 7,
  FillKnowledgeGap: 23,
  DeclineKnowledgeGap: 4,
  AddTag: 10,
  RemoveTag: 21,
  ReviewQuality: 13,
  AppealReview: 20,
  DraftCaseReview: 14,
  PublishCaseReview: 20,
  MigrateServiceLevels: 1,
  RecordAssessment: 8,
  RecordErasure: 6,
};

const typed = <T extends Type>(type: T): fc.Arbitrary<Undated<CaseCommand>> =>
  // The fields of one type with that type: a command, which the checker cannot follow for a type that varies.
  fields[type].map((rest) => ({ ...rest, type }) as unknown as Undated<CaseCommand>);

const types = Object.keys(fields) as ReadonlyArray<Type>; // the keys of a table with one entry a type

export const anyCreation: fc.Arbitrary<Undated<CaseCommand>> = typed('CreateCase');

/** Any command, over the words of this kit. */
export const anyCommand: fc.Arbitrary<Undated<CaseCommand>> = fc.oneof(
  ...types.map((type) => ({ weight: weights[type], arbitrary: typed(type) })),
);

/** A command given at an instant; a wait for a date is until some time after it. */
export const givenAt = (at: Instant, undated: Undated<CaseCommand>): CaseCommand => {
  const command = { ...undated, at };
  return command.type === 'StartWait' && command.on === 'date' ? { ...command, until: plus(at, 3_600_000) } : command;
};
