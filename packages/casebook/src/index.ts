export { agent, automation, customer } from './actors';
export type { SqlRefused, SqlResult } from './analysts';
export type { Analytics, Span } from './analytics';
export { assigning, type Unassigned } from './automating/assigning';
export type { Automating, Automations } from './automating/automate';
export type { DeliverFailure, Telling } from './automating/delivering';
export { reaction, type AnyReaction, type Because, type Reaction } from './automating/reaction';
export { plainWords, type Told, type Words } from './automating/told';
export type { OnTrouble, Trouble } from './automating/trouble';
export type { Asking, Assessor, AssessorFailed, AssessorTooLate, Suggestion } from './assessing/assessor';
export { wordsAssessor } from './assessing/category-by-words';
export { similarCaseAssessor } from './assessing/duplicates';
export { languageAssessor } from './assessing/language';
export type { Material, MessageShown } from './assessing/material';
export type { AssessorAnswer, Suggested, Suggesting } from './assessing/suggesting';
export type { QueryFailure, When } from './ask';
export {
  everybodyMayDoEverything,
  type Authorize,
  type AuthorizeMajorIssue,
  type AuthorizeRulebook,
  type NotAuthorized,
} from './authorize';
export type { Cases } from './cases';
export type { CreatedCase, NewCase } from './create-case';
export type { CaseFailure, CaseOutcome, CommandFailure } from './send';
export type { CheckedLog, LogCheck } from './check-log';
export { copyLog, type CopiedLog, type CopyLog, type LogsDiffer } from './copy-log';
export { systemClock, type Clock } from './clock';
export type { Desk } from './desk';
export type { Privacy } from './erasure';
export type { ErasureFailure, ErasureReceipt, PersonUnknown, UnderLegalHold } from './erasure-answers';
export type { Given } from './given';
export type { CommandIdTaken } from './handle';
export type { CaseNotFound, Histories, NoCase } from './histories';
export type { InvalidInput } from './input';
export type { DecidedAnew, DecisionsChecked } from './deciding-anew';
export type { KeepAsOf, KeepFailure, KeptAsOf, RoleUnknown, SchemaTaken } from './keep-as-of';
export type { LogElsewhere } from './log-place';
export { kindOf, type Kind } from './kind-of';
export type { RulebookContradicted } from './known-rulebooks';
export type { OfCase } from './major-issues/cases-led';
export type { ToIdentify, WhoIsAffected } from './major-issues/identifying';
export type { IssueFailure, IssueOutcome } from './major-issues/issue-desk';
export type { MajorIssues } from './major-issues/major-issues';
export type { MajorIssueShown } from './major-issues/showing';
export type { CasesOpened, CasesToOpen } from './major-issues/opening-cases';
export type { AcceptedIssue, NewMajorIssue } from './major-issues/proposing';
export type { CaseExcepted, ResolvedIssue } from './major-issues/resolving';
export type { NewUpdate, PublishedUpdate } from './major-issues/updating';
export { openCasebook, type Casebook, type Options, type Place } from './open';
export type { Queues } from './queues';
export type { TimeFailure } from './observe-time';
export type { RulesFailure } from './read-rulebooks';
export type { Publication, ReviewFound } from './rulebook-commands';
export type { RulebookVersion, ShownRulebook } from './rulebook-version';
export type {
  PublishedRulebook,
  PublishFailure,
  ReviewFailure,
  Rulebooks,
  VersionsFailure,
  WhichRulebook,
} from './rulebooks';
export { CasebookError, run } from './run';
export type { Concern, OfferedService, Services, ServicesOffered } from './services';
export type { Likened } from './similar';
export type { SplitCase, SplitOff } from './splitting';
export type { Subscription, SubscriptionNotFound, Subscriptions } from './subscriptions';
export type { Overlap, TaxonomyAudit } from './taxonomy-audit';
export type { LogFailure, TooContended } from './transact';

// What an embedding program needs of the packages below, so that it depends on this one alone.
export {
  decodeRulebook,
  lintRulebook,
  plainRulebook,
  type CaseCommand,
  type CaseEvent,
  type CaseNumberMistyped,
  type CaseRejection,
  type Decision,
  type DocumentKind,
  type Draft,
  type HeldSpan,
  type LevelAccount,
  type LevelLacking,
  type MajorIssueCommand,
  type MajorIssueEvent,
  type RejectionTo,
  type Rulebook,
  type RulebookCommand,
  type RulebookEvent,
  type RulebookMissing,
  type ServiceLevelAccounts,
  type StandingAssessment,
} from '@casebook/domain';
export type {
  Channel as NotificationChannel,
  DeliveryFailed,
  Message as NotificationMessage,
} from '@casebook/notification';
export { LogHeadCodec, type LogFinding, type LogHead } from '@casebook/event-store';
export type { MarkHolder } from '@casebook/event-store-postgres';
export { memoryKeyStore, type Binding, type Erasure, type Key, type KeyStore, type Tombstone } from '@casebook/privacy';
export {
  count,
  flag,
  instant,
  json,
  memo,
  millis,
  optional,
  personal,
  rowOf,
  rowsOf,
  text,
  type Drift,
  type Projection,
  type Recorded,
  type ViewOf,
} from '@casebook/projection';
export type {
  AgentLoad,
  ArticleUse,
  Backlog,
  CategoryGaps,
  CategoryUse,
  CostOfCase,
  DayVolume,
  MajorIssueCase,
  MajorIssueItem,
  KnowledgeFigures,
  Quality,
  QualityItem,
  Relabelling,
  Report,
  Satisfaction,
  TrainingNeed,
} from '@casebook/projection-analytics';
export type { CaseReport, CustomerHistory, FoundCase, LinkedCase, TimelineEntry } from '@casebook/projection-history';
export type {
  CaseParticipant,
  CaseTask,
  ConsultationItem,
  EscalationItem,
  LikenessReason,
  QueueCount,
  QueueItem,
  SimilarCase,
  TagCount,
  TaskState,
  WatchedCase,
} from '@casebook/projection-queues';
export { Instant, instantOf, TenantId, type Actor } from '@casebook/vocabulary';
