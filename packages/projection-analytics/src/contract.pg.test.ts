import { caseEventSchemas, majorIssueEventSchemas } from '@casebook/domain';
import { caseHistories, issueHistories } from '@casebook/domain/testing';
import { eventCodec } from '@casebook/event-store';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { projectionContract } from '@casebook/projection/contract';
import { assessments } from './assessments';
import { assignmentIntervals } from './assignment-intervals';
import { caseFacts } from './case-facts';
import { categorizations } from './categorizations';
import { costEntries } from './cost-entries';
import { majorIssueCases } from './major-issue-cases';
import { majorIssues } from './major-issues';
import { knowledgeGaps } from './knowledge-gaps';
import { knowledgeUses } from './knowledge-uses';
import { qualityReviews } from './quality-reviews';
import { qualityScores } from './quality-scores';
import { surveys } from './surveys';
import { serviceLevels } from './service-levels';
import { stageIntervals } from './stage-intervals';
import { statusIntervals } from './status-intervals';
import { waitIntervals } from './wait-intervals';

projectionContract(
  'read models of analytics',
  [
    caseFacts,
    statusIntervals,
    stageIntervals,
    waitIntervals,
    assignmentIntervals,
    serviceLevels,
    categorizations,
    assessments,
    surveys,
    qualityReviews,
    qualityScores,
    costEntries,
    knowledgeUses,
    knowledgeGaps,
  ],
  caseHistories,
  {
    codec: eventCodec(caseEventSchemas),
    databases: testDatabases,
  },
);

projectionContract('read models of major issues', [majorIssues, majorIssueCases], issueHistories, {
  codec: eventCodec(majorIssueEventSchemas),
  databases: testDatabases,
});
