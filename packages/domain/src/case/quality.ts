import * as E from 'fp-ts/Either';
import type { AgentId, Personal, Text } from '@casebook/vocabulary';
import type { Decision } from '../decision';
import type { Dated, Variant } from '../message';
import { graded, type ScoresUnfit } from '../rulebook/grading';
import { reviewWanted } from '../rulebook/sampling';
import type { CaseTopic } from './case';
import { factsOf } from './facts';
import { ofCase } from './gate';
import {
  reviewedIn,
  type Grade,
  type QualityReview,
  type Replacing,
  type ReviewedWork,
  type Reviewing,
} from './quality-review';
import { worked, workedBefore, type NothingToReview } from './reviewed-work';
import { isUnsaid } from './said';

export interface Quality {
  readonly slice: {
    /** The work that the rules wanted reviewed last; null: they never did. */
    readonly wanted: ReviewedWork | null;
    readonly reviews: ReadonlyArray<QualityReview>;
  };
  readonly command:
    Dated<'ReviewQuality', Reviewing> | Dated<'AppealReview', { reviewId: Text; by: AgentId; reason: Personal<Text> }>;
  readonly event:
    | Dated<'QualityReviewRequested', Omit<ReviewedWork, 'rulebook'> & { decision: Decision }>
    | Dated<
        'QualityReviewed',
        ReviewedWork &
          Grade & {
            reviewId: Text;
            reviewer: AgentId;
            remarks: Personal<Text> | null;
            /** The review whose place it takes; null: it is the first of this work. */
            replaces: Replacing | null;
          }
      >
    | Dated<'QualityReviewAppealed', { reviewId: Text; by: AgentId; reason: Personal<Text> }>;
  readonly rejection:
    | NothingToReview
    | ScoresUnfit
    | Variant<'ScorecardUnknown', { scorecard: Text; rulebook: number }>
    /** Nobody reviews their own work. */
    | Variant<'OwnWork', { agent: AgentId }>
    /** Only whose work it is appeals. */
    | Variant<'NotTheirReview', { agent: AgentId; credited: AgentId | null }>
    /** It has decided an appeal, and that is the end of it. */
    | Variant<'AppealDecided', { reviewId: Text }>;
}

const changed = (reviews: Quality['slice']['reviews'], id: Text, change: Partial<QualityReview>) =>
  reviews.map((one) => (one.reviewId === id ? { ...one, ...change } : one));

/**
 * How well a closed case was handled: asked for by chance, scored by somebody else. An appeal is decided by another review, which
 * takes the place of the first.
 */
export const quality: CaseTopic<Quality> = {
  initial: { wanted: null, reviews: [] },
  decide: {
    ReviewQuality: (command, state, rules) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const { at, reviewId, reviewer, scores, remarks, replaces } = command;
      if (state.quality.reviews.some((one) => one.reviewId === reviewId)) return E.right([]);
      const work = replaces === null ? worked(command, state, rules) : workedBefore(command, replaces, state);
      if (E.isLeft(work)) return work;
      const { scorecard: name, rulebook, credited } = work.right;
      if (credited === reviewer) return E.left({ type: 'OwnWork', agent: reviewer });
      const scorecards = rules.has(rulebook) ? rules.version(rulebook).scorecards : [];
      const scorecard = scorecards.find((one) => one.name === name);
      if (scorecard === undefined) return E.left({ type: 'ScorecardUnknown', scorecard: name, rulebook });
      const grade = graded(scorecard, scores);
      if (E.isLeft(grade)) return grade;
      return E.right([
        { type: 'QualityReviewed', at, reviewId, ...work.right, reviewer, ...grade.right, remarks, replaces },
      ]);
    },
    AppealReview: ({ at, reviewId, by, reason }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const review = state.quality.reviews.find((one) => one.reviewId === reviewId);
      if (review === undefined) return E.left({ type: 'ReviewUnknown', reviewId });
      const { credited, replacedBy } = review;
      if (credited !== by) return E.left({ type: 'NotTheirReview', agent: by, credited });
      if (review.appealed) return E.right([]);
      if (replacedBy !== null) return E.left({ type: 'ReviewReplaced', reviewId, by: replacedBy });
      if (review.reason === 'appeal') return E.left({ type: 'AppealDecided', reviewId });
      return isUnsaid(reason)
        ? E.left({ type: 'RemarkMissing' })
        : E.right([{ type: 'QualityReviewAppealed', at, reviewId, by, reason }]);
    },
  },
  evolve: {
    QualityReviewRequested: ({ reviews }, { cycle, scorecard, credited, team, decision: { rulebook } }) => ({
      wanted: { cycle, scorecard, rulebook, credited, team },
      reviews,
    }),
    QualityReviewed: ({ wanted, reviews }, event) => {
      const { reviewId, reviewer, replaces } = event;
      const others = reviews.filter((one) => one.reviewId !== reviewId);
      const review = { ...reviewedIn(event), reviewId, reviewer, appealed: false, replacedBy: null };
      return {
        wanted,
        reviews: [
          ...(replaces === null ? others : changed(others, replaces.reviewId, { replacedBy: reviewId })),
          { ...review, reason: replaces?.reason ?? null },
        ],
      };
    },
    QualityReviewAppealed: ({ wanted, reviews }, { reviewId }) => ({
      wanted,
      reviews: changed(reviews, reviewId, { appealed: true }),
    }),
  },
  follow: {
    /** Not once it is resolved: what is rejected then is not done yet. */
    CaseClosed: ({ at }, state, rules) => {
      const { opening } = state.creation;
      const { cycle } = state.resolution;
      if (opening === null || state.quality.wanted?.cycle === cycle) return [];
      const rulebook = rules.at(at);
      const match = reviewWanted(rulebook, factsOf(state, rulebook), opening.number, cycle);
      if (match === undefined) return [];
      const { rule, decision } = match;
      const { holding, team } = state.assignment;
      const credited = holding?.agent ?? null;
      return [{ type: 'QualityReviewRequested', at, cycle, scorecard: rule.name, credited, team, decision }];
    },
  },
};
