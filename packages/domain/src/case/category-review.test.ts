import { textOf } from '@casebook/vocabulary';
import { ada, at, ben, categorized, created, deskRulebook } from '../testing/examples';
import { given } from '../testing/given';
import type { CaseCommand, CaseEvent } from './case';
import { caseDecider } from './case';
import type { Of } from '../message';

const display = textOf('technical/display');
const billing = textOf('billing');
const rules = {
  ...deskRulebook,
  priority: null,
  routing: [],
  categoryReviews: [{ name: textOf('hard ones'), when: { field: 'complexity', is: textOf('high') } as const }],
};
const hard = { ...categorized, complexity: 'high', by: ada } as const;
const wanted: Of<CaseEvent, 'CategoryReviewRequested'> = {
  type: 'CategoryReviewRequested',
  at,
  reviewId: textOf('category-review-1'),
  category: display,
  decision: {
    rulebook: 3,
    rule: textOf('hard ones'),
    inputs: { complexity: textOf('high') },
    alternatives: [],
    because: textOf('complexity is high'),
  },
};
const review: Of<CaseCommand, 'ReviewCategory'> = {
  type: 'ReviewCategory',
  at,
  reviewer: ben,
  category: null,
  complexity: null,
  remark: null,
};
const seen: Of<CaseEvent, 'CategoryReviewed'> = {
  type: 'CategoryReviewed',
  at,
  reviewId: textOf('category-review-1'),
  reviewer: ben,
  outcome: 'confirmed',
  category: display,
  complexity: 'high',
  remark: null,
};
const remark = textOf('The invoice is what is wrong.');
const proposed = given(caseDecider, created, hard, wanted).under(rules);

describe('a categorization', () => {
  test('is to be looked over where a rule wants it, and the event says which and why', () => {
    given(caseDecider, created)
      .under(rules)
      .when({
        type: 'CategorizeCase',
        at,
        category: display,
        complexity: 'high',
        by: ada,
        reason: 'initial',
      })
      .yields(hard, wanted);
  });

  test('is not where no rule does', () => {
    given(caseDecider, created)
      .under(rules)
      .when({ type: 'CategorizeCase', at, category: billing, complexity: null, by: ada, reason: 'initial' })
      .yields({ ...categorized, category: billing, complexity: 'low', by: ada });
  });

  test('is confirmed by somebody else', () => {
    proposed.when(review).yields(seen);
    proposed.when({ ...review, category: display, complexity: 'high' }).yields(seen);
  });

  test('is corrected with the reason, and the case is categorized so', () => {
    proposed
      .when({ ...review, category: billing, complexity: 'low', remark })
      .yields(
        { ...seen, outcome: 'corrected', category: billing, complexity: 'low', remark },
        { ...hard, category: billing, previous: display, complexity: 'low', by: ben, reason: 'reviewed' },
      );
  });

  test('whose complexity alone was wrong is corrected too', () => {
    proposed
      .when({ ...review, complexity: 'medium', remark })
      .yields(
        { ...seen, outcome: 'corrected', complexity: 'medium', remark },
        { ...hard, previous: display, complexity: 'medium', by: ben, reason: 'reviewed' },
      );
  });

  test('is not corrected without a reason, nor to a category that is not there', () => {
    proposed.when({ ...review, category: billing }).isRefused({ type: 'RemarkMissing' });
    proposed.when({ ...review, category: billing, remark: textOf('  ') }).isRefused({ type: 'RemarkMissing' });
    const weather = textOf('weather');
    proposed.when({ ...review, category: weather, remark }).isRefused({ type: 'CategoryUnknown', category: weather });
  });

  test('is not looked over by whoever made it', () => {
    proposed.when({ ...review, reviewer: ada }).isRefused({ type: 'OwnCategorization', agent: ada });
  });

  test('is looked over once: what a review corrected is not to be looked over again', () => {
    given(caseDecider, created, hard, wanted, seen).under(rules).when(review).isRefused({ type: 'NoReviewOpen' });
  });

  test('that changes before anybody has looked is still to be looked over, as it is by then', () => {
    const moved = { ...hard, category: billing, previous: display, complexity: 'low' } as const;
    given(caseDecider, created, hard, wanted, moved)
      .under(rules)
      .when(review)
      .yields({ ...seen, category: billing, complexity: 'low' });
  });
});
