import {
  assessments,
  assignmentIntervals,
  caseFacts,
  categorizations,
  costEntries,
  knowledgeGaps,
  knowledgeUses,
  serviceLevels,
  stageIntervals,
  statusIntervals,
  surveys,
  waitIntervals,
} from '@casebook/projection-analytics';
import { caseIndex, caseLinks } from '@casebook/projection-history';
import type { Projection } from '@casebook/projection';
import {
  approvals,
  caseTags,
  caseTraits,
  consultations,
  escalations,
  participants,
  queueEntries,
  tasks,
  timers,
} from '@casebook/projection-queues';

/** The read models that every casebook keeps. */
export const standardProjections: ReadonlyArray<Projection> = [
  queueEntries,
  timers,
  caseTraits,
  approvals,
  tasks,
  escalations,
  participants,
  consultations,
  caseTags,
  caseIndex,
  caseLinks,
  caseFacts,
  categorizations,
  assessments,
  statusIntervals,
  stageIntervals,
  waitIntervals,
  assignmentIntervals,
  serviceLevels,
  surveys,
  costEntries,
  knowledgeUses,
  knowledgeGaps,
];
