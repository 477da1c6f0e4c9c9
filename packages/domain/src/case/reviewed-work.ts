import * as E from 'fp-ts/Either';
import type { AgentId, Instant, Text } from '@casebook/vocabulary';
import type { Variant } from '../message';
import type { Rules } from '../rulebook/rules';
import type { CaseState } from './case';
import { ofClosedCase, type CaseNotClosed, type CaseUnknown } from './gate';
import {
  reviewedIn,
  type Replacing,
  type ReviewedWork,
  type Reviewing,
  type ReviewReplaced,
  type ReviewUnknown,
} from './quality-review';
import { isUnsaid } from './said';

/** Why there is nothing that this review could be of. */
export type NothingToReview =
  | CaseUnknown
  | CaseNotClosed
  | ReviewUnknown
  | ReviewReplaced
  /** No review was asked for, and no scorecard is named. */
  | Variant<'ScorecardMissing'>
  /** What takes the place of a review goes by the same scorecard. */
  | Variant<'OtherScorecard', { scorecard: Text }>
  /** This work has been reviewed by this scorecard: another review takes its place, and says why. */
  | Variant<'ReviewStands', { reviewId: Text }>
  /** Whoever gave the first review gives no second one, but to correct it. */
  | Variant<'SameReviewer', { agent: AgentId }>
  /** An appeal is decided before anything else takes the place of the review. */
  | Variant<'AppealOpen', { reviewId: Text }>
  | Variant<'NotAppealed', { reviewId: Text }>
  | Variant<'RemarkMissing'>;

type Work = E.Either<NothingToReview, ReviewedWork>;

/** What a first review is of: the cycle that has just been closed. */
export const worked = (
  { at, scorecard: named }: Reviewing & { readonly at: Instant },
  state: CaseState,
  rules: Rules,
): Work => {
  const status = ofClosedCase(state);
  if (E.isLeft(status)) return status;
  const {
    assignment: { holding, team },
    resolution: { cycle },
    quality: { wanted: last, reviews },
  } = state;
  const wanted = last?.cycle === cycle ? last : null;
  const scorecard = named ?? wanted?.scorecard;
  if (scorecard === undefined) return E.left({ type: 'ScorecardMissing' });
  const before = reviews.find((one) => one.cycle === cycle && one.scorecard === scorecard && one.replacedBy === null);
  if (before !== undefined) return E.left({ type: 'ReviewStands', reviewId: before.reviewId });
  if (wanted?.scorecard === scorecard) return E.right(wanted);
  const had = wanted ?? { credited: holding?.agent ?? null, team };
  return E.right({ cycle, scorecard, rulebook: rules.at(at).version, credited: had.credited, team: had.team });
};

/** What a review is of that takes the place of another: the same work, by the same scorecard. */
export const workedBefore = (
  { scorecard, reviewer, remarks }: Reviewing,
  { reviewId, reason }: Replacing,
  { quality: { reviews } }: CaseState,
): Work => {
  const before = reviews.find((one) => one.reviewId === reviewId);
  if (before === undefined) return E.left({ type: 'ReviewUnknown', reviewId });
  if (before.replacedBy !== null) return E.left({ type: 'ReviewReplaced', reviewId, by: before.replacedBy });
  if (before.appealed && reason !== 'appeal') return E.left({ type: 'AppealOpen', reviewId });
  if (!before.appealed && reason === 'appeal') return E.left({ type: 'NotAppealed', reviewId });
  if (reason !== 'correction' && before.reviewer === reviewer) return E.left({ type: 'SameReviewer', agent: reviewer });
  if (scorecard !== null && scorecard !== before.scorecard)
    return E.left({ type: 'OtherScorecard', scorecard: before.scorecard });
  return isUnsaid(remarks) ? E.left({ type: 'RemarkMissing' }) : E.right(reviewedIn(before));
};
