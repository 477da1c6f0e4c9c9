import { textOf, type Text } from '@casebook/vocabulary';
import { mostAlternatives, type Alternative, type Decision } from '../decision';
import { fieldsIn, judge, type Condition, type Test } from './condition';
import { inputsFrom, type Facts, type Field, type Value } from './facts';

/** A rule of a list in which the first that holds decides. */
export interface Rule {
  readonly name: Text;
  readonly when: Condition;
}

export interface Match<R extends Rule> {
  readonly rule: R;
  readonly decision: Decision;
}

/** Tests of which at least one holds wherever the condition does; none where that cannot be told of one fact. */
const needs = (condition: Condition): ReadonlyArray<Test> => {
  if ('field' in condition) return 'is' in condition || 'oneOf' in condition ? [condition] : [];
  return 'all' in condition ? condition.all.flatMap(needs) : [];
};

const keyOf = (field: Field, value: Value): string => `${field} ${typeof value} ${String(value)}`;

const keysOf = (test: Test): ReadonlyArray<string> => {
  if ('is' in test) return [keyOf(test.field, test.is)];
  return 'oneOf' in test ? test.oneOf.map((value) => keyOf(test.field, value)) : [];
};

/** A category is found under all that it lies in. */
const keysFor = ([field, value]: readonly [Field, Value]): ReadonlyArray<string> => {
  if (field !== 'category' || typeof value !== 'string') return [keyOf(field, value)];
  const steps = value.split('/');
  return steps.map((_, index) => keyOf(field, textOf(steps.slice(0, index + 1).join('/'))));
};

interface Index {
  /** Places of the rules that can hold where a fact has a value, by the key of both. */
  readonly byKey: ReadonlyMap<string, ReadonlyArray<number>>;
  /** Places of the rules that have to be asked always. */
  readonly others: ReadonlyArray<number>;
  /** All facts that the rules read. */
  readonly fields: ReadonlyArray<Field>;
}

/** Each rule under the test that fewest others share, so that few are asked of a case however many there are. */
const indexOf = (rules: ReadonlyArray<Rule>): Index => {
  const choices = rules.map(({ when }) => needs(when).map(keysOf));
  const shared = new Map<string, number>();
  for (const key of choices.flat(2)) shared.set(key, (shared.get(key) ?? 0) + 1);
  const sharers = (keys: ReadonlyArray<string>): number => keys.reduce((sum, key) => sum + (shared.get(key) ?? 0), 0);

  const byKey = new Map<string, number[]>();
  const others: number[] = [];
  choices.forEach((tests, place) => {
    const [first, ...rest] = tests;
    const chosen = rest.reduce((best, keys) => (best && sharers(keys) < sharers(best) ? keys : best), first);
    if (chosen === undefined) others.push(place);
    else for (const key of new Set(chosen)) byKey.set(key, [...(byKey.get(key) ?? []), place]);
  });
  return { byKey, others, fields: fieldsIn(rules.map(({ when }) => when)) };
};

// Rulebooks do not change: what is made of a list of rules is kept with it.
const indexes = new WeakMap<ReadonlyArray<Rule>, Index>();

const indexFor = (rules: ReadonlyArray<Rule>): Index => {
  const known = indexes.get(rules);
  if (known !== undefined) return known;
  const made = indexOf(rules);
  indexes.set(rules, made);
  return made;
};

const instead =
  <R extends Rule>(chosen: R, facts: Facts, choiceOf: (rule: R) => Text) =>
  (other: R): Alternative => {
    const { holds, because } = judge(other.when, facts);
    return { choice: choiceOf(other), because: holds ? textOf(`${chosen.name} comes first`) : because };
  };

/** The first rule of a list that holds, with the reasons for it and against others; undefined where none holds. */
export const firstMatch = <R extends Rule>(
  version: number,
  rules: ReadonlyArray<R>,
  facts: Facts,
  choiceOf: (rule: R) => Text,
): Match<R> | undefined => {
  if (rules.length === 0) return undefined;
  const { byKey, others, fields } = indexFor(rules);
  const places = [...others, ...[...facts].flatMap(keysFor).flatMap((key) => byKey.get(key) ?? [])];
  for (const place of places.sort((a, b) => a - b)) {
    const rule = rules[place];
    if (rule === undefined) continue;
    const { holds, because } = judge(rule.when, facts);
    if (!holds) continue;
    const alternatives = rules
      .filter((other) => other !== rule)
      .slice(0, mostAlternatives)
      .map(instead(rule, facts, choiceOf));
    const inputs = inputsFrom(facts, fields);
    return { rule, decision: { rulebook: version, rule: rule.name, inputs, alternatives, because } };
  }
  return undefined;
};
