import type { Text } from '@casebook/vocabulary';
import type { Condition } from './condition';

/** Something that customers can ask for: it connects products with the case that comes of it. */
export interface ServiceDefinition {
  /** One of its kind in the rulebook: cases name it. */
  readonly name: Text;
  /** What it is, in words for whoever offers it. */
  readonly description: Text;
  /** The type of its cases. */
  readonly caseType: Text;
  /** What it is for; empty: any product, or none. */
  readonly products: ReadonlyArray<Text>;
  /** To whom else it is offered. It asks for nothing that is not known before there is a case: `isKnownAtIntake`. */
  readonly offeredWhen: Condition;
  /** What its cases begin with where nobody says otherwise. */
  readonly defaults: {
    readonly fields: { readonly [field: string]: Text };
    readonly category: Text | null;
  };
  /** Names of other services that may be of interest with it. */
  readonly related: ReadonlyArray<Text>;
}

/** Whether a service can be offered by a fact: what a customer asks about, how, and custom fields. */
export const isKnownAtIntake = (field: string): boolean =>
  field === 'product' || field === 'channel' || field.startsWith('fields.');

const partsOf = (condition: Condition): ReadonlyArray<Condition> => ('all' in condition ? condition.all : [condition]);

/** All that must hold for a service to be offered, its products included. */
export const offering = ({ products, offeredWhen }: ServiceDefinition): Condition =>
  products.length === 0 ? offeredWhen : { all: [{ field: 'product', oneOf: products }, ...partsOf(offeredWhen)] };
