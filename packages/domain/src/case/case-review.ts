import * as E from 'fp-ts/Either';
import type { AgentId, Personal, Text } from '@casebook/vocabulary';
import type { Dated, Variant } from '../message';
import type { CaseTopic } from './case';
import { ofCase, ofClosedCase, type CaseNotClosed, type CaseUnknown } from './gate';
import type { ReviewReplaced, ReviewUnknown } from './quality-review';
import { isUnsaid } from './said';

/** Who reads a report on a case. */
export type ReviewAudience = 'internal' | 'customer';

/** What a report says. */
export interface CaseReviewText {
  /** Why it came to the case. */
  readonly rootCause: Personal<Text>;
  /** What keeps it from coming to that again. */
  readonly prevention: Personal<Text>;
}

export interface CaseReviews {
  readonly slice: {
    /** In the order in which they were written. */
    readonly reports: ReadonlyArray<{
      readonly reviewId: Text;
      readonly audience: ReviewAudience;
      readonly by: AgentId;
      /** Null: it is not published. */
      readonly approvedBy: AgentId | null;
    }>;
  };
  readonly command:
    | Dated<'DraftCaseReview', { reviewId: Text; audience: ReviewAudience; by: AgentId } & CaseReviewText>
    | Dated<'PublishCaseReview', { reviewId: Text; approver: AgentId }>;
  readonly event:
    | Dated<'CaseReviewDrafted', { reviewId: Text; audience: ReviewAudience; by: AgentId } & CaseReviewText>
    | Dated<'CaseReviewPublished', { reviewId: Text; audience: ReviewAudience; approvedBy: AgentId }>;
  readonly rejection:
    | CaseUnknown
    | CaseNotClosed
    | ReviewUnknown
    | ReviewReplaced
    /** A report says both why it happened and what is done about it. */
    | Variant<'ReportIncomplete', { lacks: 'rootCause' | 'prevention' }>
    /** Nobody approves what they have written themselves. */
    | Variant<'SelfApproval', { agent: AgentId }>;
}

/** What is learned from a closed case: a report, published once somebody else than its author approves it. */
export const caseReviews: CaseTopic<CaseReviews> = {
  initial: { reports: [] },
  decide: {
    DraftCaseReview: ({ at, reviewId, audience, by, rootCause, prevention }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      if (state.caseReviews.reports.some((one) => one.reviewId === reviewId)) return E.right([]);
      const closed = ofClosedCase(state);
      if (E.isLeft(closed)) return closed;
      if (isUnsaid(rootCause)) return E.left({ type: 'ReportIncomplete', lacks: 'rootCause' });
      if (isUnsaid(prevention)) return E.left({ type: 'ReportIncomplete', lacks: 'prevention' });
      return E.right([{ type: 'CaseReviewDrafted', at, reviewId, audience, by, rootCause, prevention }]);
    },
    PublishCaseReview: ({ at, reviewId, approver }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const { reports } = state.caseReviews;
      const report = reports.find((one) => one.reviewId === reviewId);
      if (report === undefined) return E.left({ type: 'ReviewUnknown', reviewId });
      const { audience, by, approvedBy } = report;
      if (approvedBy !== null) return E.right([]);
      const latest = [...reports].reverse().find((one) => one.audience === audience) ?? report;
      if (latest !== report) return E.left({ type: 'ReviewReplaced', reviewId, by: latest.reviewId });
      const closed = ofClosedCase(state);
      if (E.isLeft(closed)) return closed;
      return by === approver
        ? E.left({ type: 'SelfApproval', agent: approver })
        : E.right([{ type: 'CaseReviewPublished', at, reviewId, audience, approvedBy: approver }]);
    },
  },
  evolve: {
    CaseReviewDrafted: ({ reports }, { reviewId, audience, by }) => ({
      reports: [...reports.filter((one) => one.reviewId !== reviewId), { reviewId, audience, by, approvedBy: null }],
    }),
    CaseReviewPublished: ({ reports }, { reviewId, approvedBy }) => ({
      reports: reports.map((one) => (one.reviewId === reviewId ? { ...one, approvedBy } : one)),
    }),
  },
};
