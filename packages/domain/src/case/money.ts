import type { Text } from '@casebook/vocabulary';

/** An amount of a currency. */
export interface Money {
  /** In the smallest unit of the currency, such as cents; a whole number, not negative. */
  readonly amount: number;
  /** By ISO 4217: `EUR`. */
  readonly currency: Text;
}
