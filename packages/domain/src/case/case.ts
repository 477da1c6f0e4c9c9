import type { CommandOf, EventOf, RejectionOf, StateOf } from '../topic';
import type { Activity } from './activity';
import type { Assignment } from './assignment';
import type { Categorization } from './categorization';
import type { Closing } from './closing';
import type { Conversation } from './conversation';
import type { Creation } from './creation';
import type { Priority } from './priority';
import type { Resolution } from './resolution';
import type { ServiceLevels } from './service-levels';
import type { Waits } from './waits';
import type { Work } from './work';

/** The topics of a case. The order is a rule: an event reaches a topic once those before it have nothing more to say. */
export interface Subjects {
  readonly creation: Creation;
  readonly categorization: Categorization;
  readonly priority: Priority;
  readonly assignment: Assignment;
  readonly waits: Waits;
  readonly conversation: Conversation;
  readonly work: Work;
  readonly resolution: Resolution;
  readonly closing: Closing;
  readonly serviceLevels: ServiceLevels;
  readonly activity: Activity;
}

export type CaseState = StateOf<Subjects>;
export type CaseEvent = EventOf<Subjects>;
export type CaseCommand = CommandOf<Subjects>;
export type CaseRejection = RejectionOf<Subjects>;
