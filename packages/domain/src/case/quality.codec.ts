import * as t from 'io-ts';
import { AgentId, Instant, isStorableText, nullable, personal, TeamId, Text, type Json } from '@casebook/vocabulary';
import { DecisionCodec } from '../decision.codec';
import { first, type CommandCodecs, type EventSchemas } from '../schema';
import { such } from '../such';
import type { Quality } from './quality';
import type { GradedScore, ReplacingReason, Replacing, Scores } from './quality-review';

const ReasonCodec: t.Type<ReplacingReason, string> = t.keyof(
  { calibration: null, appeal: null, correction: null },
  'calibration, appeal or correction',
);

const ReplacingCodec: t.Type<Replacing, Json> = t.strict(
  { reviewId: Text, reason: ReasonCodec },
  'the review whose place it takes, and why',
);

const GradedScoreCodec: t.Type<GradedScore, Json> = t.strict({
  criterion: Text,
  score: t.number,
  max: t.number,
  weight: t.number,
  short: t.boolean,
});

const ScoresCodec: t.Type<Scores, Json> = such('points by criterion', t.record(t.string, t.number), (scores) =>
  Object.keys(scores).every(isStorableText),
);

const work = { cycle: t.number, scorecard: Text, credited: nullable(AgentId), team: nullable(TeamId) };
const given = {
  reviewId: Text,
  reviewer: AgentId,
  remarks: personal(nullable(Text)),
  replaces: nullable(ReplacingCodec),
};
const appeal = { at: Instant, reviewId: Text, by: AgentId, reason: personal(Text) };

export const qualitySchemas: EventSchemas<Quality['event']> = {
  QualityReviewRequested: first(
    t.strict({ type: t.literal('QualityReviewRequested'), at: Instant, ...work, decision: DecisionCodec }),
  ),
  QualityReviewed: first(
    t.strict({
      type: t.literal('QualityReviewed'),
      at: Instant,
      ...work,
      rulebook: t.number,
      ...given,
      scores: t.readonlyArray(GradedScoreCodec, 'a list of scores'),
      total: t.number,
      passed: t.boolean,
      failedBecause: nullable(Text),
    }),
  ),
  QualityReviewAppealed: first(t.strict({ type: t.literal('QualityReviewAppealed'), ...appeal })),
};

export const qualityCommands: CommandCodecs<Quality['command']> = {
  ReviewQuality: t.strict({
    type: t.literal('ReviewQuality'),
    at: Instant,
    ...given,
    scorecard: nullable(Text),
    scores: ScoresCodec,
  }),
  AppealReview: t.strict({ type: t.literal('AppealReview'), ...appeal }),
};
