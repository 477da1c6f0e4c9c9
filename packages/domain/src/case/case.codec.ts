import { personalFieldsOf, type EventSchemas } from '../schema';
import { activitySchemas } from './activity.codec';
import { assignmentSchemas } from './assignment.codec';
import type { CaseEvent } from './case';
import { categorizationSchemas } from './categorization.codec';
import { closingSchemas } from './closing.codec';
import { conversationSchemas } from './conversation.codec';
import { creationSchemas } from './creation.codec';
import { prioritySchemas } from './priority.codec';
import { resolutionSchemas } from './resolution.codec';
import { serviceLevelsSchemas } from './service-levels.codec';
import { waitsSchemas } from './waits.codec';
import { workSchemas } from './work.codec';

/** The category of streams that hold cases. */
export const caseCategory = 'case';

/** How every event of a case is stored. What has been written is read for ever: a change of a field comes with an upcast. */
export const caseEventSchemas: EventSchemas<CaseEvent> = {
  ...creationSchemas,
  ...categorizationSchemas,
  ...prioritySchemas,
  ...assignmentSchemas,
  ...waitsSchemas,
  ...conversationSchemas,
  ...workSchemas,
  ...resolutionSchemas,
  ...closingSchemas,
  ...serviceLevelsSchemas,
  ...activitySchemas,
};

/** The fields of each type of event that tell something about a person. */
export const personalFields = personalFieldsOf<CaseEvent>(caseEventSchemas);
