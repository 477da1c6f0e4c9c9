import type { Text } from '@casebook/vocabulary';

/** 1 critical, 2 high, 3 normal, 4 low. */
export type PriorityLevel = 1 | 2 | 3 | 4;

/** What one factor added to a score: `weight` times `points`. */
export interface Factor {
  readonly name: Text;
  readonly value: Text;
  readonly weight: number;
  readonly points: number;
}
