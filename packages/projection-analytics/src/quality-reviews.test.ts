import type { CaseEvent } from '@casebook/domain';
import { happened } from '@casebook/domain/testing';
import { fold } from '@casebook/projection';
import { recorded } from '@casebook/projection/contract';
import { textOf } from '@casebook/vocabulary';
import { qualityReviews } from './quality-reviews';
import { qualityScores } from './quality-scores';

const requested = happened('QualityReviewRequested', '2026-06-15T09:00', { credited: 'ada' });
const score = { criterion: textOf('tone'), score: 3, max: 5, weight: 100, short: true };
const reviewed = (at: string, reviewId: string, fields: object = {}) =>
  happened('QualityReviewed', at, { credited: 'ada', reviewId, scores: [score], total: 6_000, ...fields });
const again = reviewed('2026-06-15T12:00', 'review-2', {
  replaces: { reviewId: textOf('review-1'), reason: 'appeal' },
});
const reviews = (...events: ReadonlyArray<CaseEvent>) => fold(qualityReviews, [], recorded(events));

describe('the reviews of the quality of a case', () => {
  test('begin with what is asked for, and the first review answers it', () => {
    expect(reviews(requested)).toMatchObject([{ n: 1, review_id: null, requested_at: '2026-06-15T09:00:00.000Z' }]);
    expect(reviews(requested, reviewed('2026-06-15T10:00', 'review-1'))).toMatchObject([
      {
        n: 1,
        requested_at: '2026-06-15T09:00:00.000Z',
        review_id: 'review-1',
        reviewed_at: '2026-06-15T10:00:00.000Z',
        until: null,
      },
    ]);
  });

  test('are other ones where nobody asked for them', () => {
    expect(reviews(requested, reviewed('2026-06-15T10:00', 'review-1', { scorecard: 'letters' }))).toMatchObject([
      { n: 1, review_id: null },
      { n: 2, review_id: 'review-1', requested_at: null },
    ]);
  });

  test('are no longer asked for once the case is reopened', () => {
    expect(reviews(requested, happened('CaseReopened', '2026-06-15T10:00'))).toMatchObject([
      { review_id: null, until: '2026-06-15T10:00:00.000Z' },
    ]);
  });

  test('end with those that take their place, which say why', () => {
    const first = reviewed('2026-06-15T10:00', 'review-1');
    const appealed = happened('QualityReviewAppealed', '2026-06-15T11:00');
    expect(reviews(requested, first, appealed, again)).toMatchObject([
      { appealed_at: '2026-06-15T11:00:00.000Z', until: '2026-06-15T12:00:00.000Z', replaced_by: 'review-2' },
      { review_id: 'review-2', reason: 'appeal', replaces: 'review-1', until: null },
    ]);
    expect(fold(qualityScores, [], recorded([first, appealed, again]))).toMatchObject([
      { review_id: 'review-1', until: '2026-06-15T12:00:00.000Z' },
      { review_id: 'review-2', until: null },
    ]);
  });
});
