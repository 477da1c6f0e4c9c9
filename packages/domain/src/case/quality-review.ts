import type { AgentId, Personal, TeamId, Text } from '@casebook/vocabulary';
import type { Variant } from '../message';

/** Points for each criterion of a scorecard, by its name. */
export interface Scores {
  readonly [criterion: string]: number;
}

/** Points for one criterion, with what there was to get. */
export interface GradedScore {
  readonly criterion: Text;
  readonly score: number;
  readonly max: number;
  /** Its share of the total, in percent. */
  readonly weight: number;
  /** It fell short: of what the whole is passed at, or of what the criterion asks for at least. */
  readonly short: boolean;
}

/** What a review comes to. */
export interface Grade {
  /** In the order of the scorecard. */
  readonly scores: ReadonlyArray<GradedScore>;
  /** In hundredths of a percent, rounded down: 8750 is 87.5 %. */
  readonly total: number;
  readonly passed: boolean;
  /** The criterion that fails the whole, whatever the total; null: none does. */
  readonly failedBecause: Text | null;
}

/** What is reviewed, and by what. */
export interface ReviewedWork {
  /** The cycle of the case: 1 before the first reopening. */
  readonly cycle: number;
  readonly scorecard: Text;
  /** Version of the rulebook that has the scorecard. */
  readonly rulebook: number;
  /** Whose work it is: who had the case when it was closed. Null: nobody had it. */
  readonly credited: AgentId | null;
  readonly team: TeamId | null;
}

/** Why a review takes the place of another: to see whether two score alike, because its agent appealed, or since it was wrong. */
export type ReplacingReason = 'calibration' | 'appeal' | 'correction';

/** The review whose place another one takes. */
export interface Replacing {
  readonly reviewId: Text;
  readonly reason: ReplacingReason;
}

/** A review that was given, as far as deciding needs to know it. */
export interface QualityReview extends ReviewedWork {
  readonly reviewId: Text;
  readonly reviewer: AgentId;
  /** Why it took the place of another; null: it did not. */
  readonly reason: ReplacingReason | null;
  readonly appealed: boolean;
  /** The review that has taken its place; null: it stands. */
  readonly replacedBy: Text | null;
}

/** What somebody says who reviews. */
export interface Reviewing {
  readonly reviewId: Text;
  /** Null: that which was asked for, or that of the review whose place it takes. */
  readonly scorecard: Text | null;
  readonly reviewer: AgentId;
  readonly scores: Scores;
  readonly remarks: Personal<Text> | null;
  readonly replaces: Replacing | null;
}

/** The case has no such review. */
export type ReviewUnknown = Variant<'ReviewUnknown', { reviewId: Text }>;
/** Another one has taken its place. */
export type ReviewReplaced = Variant<'ReviewReplaced', { reviewId: Text; by: Text }>;

export const reviewedIn = ({ cycle, scorecard, rulebook, credited, team }: ReviewedWork): ReviewedWork => ({
  cycle,
  scorecard,
  rulebook,
  credited,
  team,
});
