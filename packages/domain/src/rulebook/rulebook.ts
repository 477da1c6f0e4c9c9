import type { AgentId, Instant, Millis, TeamId, Text } from '@casebook/vocabulary';
import type { PriorityLevel } from '../case/priority-level';
import type { Condition } from './condition';

/** What is asked of cases of one kind. */
export interface CaseType {
  readonly name: Text;
  /** Custom fields that must be there, and not empty, when a case is created. */
  readonly requiredFields: ReadonlyArray<Text>;
  /** The category that such a case begins with. */
  readonly defaultCategory: Text | null;
  /** Can be resolved while nobody has accepted it yet. */
  readonly oneTouch: boolean;
}

/** A team of the desk. */
export interface Team {
  readonly team: TeamId;
  /** Who can hold its cases; empty: anybody. */
  readonly agents: ReadonlyArray<AgentId>;
}

/** Gives points for the value of one fact. */
export interface PriorityFactor {
  readonly name: Text;
  /** The fact that it reads: see `Facts`. */
  readonly field: Text;
  readonly weight: number;
  readonly points: ReadonlyArray<{ readonly is: Text; readonly points: number }>;
  /** For any other value and for none. */
  readonly otherwise: number;
}

/** The weighted points of all factors are the score; the score makes the level. */
export interface PriorityModel {
  readonly factors: ReadonlyArray<PriorityFactor>;
  /** From the highest score down; the first that the score reaches. */
  readonly levels: ReadonlyArray<{ readonly from: number; readonly priority: PriorityLevel }>;
  /** For a score that reaches none of them. */
  readonly otherwise: PriorityLevel;
}

/** Who gets what. The first rule whose condition holds routes the case. */
export interface RoutingRule {
  /** One of its kind in the rulebook: decisions name it. */
  readonly name: Text;
  readonly when: Condition;
  readonly team: TeamId;
  /** Whom in the team the case is offered to; null: nobody in particular. */
  readonly agent: AgentId | null;
}

/** Version 1 of the one document that configures a tenant's desk. */
export interface Rulebook {
  /** From 1; 0 is the plain rulebook. */
  readonly version: number;
  /** Of the published document; null where it was not published. */
  readonly hash: Text | null;
  readonly effectiveFrom: Instant;
  /** Empty: any type of case, nothing required. */
  readonly caseTypes: ReadonlyArray<CaseType>;
  /** Paths in the taxonomy, from the general to the particular: `technical/display`. Empty: any category. */
  readonly categories: ReadonlyArray<Text>;
  /** Empty: any team, and anybody in it. */
  readonly teams: ReadonlyArray<Team>;
  /** Null: only people set priorities. */
  readonly priority: PriorityModel | null;
  readonly routing: ReadonlyArray<RoutingRule>;
  /** Empty: any code. */
  readonly resolutionCodes: ReadonlyArray<Text>;
  readonly closing: {
    /** How long after its resolution a case closes by itself; null: never. */
    readonly autoCloseAfter: Millis | null;
    /** How long after it was closed a case can be reopened; null: not at all. */
    readonly reopenWithin: Millis | null;
  };
}
