import type { AgentId, Instant, Millis, TeamId, Text } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import type { Dated } from '../message';
import type { Agreement } from '../rulebook/rulebook';
import type { Warning } from '../rulebook/service-clock';
import type { CaseUnknown } from './gate';
import type { Metric } from './metric';

/** What a level ended with that was not met: too late, over with the case, or no longer asked for. */
export type LevelEnd =
  'completedLate' | 'caseOver' | 'merged' | 'rerouted' | 'cancelled' | 'superseded' | 'noLongerApplies' | 'migrated';

/** Everything that a service level starts with. */
export interface Start {
  readonly slaId: Text;
  /** The policy's name in the rulebook that `decision` names. */
  readonly policy: Text;
  readonly metric: Metric;
  readonly agreement: Agreement;
  /** Which time of the metric it is, from 1. */
  readonly round: number;
  /** Working time in milliseconds; null: it is measured only. */
  readonly target: Millis | null;
  /** From when it counts, and what it had used before that. */
  readonly startsAt: Instant;
  readonly before: Millis;
  /** Null without a target. Earlier than the event's own instant where it comes too late. */
  readonly dueAt: Instant | null;
  readonly warnings: ReadonlyArray<Warning>;
  /** The level that it takes the place of. */
  readonly supersedes: Text | null;
  readonly decision: Decision;
}

/** A level that runs or is paused. */
export interface Level extends Omit<Start, 'supersedes' | 'decision'> {
  /** Version of the rulebook that it started with and stays on. */
  readonly rulebook: number;
  readonly attachedAt: Instant;
  readonly paused: boolean;
  readonly breached: boolean;
  /** The last percent it has warned at, 100 once breached. */
  readonly reached: number;
}

/** A promise that has been kept, broken or dropped; it does not start again in its round. */
export interface Done {
  readonly metric: Metric;
  readonly agreement: Agreement;
  readonly round: number;
}

export interface ServiceLevels {
  readonly slice: {
    readonly running: ReadonlyArray<Level>;
    readonly done: ReadonlyArray<Done>;
    /** Levels that ended because the case was merged, as they were then: they go on where that is undone. */
    readonly aside: ReadonlyArray<Level>;
    readonly count: number;
  };
  /** Moves what runs to the rulebook in effect; it stays on its own version otherwise. */
  readonly command: Dated<'MigrateServiceLevels'>;
  readonly event:
    | Dated<'ServiceLevelStarted', Start>
    | Dated<'ServiceLevelPaused', { slaId: Text; used: Millis }>
    | Dated<'ServiceLevelResumed', { slaId: Text; dueAt: Instant | null; warnings: ReadonlyArray<Warning> }>
    | Dated<'ServiceLevelWarned', { slaId: Text; percent: number; dueAt: Instant | null }>
    /** Dated with the instant at which it was due, or, where it was late already, at which it was attached. */
    | Dated<'ServiceLevelBreached', { slaId: Text; dueAt: Instant; team: TeamId | null; agent: AgentId | null }>
    | Dated<'ServiceLevelMet', { slaId: Text; used: Millis }>
    | Dated<'ServiceLevelEnded', { slaId: Text; used: Millis; late: boolean; reason: LevelEnd }>
    /** A source's own verdict, without the target and the due instant that it does not tell. */
    | Dated<'ServiceLevelReported', { metric: Text; outcome: 'met' | 'missed' }>;
  readonly rejection: CaseUnknown;
}
