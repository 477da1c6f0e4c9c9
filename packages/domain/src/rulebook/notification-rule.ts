import type { Text } from '@casebook/vocabulary';
import type { Condition } from './condition';

/** What somebody can be told of, by the type of its event. */
export type Notifiable =
  | 'CaseCreated'
  | 'CasePrioritized'
  | 'CaseRouted'
  | 'CaseAssigned'
  | 'AssignmentEnded'
  | 'WaitEnded'
  | 'MessageReceived'
  | 'ApprovalRequested'
  | 'ApprovalSettled'
  | 'TaskAdded'
  | 'TaskAssigned'
  | 'TaskEnded'
  | 'ServiceLevelWarned'
  | 'ServiceLevelBreached'
  | 'CaseEscalated'
  | 'CaseDeescalated'
  | 'CaseResolved'
  | 'ClosingReminded'
  | 'CaseReopened'
  | 'CaseClosed'
  | 'CaseCancelled'
  | 'CaseMerged'
  | 'SurveyOffered'
  | 'SurveyAnswered';

/**
 * Who is told: the team or the agent that has the case, its customer, whom the event itself names (who is to approve, whose task it is,
 * the team it is escalated or routed to), or a system that listens at the end of the channel.
 */
export type Addressee = 'team' | 'agent' | 'customer' | 'concerned' | 'system';

/** Who is told when something happens, and through what. Every rule whose condition holds tells, each for itself. */
export interface NotificationRule {
  /** One of its kind in the rulebook: decisions name it. */
  readonly name: Text;
  /** One at least. */
  readonly on: ReadonlyArray<Notifiable>;
  readonly when: Condition;
  /** One at least; whoever would be told twice is told once. */
  readonly to: ReadonlyArray<Addressee>;
  /** The name under which a channel is known to the program that delivers. */
  readonly through: Text;
}
