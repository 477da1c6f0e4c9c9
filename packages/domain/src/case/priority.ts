import type { Text } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import type { Dated, Variant } from '../message';

/** 1 critical, 2 high, 3 normal, 4 low. */
export type PriorityLevel = 1 | 2 | 3 | 4;

export interface Factor {
  readonly name: Text;
  readonly value: Text;
  readonly weight: number;
  readonly points: number;
}

export interface Priority {
  readonly slice: { readonly level: PriorityLevel | null; readonly overridden: boolean };
  /** A person's word against the rules: it needs a reason. */
  readonly command: Dated<'PrioritizeCase', { priority: PriorityLevel; reason: Text }>;
  readonly event: Dated<
    'CasePrioritized',
    {
      priority: PriorityLevel;
      previous: PriorityLevel | null;
      /** Weighted points; null where no rule scored it. */
      score: number | null;
      factors: ReadonlyArray<Factor>;
      /** Why a person set it; null where a rule or a source did. */
      reason: Text | null;
      decision: Decision | null;
    }
  >;
  readonly rejection: Variant<'ReasonMissing', { what: Text }>;
}
