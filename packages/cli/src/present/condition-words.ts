import type { Condition } from '@casebook/domain';

const list = (values: ReadonlyArray<unknown>): string => values.map(String).join(', ');

/** A condition as its reader says it: `category is technical and channel is one of chat, phone`. */
export const conditionInWords = (condition: Condition): string => {
  if ('all' in condition) return condition.all.map(within).join(' and ') || 'always';
  if ('any' in condition) return condition.any.map(within).join(' or ') || 'never';
  if ('not' in condition) return `not (${conditionInWords(condition.not)})`;
  const { field } = condition;
  if ('is' in condition) return `${field} is ${String(condition.is)}`;
  if ('oneOf' in condition) return `${field} is one of ${list(condition.oneOf)}`;
  if ('known' in condition) return `${field} is ${condition.known ? 'known' : 'not known'}`;
  return 'atLeast' in condition
    ? `${field} is at least ${condition.atLeast}`
    : `${field} is at most ${condition.atMost}`;
};

/** Of several in one: in brackets where it has several of its own. */
const within = (condition: Condition): string => {
  const several = ('all' in condition && condition.all.length > 1) || ('any' in condition && condition.any.length > 1);
  return several ? `(${conditionInWords(condition)})` : conditionInWords(condition);
};
