import { judge, type Condition, type Test } from '../condition';
import type { Value } from '../facts';
import { implies } from './conditions';

const valuesOf = (test: Test): ReadonlyArray<Value> | undefined => {
  if ('is' in test) return [test.is];
  return 'oneOf' in test ? test.oneOf : undefined;
};

/** Whether two tests of one fact can never hold together. */
const testsExclude = (one: Test, other: Test): boolean => {
  if (one.field !== other.field) return false;
  if ('known' in one || 'known' in other) {
    const unknown = [one, other].filter((test) => 'known' in test && !test.known).length;
    return unknown === 1;
  }
  // Each value that one of them names, put to the other: a category may lie in another, whichever names it.
  const fits = (values: ReadonlyArray<Value>, test: Test): boolean =>
    values.some((value) => judge(test, new Map([[test.field, value]])).holds);
  const [ours, theirs] = [valuesOf(one), valuesOf(other)];
  if (ours !== undefined && theirs !== undefined) return !fits(ours, other) && !fits(theirs, one);
  if (ours !== undefined) return !fits(ours, other);
  if (theirs !== undefined) return !fits(theirs, one);
  const limits = [one, other];
  const least = limits.map((test) => ('atLeast' in test ? test.atLeast : -Infinity));
  const most = limits.map((test) => ('atMost' in test ? test.atMost : Infinity));
  return Math.max(...least) > Math.min(...most);
};

/** Whether two conditions surely never hold together. */
const exclude = (one: Condition, other: Condition): boolean => {
  if ('any' in one) return one.any.every((part) => exclude(part, other));
  if ('any' in other) return other.any.every((part) => exclude(one, part));
  if ('not' in one) return implies(other, one.not);
  if ('not' in other) return implies(one, other.not);
  return 'field' in one && 'field' in other && testsExclude(one, other);
};

const flat = (condition: Condition): ReadonlyArray<Condition> =>
  'all' in condition ? condition.all.flatMap(flat) : [condition];

/** Whether a condition surely holds for no case; where that cannot be seen from its form: no. */
export const neverHolds = (condition: Condition): boolean => {
  if ('field' in condition) return valuesOf(condition)?.length === 0;
  if ('not' in condition) return implies({ all: [] }, condition.not);
  if ('any' in condition) return condition.any.every(neverHolds);
  const parts = flat(condition);
  return parts.some((part, index) => neverHolds(part) || parts.slice(index + 1).some((other) => exclude(part, other)));
};
