import * as E from 'fp-ts/Either';
import type { AgentId, Text } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import type { Dated, Variant } from '../message';
import { allowsCategory } from '../rulebook/allowed';
import { defaultCategory } from '../rulebook/default-category';
import { usualComplexity } from '../rulebook/taxonomy';
import type { CaseTopic } from './case';
import type { Complexity } from './complexity';
import { ofOpenCase, type CaseNotOpen, type CaseUnknown } from './gate';
import { fieldLacking, type FieldMissing } from './required-fields';

/** Why it was categorized so; `unstated` where a source does not say. */
export type CategorizationReason = 'initial' | 'reviewed' | 'misclassified' | 'newInformation' | 'unstated';

export interface Categorization {
  readonly slice: {
    readonly category: Text | null;
    readonly complexity: Complexity | null;
    /** Who said so last; null: a rule, or nobody known. */
    readonly by: AgentId | null;
  };
  readonly command: Dated<
    'CategorizeCase',
    {
      category: Text;
      /** Null: as it was in the same category, else as cases of the category usually are. */
      complexity: Complexity | null;
      /** Who classifies; null: no agent. */
      by: AgentId | null;
      reason: CategorizationReason;
    }
  >;
  readonly event: Dated<
    'CaseCategorized',
    {
      /** Path in the taxonomy, from the general to the particular: `technical/display`. */
      category: Text;
      previous: Text | null;
      /** Null: nobody knows. */
      complexity: Complexity | null;
      /** Who classified; null: a rule, no agent, or nobody known. */
      by: AgentId | null;
      reason: CategorizationReason;
      decision: Decision | null;
    }
  >;
  readonly rejection: CaseUnknown | CaseNotOpen | FieldMissing | CategoryUnknown;
}

/** The taxonomy in effect has no such category. */
export type CategoryUnknown = Variant<'CategoryUnknown', { category: Text }>;

/** What a case is about, and how hard it is. A service or a case type can have a category that its cases begin with. */
export const categorization: CaseTopic<Categorization> = {
  initial: { category: null, complexity: null, by: null },
  decide: {
    CategorizeCase: ({ at, category, complexity: said, by, reason }, state, rules) => {
      const status = ofOpenCase(state);
      if (E.isLeft(status)) return status;
      const { category: previous, complexity: known } = state.categorization;
      const rulebook = rules.at(at);
      const complexity = said ?? (category === previous ? known : usualComplexity(rulebook, category));
      if (category === previous && complexity === known) return E.right([]);
      if (!allowsCategory(rulebook, category)) return E.left({ type: 'CategoryUnknown', category });
      const would = { ...state, categorization: { category, complexity, by } };
      const missing = fieldLacking(would, rulebook, 'categorization');
      return missing === null
        ? E.right([{ type: 'CaseCategorized', at, category, previous, complexity, by, reason, decision: null }])
        : E.left(missing);
    },
  },
  evolve: { CaseCategorized: (_, { category, complexity, by }) => ({ category, complexity, by }) },
  follow: {
    CaseCreated: (event, { categorization: { category: previous } }, rules) => {
      const { at } = event;
      const rulebook = rules.at(at);
      const begins = defaultCategory(rulebook, event);
      if (begins === undefined || previous !== null) return [];
      const { category, decision } = begins;
      const complexity = usualComplexity(rulebook, category);
      return [{ type: 'CaseCategorized', at, category, previous, complexity, by: null, reason: 'initial', decision }];
    },
    /** What a review corrected is categorized so from then on. */
    CategoryReviewed: ({ at, category, complexity, reviewer: by }, { categorization: known }) =>
      category === known.category && complexity === known.complexity
        ? []
        : [
            {
              type: 'CaseCategorized',
              at,
              category,
              previous: known.category,
              complexity,
              by,
              reason: 'reviewed',
              decision: null,
            },
          ],
  },
};
