import { compose } from '../compose';
import type { RulesLoop } from '../decider';
import type { Rules } from '../rulebook/rules';
import type { CommandOf, EventOf, RejectionOf, SlicesOf, Topic, TopicsOf } from '../topic';
import { activity, type Activity } from './activity';
import { approval, type Approval } from './approval';
import { assessment, type Assessing } from './assessment';
import { assignment, type Assignment } from './assignment';
import { caseReviews, type CaseReviews } from './case-review';
import { categorization, type Categorization } from './categorization';
import { categoryReview, type CategoryReview } from './category-review';
import { closing, type Closing } from './closing';
import { compliance, type Compliance } from './compliance';
import { consultations, type Consultations } from './consultations';
import { conversation, type Conversation } from './conversation';
import { creation, type Creation } from './creation';
import { effort, type Effort } from './effort';
import { escalation, type Escalations } from './escalation';
import { feedback, type Feedback } from './feedback';
import { knowledge, type Knowledge } from './knowledge';
import { links, type Links } from './links';
import type { Measures } from './measured';
import { measures } from './measures';
import { merging, type Merging } from './merging';
import { notifications, type Notifications } from './notifications';
import { participants, type Participants } from './participants';
import { planning, type Planning } from './planning';
import { priority, type Priority } from './priority';
import { quality, type Quality } from './quality';
import { resolution, type Resolution } from './resolution';
import type { ServiceLevels } from './service-level';
import { serviceLevels } from './service-levels';
import { stage } from './stage';
import type { Stage } from './stage-order';
import { splitting, type Splitting } from './splitting';
import { standing, type Standing } from './status';
import { tags, type Tags } from './tags';
import { tasks, type Tasks } from './tasks';
import { waits, type Waits } from './waits';
import { work, type Work } from './work';

/** The topics of a case, each in a file of its own. */
export interface Subjects {
  readonly creation: Creation;
  readonly categorization: Categorization;
  readonly categoryReview: CategoryReview;
  readonly priority: Priority;
  readonly assignment: Assignment;
  readonly planning: Planning;
  readonly approval: Approval;
  readonly tasks: Tasks;
  readonly waits: Waits;
  readonly conversation: Conversation;
  readonly work: Work;
  readonly resolution: Resolution;
  readonly closing: Closing;
  readonly merging: Merging;
  readonly splitting: Splitting;
  readonly serviceLevels: ServiceLevels;
  readonly escalation: Escalations;
  readonly feedback: Feedback;
  readonly quality: Quality;
  readonly caseReviews: CaseReviews;
  readonly effort: Effort;
  readonly participants: Participants;
  readonly consultations: Consultations;
  readonly knowledge: Knowledge;
  readonly tags: Tags;
  readonly activity: Activity;
  readonly compliance: Compliance;
  readonly assessment: Assessing;
  readonly links: Links;
  readonly notifications: Notifications;
}

/** What can happen to a case. */
export type CaseEvent = EventOf<Subjects>;
/** What can be asked of a case. */
export type CaseCommand = CommandOf<Subjects>;
/** Why a command for a case is refused. */
export type CaseRejection = RejectionOf<Subjects> | RulesLoop;

/** Why this command is refused: a command is decided by its own topic. */
export type RejectionTo<T extends CaseCommand['type']> =
  | {
      readonly [K in keyof Subjects]: T extends Subjects[K]['command']['type'] ? Subjects[K]['rejection'] : never;
    }[keyof Subjects]
  | RulesLoop;

/** What every topic may ask of the case as a whole. */
interface Common {
  readonly standing: Standing;
  readonly measures: Measures;
  readonly stage: Stage;
}

/** What deciding needs to know of a case: a slice for each topic, and what they share. */
export type CaseState = SlicesOf<Subjects> & Common;
export type CaseTopic<S extends Subjects[keyof Subjects]> = Topic<CaseState, S, CaseEvent, Rules>;

/** The order is a rule: an event reaches a topic once those before it have nothing more to say. */
const topics: TopicsOf<Subjects, CaseState, Rules> = {
  creation,
  categorization,
  categoryReview,
  priority,
  assignment,
  planning,
  approval,
  tasks,
  waits,
  conversation,
  work,
  resolution,
  closing,
  merging,
  splitting,
  serviceLevels,
  escalation,
  feedback,
  quality,
  caseReviews,
  effort,
  participants,
  consultations,
  knowledge,
  tags,
  activity,
  compliance,
  assessment,
  links,
  notifications,
};

/** A case: every command, every event, and what follows from what. */
export const caseDecider = compose<Subjects, Common, Rules>(topics, { standing, measures, stage });
