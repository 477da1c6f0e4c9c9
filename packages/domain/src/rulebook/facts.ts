import type { Text } from '@casebook/vocabulary';

/**
 * What rules may know of a case, by name; what is not known is not there. None of it is personal.
 * `caseType`, `channel`, `origin`, `product`, `category`, and `fields.<name>` for each custom field.
 */
export type Facts = ReadonlyMap<string, Text>;

/** The facts that were asked for, as a decision keeps them; what is not known is left out. */
export const inputsFrom = (facts: Facts, fields: ReadonlyArray<string>): { readonly [fact: string]: Text } =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = facts.get(field);
      return value === undefined ? [] : [[field, value]];
    }),
  );
