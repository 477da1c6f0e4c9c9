import {
  assessments,
  assignmentIntervals,
  caseFacts,
  categorizations,
  costEntries,
  qualityReviews,
  qualityScores,
  serviceLevels,
  stageIntervals,
  statusIntervals,
  surveys,
  waitIntervals,
} from '@casebook/projection-analytics';
import { caseIndex, caseLinks, caseReviews } from '@casebook/projection-history';
import type { Projection } from '@casebook/projection';
import { approvals, caseTraits, escalations, queueEntries, tasks, timers } from '@casebook/projection-queues';

/** The read models that every casebook keeps. */
export const standardProjections: ReadonlyArray<Projection> = [
  queueEntries,
  timers,
  caseTraits,
  approvals,
  tasks,
  escalations,
  caseIndex,
  caseLinks,
  caseReviews,
  caseFacts,
  categorizations,
  assessments,
  statusIntervals,
  stageIntervals,
  waitIntervals,
  assignmentIntervals,
  serviceLevels,
  surveys,
  qualityReviews,
  qualityScores,
  costEntries,
];
