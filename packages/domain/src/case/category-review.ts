import * as E from 'fp-ts/Either';
import { textOf, type AgentId, type Personal, type Text } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import type { Dated, Variant } from '../message';
import { allowsCategory } from '../rulebook/allowed';
import { firstMatch } from '../rulebook/first-match';
import type { CaseTopic } from './case';
import type { CategoryUnknown } from './categorization';
import type { Complexity } from './complexity';
import { factsOf } from './facts';
import { ofOpenCase, type CaseNotOpen, type CaseUnknown } from './gate';
import { isUnsaid } from './said';

/** What a review found: as it was, or another category or complexity. */
export type CategoryReviewOutcome = 'confirmed' | 'corrected';

export interface CategoryReview {
  readonly slice: {
    /** The review that is wanted and has not come yet. */
    readonly open: Text | null;
    /** How many there have been: their ids are counted through. */
    readonly reviews: number;
  };
  readonly command: Dated<
    'ReviewCategory',
    {
      reviewer: AgentId;
      /** Null: it stays. */
      category: Text | null;
      /** Null: it stays. */
      complexity: Complexity | null;
      /** Why, in words; a correction needs it. */
      remark: Personal<Text> | null;
    }
  >;
  readonly event:
    | Dated<'CategoryReviewRequested', { reviewId: Text; category: Text; decision: Decision }>
    | Dated<
        'CategoryReviewed',
        {
          reviewId: Text;
          reviewer: AgentId;
          outcome: CategoryReviewOutcome;
          /** As it is from then on. */
          category: Text;
          complexity: Complexity | null;
          remark: Personal<Text> | null;
        }
      >;
  readonly rejection:
    | CaseUnknown
    | CaseNotOpen
    | CategoryUnknown
    /** No rule wants this categorization looked over, or somebody has. */
    | Variant<'NoReviewOpen'>
    /** Nobody looks over what they said themselves. */
    | Variant<'OwnCategorization', { agent: AgentId }>
    | Variant<'RemarkMissing'>;
}

/** A categorization that a rule wants to be seen by a second person: proposed, then confirmed or corrected. */
export const categoryReview: CaseTopic<CategoryReview> = {
  initial: { open: null, reviews: 0 },
  decide: {
    ReviewCategory: ({ at, reviewer, remark, ...said }, state, rules) => {
      const status = ofOpenCase(state);
      if (E.isLeft(status)) return status;
      const { open: reviewId } = state.categoryReview;
      const { category: known, complexity: rated, by } = state.categorization;
      if (reviewId === null || known === null) return E.left({ type: 'NoReviewOpen' });
      if (by === reviewer) return E.left({ type: 'OwnCategorization', agent: reviewer });
      const category = said.category ?? known;
      const complexity = said.complexity ?? rated;
      const outcome = category === known && complexity === rated ? 'confirmed' : 'corrected';
      if (category !== known && !allowsCategory(rules.at(at), category))
        return E.left({ type: 'CategoryUnknown', category });
      return outcome === 'corrected' && isUnsaid(remark)
        ? E.left({ type: 'RemarkMissing' })
        : E.right([{ type: 'CategoryReviewed', at, reviewId, reviewer, outcome, category, complexity, remark }]);
    },
  },
  evolve: {
    CategoryReviewRequested: ({ reviews }, { reviewId }) => ({ open: reviewId, reviews: reviews + 1 }),
    CategoryReviewed: ({ open, reviews }, { reviewId }) => ({ open: open === reviewId ? null : open, reviews }),
  },
  follow: {
    CaseCategorized: ({ at, category, reason }, state, rules) => {
      const { open, reviews } = state.categoryReview;
      if (open !== null || reason === 'reviewed') return [];
      const rulebook = rules.at(at);
      const { version, categoryReviews } = rulebook;
      const wanted = firstMatch(version, categoryReviews, factsOf(state, rulebook), ({ name }) => name);
      if (wanted === undefined) return [];
      const reviewId = textOf(`category-review-${reviews + 1}`);
      return [{ type: 'CategoryReviewRequested', at, reviewId, category, decision: wanted.decision }];
    },
  },
};
