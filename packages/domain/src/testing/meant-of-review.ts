import * as E from 'fp-ts/Either';
import { textOf, type AgentId, type Instant } from '@casebook/vocabulary';
import type { CaseCommand, CaseState } from '../case/case';
import { ofAcceptedCase, ofClosedCase } from '../case/gate';
import type { Of } from '../message';
import { agents, criteria, scorecard } from './words';

type Given<T extends CaseCommand['type']> = Of<CaseCommand, T>;

const otherThan = (...not: ReadonlyArray<AgentId | null>): AgentId | undefined =>
  agents.find((agent) => !not.includes(agent));

const standing = ({ quality: { reviews } }: CaseState) => reviews.find(({ replacedBy }) => replacedBy === null);

/** What comes next of a closed case: a review, a report, an appeal, and what decides them. */
const nextOf = (at: Instant, state: CaseState): CaseCommand | undefined => {
  const { reports } = state.caseReviews;
  const review = standing(state);
  const report = reports.at(-1);
  const reviewId = textOf(`review-${state.quality.reviews.length + 1}`);
  const reviewer = otherThan(review?.credited ?? state.assignment.holding?.agent ?? null, review?.reviewer ?? null);
  const given = { type: 'ReviewQuality', at, reviewId, scores: criteria, remarks: textOf('Looked at it.') } as const;
  if (reviewer === undefined) return undefined;
  if (review === undefined) return { ...given, scorecard, reviewer, replaces: null };
  if (!review.appealed && review.reason !== 'appeal' && review.credited !== null)
    return {
      type: 'AppealReview',
      at,
      reviewId: review.reviewId,
      by: review.credited,
      reason: textOf('It was not so.'),
    };
  if (report === undefined)
    return {
      type: 'DraftCaseReview',
      at,
      reviewId: textOf(`report-${reports.length + 1}`),
      audience: 'internal',
      by: reviewer,
      rootCause: textOf('A bad series.'),
      prevention: textOf('It was called back.'),
    };
  const approver = otherThan(report.by);
  if (report.approvedBy === null && approver !== undefined)
    return { type: 'PublishCaseReview', at, reviewId: report.reviewId, approver };
  return review.appealed
    ? { ...given, scorecard: null, reviewer, replaces: { reviewId: review.reviewId, reason: 'appeal' } }
    : undefined;
};

/** The command for a review that is there; a case that somebody works on is closed first. */
export const meantOfReview = (
  command: Given<'ReviewQuality' | 'AppealReview' | 'DraftCaseReview' | 'PublishCaseReview'>,
  state: CaseState,
): CaseCommand =>
  command.type === 'ReviewQuality' && E.isRight(ofAcceptedCase(state))
    ? { type: 'CloseCase', at: command.at, by: 'customer', code: null, notes: null }
    : (nextOf(command.at, state) ?? command);

/** In the place of a command that a closed case has no use for: what is still to be said of how it was handled. */
export const onceClosed = (command: CaseCommand, state: CaseState): CaseCommand =>
  E.isRight(ofClosedCase(state)) ? (nextOf(command.at, state) ?? command) : command;
