export type { Assessment, AssessorName, StandingAssessment } from './case/assessment';
export type { AssessmentKind } from './case/assessment-kind';
export type { ApprovalOutcome, ApprovalRequest, ApprovalSubject, ApprovalVerdict } from './case/approval';
export type { AssignmentEnd, AssignmentMethod, Holding, RoutingReason } from './case/assignment';
export {
  caseDecider,
  type CaseCommand,
  type CaseEvent,
  type CaseRejection,
  type CaseState,
  type RejectionTo,
} from './case/case';
export type { CaseReviewText, ReviewAudience } from './case/case-review';
export { caseCategory, caseCommandCodecs, caseEventSchemas, personalFields } from './case/case.codec';
export type { CategorizationReason } from './case/categorization';
export type { CategoryReviewOutcome } from './case/category-review';
export type { CancelReason, ClosedBy } from './case/closing';
export { complexities, type Complexity } from './case/complexity';
export type { ErasedData } from './case/compliance';
export { erasureEvent, personNamedIn } from './case/compliance.codec';
export type { Consultation, ConsultationEnd } from './case/consultations';
export type { Message, Outgoing, Party } from './case/conversation';
export type { Channel, Fields, Opening, Origin, Sorted } from './case/creation';
export { draftsOf, type Draft } from './case/drafts';
export { factsOf } from './case/facts';
export type { Paid, Spent } from './case/effort';
export { folded, type CaseFold } from './case/fold';
export { rulebookLacking, type RulebookMissing } from './case/rulebook-lacking';
export { isOpen, type CaseUnknown } from './case/gate';
export type { ArticleVersion, Gap, KnowledgeUse, Used } from './case/knowledge';
export { lifecycle } from './case/lifecycle';
export { lifeline, toldBy, type Lifeline, type Refused, type Told } from './case/lifeline';
export type { Escalation } from './case/escalation';
export type { EscalationKind } from './case/escalation-kind';
export type { Measures, Round } from './case/measured';
export { measures } from './case/measures';
export type { Survivor } from './case/merging';
export { metrics, type Metric } from './case/metric';
export type { Money } from './case/money';
export type { Notification, Recipient } from './case/notification';
export type { NotificationEnd } from './case/notifications';
export type { Participant, ParticipantEnd, ParticipantRole } from './case/participants';
export type { Plan } from './case/plan';
export type { PlanText } from './case/planning';
export type { Factor, PriorityLevel } from './case/priority-level';
export type { Grade, GradedScore, Replacing, ReplacingReason, ReviewedWork, Scores } from './case/quality-review';
export { isDecided, redecideCase, versionLacking } from './case/redecide-case';
export type { ReopeningCause } from './case/resolution';
export {
  parentOf,
  type CaseRelation,
  type Link,
  type Linked,
  type LinkRelation,
  type OtherCaseUnknown,
} from './case/links';
export { otherCase, type OtherCase } from './case/other-case';
export type { LevelEnd, Start } from './case/service-level';
export {
  serviceLevelAccounts,
  type HeldSpan,
  type LevelAccount,
  type LevelLacking,
  type ServiceLevelAccounts,
} from './case/service-level-account';
export type { Split } from './case/splitting';
export type { Somebody } from './case/somebody';
export { stage, stageOf, type StageEvent } from './case/stage';
export { stages, type Stage } from './case/stage-order';
export { standing, statusOf, type Standing, type StandingEvent, type Status } from './case/status';
export { scoresOf, surveyKinds, type Survey, type SurveyAfter, type SurveyKind } from './case/survey';
export { turnHasCome } from './case/task';
export type { Run, StepOfRun, Task, TaskOutcome, TasksOutstanding } from './case/task';
export type { WaitOn } from './case/wait-on';
export type { Wait, WaitEnd } from './case/waits';
export type { Finding, FindingKind } from './case/work';
export { compose } from './compose';
export type { Decider, Due, Outcome, RulesLoop } from './decider';
export { deskEventSchemas, type DeskEvent } from './desk-events';
export type { Alternative, Decision } from './decision';
export { withoutCase } from './major-issue/affected';
export type {
  Attached,
  Audience,
  Batch,
  Criteria,
  Excluded,
  ExclusionReason,
  IssueSolution,
  IssueStatus,
  IssueUnknown,
  MajorIssueEvent,
  MajorIssueState,
  Proposal,
  Update,
} from './major-issue/issue';
export { issueStatusAfter } from './major-issue/issue-status';
export {
  majorIssueDecider,
  type IssueRejectionTo,
  type MajorIssueCommand,
  type MajorIssueRejection,
} from './major-issue/major-issue';
export {
  issuePersonalFields,
  majorIssueCategory,
  majorIssueCommandCodecs,
  majorIssueEventSchemas,
  personNamedInIssue,
} from './major-issue/major-issue.codec';
export type { Dated, Of, Variant } from './message';
export { caseNumber, parseCaseNumber, type CaseNumberMistyped, type NotACaseNumber } from './numbering/case-number';
export {
  numberingDecider,
  type Block,
  type Numbering,
  type NumberingCommand,
  type NumberingEvent,
  type NumberingRejection,
} from './numbering/numbering';
export { numberingCategory, numberingSchemas } from './numbering/numbering.codec';
export { ChannelCodec } from './case/creation.codec';
export type { Candidate, Ranked } from './rulebook/candidates';
export type { Addressee, Notifiable, NotificationRule } from './rulebook/notification-rule';
export { judge, type Condition, type Test, type Verdict } from './rulebook/condition';
export { whyNotFields, type FieldInvalid, type FieldUnknown } from './rulebook/fields';
export { plainFields, type Facts, type Field, type Value } from './rulebook/facts';
export type { LintFinding } from './rulebook/lint/finding';
export { lintRulebook } from './rulebook/lint/lint';
export { plainRulebook } from './rulebook/plain';
export type {
  Agreement,
  ApprovalRule,
  AssignmentRule,
  CaseType,
  Category,
  CategoryReviewRule,
  EscalationRule,
  FieldDefinition,
  PriorityFactor,
  PriorityModel,
  RequiredField,
  RoutingRule,
  Rulebook,
  ServiceLevelPolicy,
  Team,
} from './rulebook/rulebook';
export { decodeRulebook, RulebookCodec, type RulebookUnreadable } from './rulebook/rulebook.codec';
export type { DoneBy, NeededFor, Playbook, PlaybookStep } from './rulebook/playbook';
export type { Rate } from './rulebook/rate';
export type { Criterion, Sample, Scorecard } from './rulebook/scorecard';
export type { SurveyRule } from './rulebook/survey-rule';
export type { Warning } from './rulebook/service-clock';
export type { ServiceDefinition } from './rulebook/service-definition';
export {
  servicesFor,
  type CaseTypeContradicted,
  type Concern,
  type ServiceNotOffered,
  type ServiceUnknown,
} from './rulebook/services';
export {
  publishingDecider,
  type Published,
  type Publishing,
  type PublishRejection,
  type Review,
  type ReviewOutcome,
  type ReviewRejection,
  type RulebookCommand,
  type RulebookEvent,
  type VersionUnknown,
} from './rulebook/publishing/publishing';
export { rulebookCategory, rulebookCommandCodecs, rulebookEventSchemas } from './rulebook/publishing/publishing.codec';
export { isOneVersion } from './rulebook/publishing/says-the-same';
export { rulesOf, type Rules } from './rulebook/rules';
export { documentKinds, type DocumentKind, type Template } from './rulebook/template';
export { DocumentKindCodec } from './rulebook/templates.codec';
export type { TemplateUnknown, WrittenFrom } from './rulebook/written-from';
export type { Differing, Redecided } from './redecide';
export type { CommandCodecs, EventSchema, EventSchemas } from './schema';
export type { Shared, Subject, Topic } from './topic';
