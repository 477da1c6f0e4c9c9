import type { AgentId, CalendarId, Instant, Millis, TeamId, Text } from '@casebook/vocabulary';
import type { Calendar } from '@casebook/working-time';
import type { Complexity } from '../case/complexity';
import type { EscalationKind } from '../case/escalation-kind';
import type { Metric } from '../case/metric';
import type { PriorityLevel } from '../case/priority-level';
import type { Stage } from '../case/stage-order';
import type { WaitOn } from '../case/wait-on';
import type { Condition, Match } from './condition';
import type { Field } from './facts';
import type { NotificationRule } from './notification-rule';
import type { Playbook } from './playbook';
import type { Rate } from './rate';
import type { Scorecard } from './scorecard';
import type { ServiceDefinition } from './service-definition';
import type { SurveyRule } from './survey-rule';
import type { Template } from './template';

/** A custom field of cases. Its value is text; what rules compare is what the text stands for. */
export interface FieldDefinition {
  readonly name: Text;
  readonly holds:
    | { readonly type: 'text' }
    | { readonly type: 'number' }
    /** `yes` or `no`. */
    | { readonly type: 'flag' }
    | { readonly type: 'choice'; readonly choices: ReadonlyArray<Text> };
  /** Tells something about a person: it is sealed and erased with them, and no rule can read it. */
  readonly personal: boolean;
}

/** A custom field that must be filled, not with blanks alone, before a case comes to a stage, and from then on. */
export interface RequiredField {
  readonly field: Text;
  readonly stage: Stage;
  /** For which of the cases; it is asked anew at each step. */
  readonly when: Condition;
}

/** What is asked of cases of one kind. */
export interface CaseType {
  readonly name: Text;
  readonly requiredFields: ReadonlyArray<RequiredField>;
  /** The category that such a case begins with. */
  readonly defaultCategory: Text | null;
  /** Can be resolved while nobody has accepted it yet. */
  readonly oneTouch: boolean;
}

/** A class of the taxonomy, and what those who classify go by. */
export interface Category {
  /** From the general to the particular: `technical/display`. */
  readonly path: Text;
  /** What belongs here and what does not, in words; null: its name says it. */
  readonly criteria: Text | null;
  /** What customers say whose case belongs here. */
  readonly examples: ReadonlyArray<Text>;
  /** How hard such a case is where nobody says otherwise. */
  readonly complexity: Complexity | null;
}

/** Which categorizations a second person is to look over. The first whose condition holds wants it. */
export interface CategoryReviewRule {
  /** One of its kind in the rulebook: decisions name it. */
  readonly name: Text;
  readonly when: Condition;
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
  /** The fact that it reads. */
  readonly field: Field;
  readonly weight: number;
  /** The first that the fact is as asked by. */
  readonly points: ReadonlyArray<Match & { readonly points: number }>;
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

/** Who in the team gets a case. The first whose condition holds ranks those who could. */
export interface AssignmentRule {
  /** One of its kind in the rulebook: decisions name it. */
  readonly name: Text;
  readonly when: Condition;
  /** Without these skills, at least so good, nobody gets the case. */
  readonly requires: ReadonlyArray<{ readonly skill: Text; readonly level: number }>;
  /** Points that make one better than another. */
  readonly prefers: {
    /** For each level of a skill. */
    readonly skills: ReadonlyArray<{ readonly skill: Text; readonly weight: number }>;
    /** For whom the customer can talk with: the field `language`. */
    readonly language: number;
    /** For whoever serves the customer's segment: the field `segment`. */
    readonly segment: number;
    /** For an agent without cases; half of it for one with half of what they can have. */
    readonly room: number;
  };
  /** How long an agent has to accept it, before it is offered no longer; null: for ever. */
  readonly respondWithin: Millis | null;
}

/** Which plans for a resolution must be approved, and by whom. The first whose condition holds wants it. */
export interface ApprovalRule {
  /** One of its kind in the rulebook: decisions name it. */
  readonly name: Text;
  readonly when: Condition;
  /** Whoever makes the plan is none of them. */
  readonly approvers: ReadonlyArray<AgentId>;
  /** How many of them must agree. */
  readonly quorum: number;
  /** Within what time they should; null: no time is set. */
  readonly within: Millis | null;
}

/** With whom it is agreed: with the customer, between teams, with a supplier. */
export type Agreement = 'SLA' | 'OLA' | 'contract';

/**
 * How long something may take. It runs from when its metric begins until that comes about; of several with one metric and one
 * agreement the first whose condition holds is the one.
 */
export interface ServiceLevelPolicy {
  /** One of its kind in the rulebook: events and decisions name it. */
  readonly name: Text;
  readonly metric: Metric;
  readonly agreement: Agreement;
  readonly when: Condition;
  /** It counts as reached already once this holds; null: only by its metric. */
  readonly stopsWhen: Condition | null;
  /** It counts no longer once this holds; null: it stays. */
  readonly cancelledWhen: Condition | null;
  /** Working time on the calendar; null: it is measured, and nothing is promised. */
  readonly target: Millis | null;
  readonly calendar: CalendarId;
  /** Waits that stop its clock, besides those that its metric does not count. */
  readonly pausedBy: ReadonlyArray<WaitOn>;
  /** When to warn, in whole percent of the target, from the least. */
  readonly warnings: ReadonlyArray<number>;
  /** From when it counts where it comes, or takes the place of another, in the middle: from the beginning, waits left out, or anew. */
  readonly counts: 'fromStart' | 'fromAttachment';
  /** A case opened again: a new cycle, the cycles together, or all time since the first began. */
  readonly reopening: 'newCycle' | 'continue' | 'total';
}

/** What is to happen as a service level nears its end, or is late. Every rule whose condition holds does so, once while it is open. */
export interface EscalationRule {
  /** One of its kind in the rulebook: decisions name it. */
  readonly name: Text;
  /** The policy it watches. */
  readonly serviceLevel: Text;
  /** One of the policy's warnings, or 100: once it is late. */
  readonly at: number;
  readonly when: Condition;
  readonly kind: EscalationKind;
  /** In the desk's own words. */
  readonly severity: Text | null;
  /** Who is to look at it; where it is functional the case is routed there. */
  readonly to: TeamId | null;
}

/** Version 1 of the one document that configures a tenant's desk. */
export interface Rulebook {
  /** From 1; 0 is the plain rulebook. */
  readonly version: number;
  /** Of the published document; null where it was not published. */
  readonly hash: Text | null;
  readonly effectiveFrom: Instant;
  /** Empty: any field, all of them text and none personal. */
  readonly fields: ReadonlyArray<FieldDefinition>;
  /** Empty: any type of case, nothing required. */
  readonly caseTypes: ReadonlyArray<CaseType>;
  /** The taxonomy. Empty: any category. */
  readonly categories: ReadonlyArray<Category>;
  readonly categoryReviews: ReadonlyArray<CategoryReviewRule>;
  readonly services: ReadonlyArray<ServiceDefinition>;
  /** Empty: any team, and anybody in it. */
  readonly teams: ReadonlyArray<Team>;
  /** Null: only people set priorities. */
  readonly priority: PriorityModel | null;
  readonly routing: ReadonlyArray<RoutingRule>;
  readonly assignment: ReadonlyArray<AssignmentRule>;
  readonly approvals: ReadonlyArray<ApprovalRule>;
  readonly playbooks: ReadonlyArray<Playbook>;
  readonly calendars: ReadonlyArray<Calendar>;
  readonly serviceLevels: ReadonlyArray<ServiceLevelPolicy>;
  readonly escalations: ReadonlyArray<EscalationRule>;
  readonly surveys: ReadonlyArray<SurveyRule>;
  readonly scorecards: ReadonlyArray<Scorecard>;
  readonly rates: ReadonlyArray<Rate>;
  /** Who is told of what happens to a case, besides those who look. */
  readonly notifications: ReadonlyArray<NotificationRule>;
  /** Texts to begin with, for those who write something down. */
  readonly templates: ReadonlyArray<Template>;
  /** Empty: any code. */
  readonly resolutionCodes: ReadonlyArray<Text>;
  readonly closing: {
    /** How long after its resolution a case closes by itself; null: never. */
    readonly autoCloseAfter: Millis | null;
    /** Which cases do not, however long it has been. Asked once, when they are resolved. */
    readonly autoCloseUnless: Condition;
    /** How long after its resolution a reminder of that is due; null: there is none. */
    readonly remindAfter: Millis | null;
    /** How long after it was closed a case can be reopened; null: not at all. */
    readonly reopenWithin: Millis | null;
  };
}
