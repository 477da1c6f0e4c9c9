import { textOf, type Text } from '@casebook/vocabulary';

/** What a fact can be: a word, an amount, or yes and no. */
export type Value = Text | number | boolean;

/** What rules may know of a case without asking how it was configured. None of it is personal. */
export const plainFields = [
  'caseType',
  'service',
  'channel',
  'origin',
  'product',
  'category',
  'complexity',
  'priority',
  'plannedCost',
  'team',
  'serviceLevelUsed',
] as const;

/** A fact by name; `fields.<name>` is a custom field of the rulebook that tells nothing about a person. */
export type Field = (typeof plainFields)[number] | `fields.${string}`;

/** What is known of a case, by name; what is not known is not there. */
export type Facts = ReadonlyMap<Field, Value>;

/** A value as decisions quote it. */
export const worded = (value: Value): Text => {
  if (typeof value === 'boolean') return textOf(value ? 'yes' : 'no');
  return typeof value === 'number' ? textOf(String(value)) : value;
};

/** The facts that were asked for, as a decision keeps them; what is not known is left out. */
export const inputsFrom = (facts: Facts, fields: ReadonlyArray<Field>): { readonly [fact: string]: Text } =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = facts.get(field);
      return value === undefined ? [] : [[field, worded(value)]];
    }),
  );
