import type { Text } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import type { Dated, Variant } from '../message';

export type CategorizationReason = 'initial' | 'reviewed' | 'misclassified' | 'newInformation' | 'unstated';

export interface Categorization {
  readonly slice: { readonly category: Text | null };
  readonly command: Dated<'CategorizeCase', { category: Text; reason: CategorizationReason }>;
  readonly event: Dated<
    'CaseCategorized',
    {
      /** Path in the taxonomy, from the general to the particular: `technical/display`. */
      category: Text;
      previous: Text | null;
      reason: CategorizationReason;
      decision: Decision | null;
    }
  >;
  readonly rejection: Variant<'CategoryUnknown', { category: Text }>;
}
