import { textOf, type Text } from '@casebook/vocabulary';
import type { Variant } from '../message';
import type { Value } from './facts';
import type { FieldDefinition, Rulebook } from './rulebook';

/** The rulebook lists fields, and this is none of them. */
export type FieldUnknown = Variant<'FieldUnknown', { field: Text }>;
/** `must` says what the field can hold. */
export type FieldInvalid = Variant<'FieldInvalid', { field: Text; must: Text }>;

type Fields = { readonly [field: string]: Text };

const must = ({ holds }: FieldDefinition): Text | null => {
  switch (holds.type) {
    case 'text':
      return null;
    case 'number':
      return textOf('be a number');
    case 'flag':
      return textOf('be yes or no');
    case 'choice':
      return textOf(`be one of ${holds.choices.join(', ')}`);
  }
};

/** A field's text as rules compare it; undefined where it is not what the field holds. */
export const valueIn = ({ holds }: FieldDefinition, text: Text): Value | undefined => {
  switch (holds.type) {
    case 'text':
      return text;
    case 'number':
      return /^-?\d{1,15}(\.\d{1,6})?$/.test(text) ? Number(text) + 0 : undefined;
    case 'flag':
      return text === 'yes' || text === 'no' ? text === 'yes' : undefined;
    case 'choice':
      return holds.choices.includes(text) ? text : undefined;
  }
};

const definitionOf = ({ fields }: Rulebook, name: string): FieldDefinition | undefined =>
  fields.find((field) => field.name === name);

/** Whether a field tells something about a person; only one that the rulebook says so of does. */
const isPersonal = (rulebook: Rulebook, name: string): boolean => definitionOf(rulebook, name)?.personal ?? false;

/** Why these cannot be the fields of a case; null where they can. A rulebook that lists no fields takes any. */
export const whyNotFields = (rulebook: Rulebook, fields: Fields): FieldUnknown | FieldInvalid | null => {
  if (rulebook.fields.length === 0) return null;
  for (const [name, text] of Object.entries(fields)) {
    const definition = definitionOf(rulebook, name);
    if (definition === undefined) return { type: 'FieldUnknown', field: textOf(name) };
    const limit = must(definition);
    if (limit !== null && valueIn(definition, text) === undefined)
      return { type: 'FieldInvalid', field: definition.name, must: limit };
  }
  return null;
};

/** Fields apart: those that rules may read, and those that tell something about a person. */
export const apart = (
  rulebook: Rulebook,
  fields: Fields,
): { readonly fields: Fields; readonly personalFields: Fields } => {
  const all = Object.entries(fields);
  const those = (personal: boolean) =>
    Object.fromEntries(all.filter(([name]) => isPersonal(rulebook, name) === personal));
  return { fields: those(false), personalFields: those(true) };
};

/** The facts that impersonal fields are to rules: numbers and yes or no where the rulebook says so, text otherwise. */
export const fieldFacts = (rulebook: Rulebook, fields: Fields): ReadonlyArray<readonly [`fields.${string}`, Value]> =>
  Object.entries(fields).flatMap(([name, text]) => {
    const definition = definitionOf(rulebook, name);
    const value = definition === undefined ? text : valueIn(definition, text);
    return value === undefined || isPersonal(rulebook, name) ? [] : [[`fields.${name}`, value] as const];
  });
