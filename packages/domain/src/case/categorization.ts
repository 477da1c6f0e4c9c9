import * as E from 'fp-ts/Either';
import { textOf, type Text } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import type { Dated, Variant } from '../message';
import { allowsCategory } from '../rulebook/allowed';
import { caseTypeOf } from '../rulebook/case-type';
import type { CaseTopic } from './case';
import { ofOpenCase, type CaseNotOpen, type CaseUnknown } from './gate';
import { fieldLacking, type FieldMissing } from './required-fields';

/** Why it was categorized so; `unstated` where a source does not say. */
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
  readonly rejection: CaseUnknown | CaseNotOpen | FieldMissing | Variant<'CategoryUnknown', { category: Text }>;
}

/** What a case is about. A case type can have a category that its cases begin with. */
export const categorization: CaseTopic<Categorization> = {
  initial: { category: null },
  decide: {
    CategorizeCase: ({ at, category, reason }, state, rules) => {
      const status = ofOpenCase(state);
      if (E.isLeft(status)) return status;
      const { category: previous } = state.categorization;
      if (category === previous) return E.right([]);
      const rulebook = rules.at(at);
      if (!allowsCategory(rulebook, category)) return E.left({ type: 'CategoryUnknown', category });
      const missing = fieldLacking({ ...state, categorization: { category } }, rulebook, 'categorization');
      return missing === null
        ? E.right([{ type: 'CaseCategorized', at, category, previous, reason, decision: null }])
        : E.left(missing);
    },
  },
  evolve: { CaseCategorized: (_, { category }) => ({ category }) },
  follow: {
    CaseCreated: ({ at, caseType }, { categorization: { category: previous } }, rules) => {
      const rulebook = rules.at(at);
      const kind = caseTypeOf(rulebook, caseType);
      const category = E.isRight(kind) ? kind.right.defaultCategory : null;
      if (caseType === null || category === null || previous !== null) return [];
      const decision: Decision = {
        rulebook: rulebook.version,
        rule: textOf('default category'),
        inputs: { caseType },
        alternatives: [],
        because: textOf(`${caseType} begins as ${category}`),
      };
      return [{ type: 'CaseCategorized', at, category, previous, reason: 'initial', decision }];
    },
  },
};
