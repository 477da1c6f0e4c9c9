import {
  assignmentIntervals,
  caseFacts,
  categorizations,
  serviceLevels,
  stageIntervals,
  statusIntervals,
  waitIntervals,
} from '@casebook/projection-analytics';
import { caseIndex } from '@casebook/projection-history';
import type { Projection } from '@casebook/projection';
import { queueEntries, timers } from '@casebook/projection-queues';

/** The read models that every casebook keeps. */
export const standardProjections: ReadonlyArray<Projection> = [
  queueEntries,
  timers,
  caseIndex,
  caseFacts,
  categorizations,
  statusIntervals,
  stageIntervals,
  waitIntervals,
  assignmentIntervals,
  serviceLevels,
];
