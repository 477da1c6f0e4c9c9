import type { Text } from '@casebook/vocabulary';
import type { Condition } from './condition';

/** What of somebody's work is looked at. */
export interface Criterion {
  /** One of its kind in the scorecard. */
  readonly name: Text;
  /** What reviewers go by; null: its name says it. */
  readonly text: Text | null;
  /** In percent; those of a scorecard add up to 100. */
  readonly weight: number;
  /** The most that can be given, from 0 on. */
  readonly max: number;
  /** With less than this the whole is failed, whatever the total; null: it never fails by this alone. */
  readonly failsBelow: number | null;
}

/** Which share of closed cases is reviewed. The same case is picked by the same seed, always. */
export interface Sample {
  readonly percent: number;
  /** Another seed picks others. */
  readonly seed: Text;
}

/** How the handling of a closed case is scored. Of those with a sample the first whose condition holds is the one. */
export interface Scorecard {
  /** One of its kind in the rulebook: events and decisions name it. */
  readonly name: Text;
  readonly when: Condition;
  readonly criteria: ReadonlyArray<Criterion>;
  /** The total that passes, in percent. */
  readonly passAt: number;
  /** Null: only people choose what is reviewed by it. */
  readonly sample: Sample | null;
}
