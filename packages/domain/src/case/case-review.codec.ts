import * as t from 'io-ts';
import { AgentId, Instant, personal, Text } from '@casebook/vocabulary';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import type { CaseReviews, ReviewAudience } from './case-review';

const AudienceCodec: t.Type<ReviewAudience, string> = t.keyof(
  { internal: null, customer: null },
  'internal or customer',
);

const draft = {
  at: Instant,
  reviewId: Text,
  audience: AudienceCodec,
  by: AgentId,
  rootCause: personal(Text),
  prevention: personal(Text),
};

export const caseReviewsSchemas: EventSchemas<CaseReviews['event']> = {
  CaseReviewDrafted: first(t.strict({ type: t.literal('CaseReviewDrafted'), ...draft })),
  CaseReviewPublished: first(
    t.strict({
      type: t.literal('CaseReviewPublished'),
      at: Instant,
      reviewId: Text,
      audience: AudienceCodec,
      approvedBy: AgentId,
    }),
  ),
};

export const caseReviewsCommands: CommandCodecs<CaseReviews['command']> = {
  DraftCaseReview: t.strict({ type: t.literal('DraftCaseReview'), ...draft }),
  PublishCaseReview: t.strict({ type: t.literal('PublishCaseReview'), at: Instant, reviewId: Text, approver: AgentId }),
};
