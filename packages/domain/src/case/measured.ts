import type { Instant, Text } from '@casebook/vocabulary';
import type { Metric } from './metric';
import type { WaitOn } from './wait-on';

/** One time that something was measured; a metric has one at a time. */
export interface Round {
  /** From 1, in the case. */
  readonly number: number;
  readonly startedAt: Instant;
  /** Null while it runs. */
  readonly endedAt: Instant | null;
  /** It ended because what it waits for came about; otherwise the case was over, or went elsewhere, before. */
  readonly fulfilled: boolean;
  /** The same of the round before this one, which may have ended in the very event that began this one. */
  readonly previousFulfilled: boolean;
}

/** A time that the case waited; open while `until` is null. Several may overlap. */
export interface Waited {
  readonly waitId: Text;
  readonly on: WaitOn;
  readonly from: Instant;
  readonly until: Instant | null;
}

/** A time that a case was to be resolved in: until it was, or was over. */
export interface Cycle {
  readonly from: Instant;
  readonly until: Instant;
}

export interface Measures {
  /** The latest round of each metric; a metric without one was never measured. */
  readonly rounds: { readonly [M in Metric]?: Round };
  readonly waits: ReadonlyArray<Waited>;
  /** The tasks of the desk that are open. */
  readonly tasks: ReadonlyArray<Text>;
  /** Cycles before the one that runs or was the last. */
  readonly earlier: ReadonlyArray<Cycle>;
  readonly over: boolean;
  /** The rounds as they were when the case was merged: they go on when that is undone. Null while it is not merged. */
  readonly aside: Measures['rounds'] | null;
}
