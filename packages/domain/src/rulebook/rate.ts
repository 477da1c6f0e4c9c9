import type { Text } from '@casebook/vocabulary';
import type { Money } from '../case/money';
import type { Condition } from './condition';

/** What an hour of work costs. Of those for an activity the first whose condition holds is the one. */
export interface Rate {
  /** One of its kind in the rulebook: decisions name it. */
  readonly name: Text;
  readonly when: Condition;
  /** Null: any. */
  readonly activity: Text | null;
  readonly perHour: Money;
}
