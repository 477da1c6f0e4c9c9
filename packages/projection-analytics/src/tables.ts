import type { ViewOf } from '@casebook/projection';
import type { Instant, TenantId } from '@casebook/vocabulary';
import type { assessments } from './assessments';
import type { assignmentIntervals } from './assignment-intervals';
import type { caseFacts } from './case-facts';
import type { categorizations } from './categorizations';
import type { costEntries } from './cost-entries';
import type { majorIssueCases } from './major-issue-cases';
import type { majorIssues } from './major-issues';
import type { knowledgeGaps } from './knowledge-gaps';
import type { knowledgeUses } from './knowledge-uses';
import type { qualityReviews } from './quality-reviews';
import type { qualityScores } from './quality-scores';
import type { surveys } from './surveys';
import type { stageIntervals } from './stage-intervals';
import type { statusIntervals } from './status-intervals';
import type { serviceLevels } from './service-levels';
import type { waitIntervals } from './wait-intervals';

/** The views that the questions of this package are asked of. */
export interface AnalyticsTables {
  readonly case_facts: ViewOf<typeof caseFacts>;
  readonly categorizations: ViewOf<typeof categorizations>;
  readonly assessments: ViewOf<typeof assessments>;
  readonly cost_entries: ViewOf<typeof costEntries>;
  readonly major_issues: ViewOf<typeof majorIssues>;
  readonly major_issue_cases: ViewOf<typeof majorIssueCases>;
  readonly knowledge_gaps: ViewOf<typeof knowledgeGaps>;
  readonly knowledge_uses: ViewOf<typeof knowledgeUses>;
  readonly surveys: ViewOf<typeof surveys>;
  readonly quality_reviews: ViewOf<typeof qualityReviews>;
  readonly quality_scores: ViewOf<typeof qualityScores>;
  readonly status_intervals: ViewOf<typeof statusIntervals>;
  readonly stage_intervals: ViewOf<typeof stageIntervals>;
  readonly service_levels: ViewOf<typeof serviceLevels>;
  readonly wait_intervals: ViewOf<typeof waitIntervals>;
  readonly assignment_intervals: ViewOf<typeof assignmentIntervals>;
}

/** Every question about an instant: whose cases, and when. */
export interface AnalyticsQuestion {
  readonly tenant: TenantId;
  readonly at: Instant;
}
