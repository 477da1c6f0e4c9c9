export { affectedCustomers, fittingCases, type AffectedCustomer, type FittingCase } from './affected-customers';
export { agentLoad, type AgentLoad } from './agent-load';
export {
  analystSchema,
  analystViews,
  analystViewsOf,
  analystViewsWithin,
  temporaryAnalystViews,
} from './analyst-views';
export { assessments } from './assessments';
export { assignmentIntervals } from './assignment-intervals';
export { backlog, type Backlog, type BacklogCount } from './backlog';
export { caseFacts } from './case-facts';
export { categorizations } from './categorizations';
export { costEntries } from './cost-entries';
export { costOfCase, type CostOfCase } from './cost-of-case';
export { casesOfMajorIssue, majorIssueBoard, type MajorIssueCase, type MajorIssueItem } from './major-issue-board';
export { majorIssueCases } from './major-issue-cases';
export { majorIssues } from './major-issues';
export {
  knowledge,
  type ArticleUse,
  type CategoryGaps,
  type KnowledgeFigures,
  type KnowledgeQuestion,
} from './knowledge';
export { knowledgeGaps } from './knowledge-gaps';
export { knowledgeUses } from './knowledge-uses';
export { quality, type CriterionQuality, type Quality } from './quality';
export { qualityQueue, type QualityItem } from './quality-queue';
export { qualityReviews } from './quality-reviews';
export { qualityScores } from './quality-scores';
export { report, type Report } from './report';
export { satisfaction, type Satisfaction, type SatisfactionQuestion } from './satisfaction';
export { type SpanQuestion } from './span';
export { serviceLevels } from './service-levels';
export { stageIntervals } from './stage-intervals';
export { statusIntervals } from './status-intervals';
export { type AnalyticsQuestion, type AnalyticsTables } from './tables';
export { relabellings, taxonomyUse, type CategoryUse, type Relabelling, type TaxonomyQuestion } from './taxonomy-use';
export { trainingNeeds, type TrainingNeed, type TrainingSign } from './training';
export { surveys } from './surveys';
export { volumeByDay, type DayVolume, type VolumeQuestion } from './volume-by-day';
export { waitIntervals } from './wait-intervals';
