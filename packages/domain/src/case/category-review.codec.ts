import * as t from 'io-ts';
import { AgentId, Instant, nullable, personal, Text } from '@casebook/vocabulary';
import { DecisionCodec } from '../decision.codec';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { CategoryReview, CategoryReviewOutcome } from './category-review';
import { ComplexityCodec } from './categorization.codec';

const OutcomeCodec: t.Type<CategoryReviewOutcome, string> = t.keyof(
  { confirmed: null, corrected: null },
  'confirmed or corrected',
);

const CategoryReviewRequested = t.strict({
  type: t.literal('CategoryReviewRequested'),
  at: Instant,
  reviewId: Text,
  category: Text,
  decision: DecisionCodec,
});

const CategoryReviewed = t.strict({
  type: t.literal('CategoryReviewed'),
  at: Instant,
  reviewId: Text,
  reviewer: AgentId,
  outcome: OutcomeCodec,
  category: Text,
  complexity: nullable(ComplexityCodec),
  remark: personal(nullable(Text)),
});

export const categoryReviewSchemas: EventSchemas<CategoryReview['event']> = {
  CategoryReviewRequested: first(CategoryReviewRequested),
  CategoryReviewed: first(CategoryReviewed),
};

export const categoryReviewCommands: CommandCodecs<CategoryReview['command']> = {
  ReviewCategory: t.strict({
    type: t.literal('ReviewCategory'),
    at: Instant,
    reviewer: AgentId,
    category: nullable(Text),
    complexity: nullable(ComplexityCodec),
    remark: personal(nullable(Text)),
  }),
};
