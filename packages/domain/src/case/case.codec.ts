import { personalFieldsOf, type CommandCodecs, type EventSchemas } from '../schema';
import { activitySchemas } from './activity.codec';
import { approvalCommands, approvalSchemas } from './approval.codec';
import { assessmentCommands, assessmentSchemas } from './assessment.codec';
import { assignmentCommands, assignmentSchemas } from './assignment.codec';
import type { CaseCommand, CaseEvent } from './case';
import { caseReviewsCommands, caseReviewsSchemas } from './case-review.codec';
import { categorizationCommands, categorizationSchemas } from './categorization.codec';
import { categoryReviewCommands, categoryReviewSchemas } from './category-review.codec';
import { closingCommands, closingSchemas } from './closing.codec';
import { complianceCommands, complianceSchemas } from './compliance.codec';
import { consultationsCommands, consultationsSchemas } from './consultations.codec';
import { conversationCommands, conversationSchemas } from './conversation.codec';
import { creationCommands, creationSchemas } from './creation.codec';
import { effortCommands, effortSchemas } from './effort.codec';
import { escalationCommands, escalationSchemas } from './escalation.codec';
import { feedbackCommands, feedbackSchemas } from './feedback.codec';
import { knowledgeCommands, knowledgeSchemas } from './knowledge.codec';
import { linksCommands, linksSchemas } from './links.codec';
import { mergingCommands, mergingSchemas } from './merging.codec';
import { notificationsCommands, notificationsSchemas } from './notifications.codec';
import { participantsCommands, participantsSchemas } from './participants.codec';
import { planningCommands, planningSchemas } from './planning.codec';
import { priorityCommands, prioritySchemas } from './priority.codec';
import { qualityCommands, qualitySchemas } from './quality.codec';
import { resolutionCommands, resolutionSchemas } from './resolution.codec';
import { serviceLevelsCommands, serviceLevelsSchemas } from './service-levels.codec';
import { splittingCommands, splittingSchemas } from './splitting.codec';
import { tagsCommands, tagsSchemas } from './tags.codec';
import { tasksCommands, tasksSchemas } from './tasks.codec';
import { waitsCommands, waitsSchemas } from './waits.codec';
import { workCommands, workSchemas } from './work.codec';

/** The category of streams that hold cases. */
export const caseCategory = 'case';

/** How every event of a case is stored. What has been written is read for ever: a change of a field comes with an upcast. */
export const caseEventSchemas: EventSchemas<CaseEvent> = {
  ...creationSchemas,
  ...categorizationSchemas,
  ...categoryReviewSchemas,
  ...prioritySchemas,
  ...assignmentSchemas,
  ...planningSchemas,
  ...approvalSchemas,
  ...tasksSchemas,
  ...waitsSchemas,
  ...conversationSchemas,
  ...workSchemas,
  ...resolutionSchemas,
  ...closingSchemas,
  ...mergingSchemas,
  ...splittingSchemas,
  ...serviceLevelsSchemas,
  ...escalationSchemas,
  ...feedbackSchemas,
  ...qualitySchemas,
  ...caseReviewsSchemas,
  ...effortSchemas,
  ...participantsSchemas,
  ...consultationsSchemas,
  ...knowledgeSchemas,
  ...tagsSchemas,
  ...activitySchemas,
  ...complianceSchemas,
  ...assessmentSchemas,
  ...linksSchemas,
  ...notificationsSchemas,
};

/** How every command for a case comes in. */
export const caseCommandCodecs: CommandCodecs<CaseCommand> = {
  ...creationCommands,
  ...categorizationCommands,
  ...categoryReviewCommands,
  ...priorityCommands,
  ...assignmentCommands,
  ...planningCommands,
  ...approvalCommands,
  ...tasksCommands,
  ...waitsCommands,
  ...conversationCommands,
  ...workCommands,
  ...resolutionCommands,
  ...closingCommands,
  ...mergingCommands,
  ...splittingCommands,
  ...serviceLevelsCommands,
  ...escalationCommands,
  ...feedbackCommands,
  ...qualityCommands,
  ...caseReviewsCommands,
  ...effortCommands,
  ...participantsCommands,
  ...consultationsCommands,
  ...knowledgeCommands,
  ...tagsCommands,
  ...complianceCommands,
  ...assessmentCommands,
  ...linksCommands,
  ...notificationsCommands,
};

/** The fields of each type of event that tell something about a person. */
export const personalFields = personalFieldsOf<CaseEvent>(caseEventSchemas);
