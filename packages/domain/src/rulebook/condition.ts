import { textOf, type Text } from '@casebook/vocabulary';
import { worded, type Facts, type Field, type Value } from './facts';

/** What is asked of one fact. A path counts as all that it lies in: the category `technical/display` is `technical`. */
export type Match =
  | { readonly is: Value }
  | { readonly oneOf: ReadonlyArray<Value> }
  | { readonly atLeast: number }
  | { readonly atMost: number }
  /** True: whatever it is, as long as it is known. */
  | { readonly known: boolean };

export type Test = { readonly field: Field } & Match;

/** Data, never code: what a rule asks of a case. `all` without conditions always holds, `any` without them never. */
export type Condition =
  | Test
  | { readonly all: ReadonlyArray<Condition> }
  | { readonly any: ReadonlyArray<Condition> }
  | { readonly not: Condition };

/** Whether a condition holds, and why or why not in words. */
export interface Verdict {
  readonly holds: boolean;
  readonly because: Text;
}

const equals = (field: Field, value: Value | undefined, is: Value): boolean =>
  value === is ||
  (field === 'category' && typeof value === 'string' && typeof is === 'string' && value.startsWith(`${is}/`));

/** Whether a fact is as asked; what is not known is nothing but not known. */
export const matches = (facts: Facts, field: Field, match: Match): boolean => {
  const value = facts.get(field);
  if ('is' in match) return equals(field, value, match.is);
  if ('oneOf' in match) return match.oneOf.some((is) => equals(field, value, is));
  if ('known' in match) return (value !== undefined) === match.known;
  if (typeof value !== 'number') return false;
  return 'atLeast' in match ? value >= match.atLeast : value <= match.atMost;
};

const asked = (match: Match): string => {
  if ('is' in match) return worded(match.is);
  if ('oneOf' in match) return `one of ${match.oneOf.map(worded).join(', ')}`;
  if ('known' in match) return match.known ? 'known' : 'unknown';
  return 'atLeast' in match ? `at least ${match.atLeast}` : `at most ${match.atMost}`;
};

const tested = (test: Test, facts: Facts): Verdict => {
  const value = facts.get(test.field);
  const holds = matches(facts, test.field, test);
  const is = `${test.field} is ${value === undefined ? 'not known' : worded(value)}`;
  if (holds) return { holds, because: textOf('atLeast' in test || 'atMost' in test ? `${is}, ${asked(test)}` : is) };
  return { holds, because: textOf('known' in test && value === undefined ? is : `${is}, not ${asked(test)}`) };
};

const joined = (verdicts: ReadonlyArray<Verdict>, none: string): Text =>
  textOf(verdicts.map(({ because }) => because).join(' and ') || none);

/** The one evaluator of conditions. Its reasons name the facts that decided, and no others. */
export const judge = (condition: Condition, facts: Facts): Verdict => {
  if ('field' in condition) return tested(condition, facts);
  if ('not' in condition) {
    const { holds, because } = judge(condition.not, facts);
    return { holds: !holds, because };
  }
  if ('any' in condition) {
    const verdicts = condition.any.map((one) => judge(one, facts));
    const first = verdicts.find(({ holds }) => holds);
    return first ?? { holds: false, because: joined(verdicts, 'it holds for no case') };
  }
  const verdicts = condition.all.map((one) => judge(one, facts));
  const failed = verdicts.filter(({ holds }) => !holds);
  return failed.length > 0
    ? { holds: false, because: joined(failed, '') }
    : { holds: true, because: joined(verdicts, 'it holds for every case') };
};

/** The tests of a condition, each with its path from there. */
export const testsIn = (
  condition: Condition,
  path = '',
): ReadonlyArray<{ readonly path: string; readonly test: Test }> => {
  if ('field' in condition) return [{ path, test: condition }];
  if ('not' in condition) return testsIn(condition.not, `${path}.not`);
  const [name, list] = 'any' in condition ? ['any', condition.any] : ['all', condition.all];
  return list.flatMap((one, index) => testsIn(one, `${path}.${name}.${index}`));
};

/** The facts that a condition reads, each once, in the order in which it names them. */
export const fieldsIn = (conditions: ReadonlyArray<Condition>): ReadonlyArray<Field> => [
  ...new Set(conditions.flatMap((condition) => testsIn(condition).map(({ test }) => test.field))),
];
