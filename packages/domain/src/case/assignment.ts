import type { AgentId, TeamId, Text } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import type { Dated, Variant } from '../message';

export type RoutingReason = 'initial' | 'wrongTeam' | 'escalation' | 'capacity' | 'recategorized' | 'unstated';
export type AssignmentMethod = 'manual' | 'automatic' | 'claimed' | 'unstated';
export type AssignmentEnd = 'declined' | 'released' | 'reassigned' | 'rerouted' | 'noResponse' | 'unstated';

/** An agent holds the case, offered until accepted. */
export interface Holding {
  readonly assignmentId: Text;
  readonly agent: AgentId;
  readonly accepted: boolean;
}

export interface Assignment {
  readonly slice: {
    readonly team: TeamId | null;
    readonly holding: Holding | null;
    /** How many routings and assignments there have been: their ids are counted through. */
    readonly routings: number;
    readonly assignments: number;
  };
  readonly command:
    | Dated<'RouteCase', { team: TeamId; reason: RoutingReason }>
    /** `team` null: within the team that has the case. */
    | Dated<'AssignCase', { agent: AgentId; team: TeamId | null; method: AssignmentMethod }>
    | Dated<'AcceptAssignment', { agent: AgentId }>
    | Dated<'DeclineAssignment', { agent: AgentId }>
    | Dated<'ReleaseCase', { agent: AgentId }>;
  readonly event:
    | Dated<
        'CaseRouted',
        { routingId: Text; team: TeamId; previous: TeamId | null; reason: RoutingReason; decision: Decision | null }
      >
    | Dated<
        'CaseAssigned',
        {
          assignmentId: Text;
          agent: AgentId;
          team: TeamId | null;
          method: AssignmentMethod;
          decision: Decision | null;
        }
      >
    | Dated<'AssignmentAccepted', { assignmentId: Text; agent: AgentId }>
    | Dated<'AssignmentEnded', { assignmentId: Text; agent: AgentId; reason: AssignmentEnd }>;
  readonly rejection:
    | Variant<'TeamUnknown', { team: TeamId }>
    | Variant<'AgentNotInTeam', { agent: AgentId; team: TeamId }>
    | Variant<'NotAssigned', { agent: AgentId; holder: AgentId | null }>;
}
