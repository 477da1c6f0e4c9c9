import { textOf, type Text } from '@casebook/vocabulary';
import type { Facts } from './facts';

/** One fact has this value. A path counts as all that it lies in: the category `technical/display` is `technical`. */
export interface Test {
  readonly field: Text;
  readonly is: Text;
}

/** Holds where all its tests do; without tests it always holds. */
export interface Condition {
  readonly all: ReadonlyArray<Test>;
}

/** Whether a condition holds, and why or why not in words. */
export interface Verdict {
  readonly holds: boolean;
  readonly because: Text;
}

/** Whether a fact has a value; of a category also whether it lies in it. */
export const matches = (facts: Facts, field: Text, is: Text): boolean => {
  const value = facts.get(field);
  return value === is || (field === 'category' && value !== undefined && value.startsWith(`${is}/`));
};

/** The one evaluator of conditions. Its reasons name the facts that decided: all of them, or those that failed. */
export const judge = ({ all }: Condition, facts: Facts): Verdict => {
  const failed = all.filter(({ field, is }) => !matches(facts, field, is));
  if (failed.length > 0) {
    const reasons = failed.map(({ field, is }) => `${field} is ${facts.get(field) ?? 'not known'}, not ${is}`);
    return { holds: false, because: textOf(reasons.join(' and ')) };
  }
  const reasons = all.map(({ field }) => `${field} is ${facts.get(field) ?? 'not known'}`);
  return { holds: true, because: textOf(reasons.join(' and ') || 'it holds for every case') };
};
