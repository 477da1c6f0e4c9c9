import { AgentId, literal, textOf } from '@casebook/vocabulary';
import type { Of } from '../message';
import { plainRulebook } from '../rulebook/plain';
import { ada, at, ben, closed, day, later, opened, resolved, support } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseCommand, type CaseEvent, type CaseRejection } from './case';

const cleo = literal(AgentId, 'cleo');
const card = {
  name: textOf('handling'),
  when: { all: [] },
  criteria: [
    { name: textOf('tone'), text: null, weight: 30, max: 5, failsBelow: 2 },
    { name: textOf('answer'), text: null, weight: 70, max: 3, failsBelow: null },
  ],
  passAt: 80,
  sample: { percent: 100, seed: textOf('spring') },
} as const;
const rules = { ...plainRulebook, version: 3, scorecards: [card] };
const over = { ...closed, rulebook: 3 };
const close: Of<CaseCommand, 'CloseCase'> = { type: 'CloseCase', at, by: 'customer', code: null, notes: null };

const requested: Of<CaseEvent, 'QualityReviewRequested'> = {
  type: 'QualityReviewRequested',
  at,
  cycle: 1,
  scorecard: textOf('handling'),
  credited: ada,
  team: support,
  decision: {
    rulebook: 3,
    rule: textOf('handling'),
    inputs: { seed: textOf('spring'), drawn: textOf('95') },
    alternatives: [],
    because: textOf('it holds for every case, and 95 was drawn for it, of 0 to 99: less than 100'),
  },
};
const review: Of<CaseCommand, 'ReviewQuality'> = {
  type: 'ReviewQuality',
  at: later(day),
  reviewId: textOf('review-1'),
  scorecard: null,
  reviewer: ben,
  scores: { tone: 4, answer: 3 },
  remarks: null,
  replaces: null,
};
const reviewed: Of<CaseEvent, 'QualityReviewed'> = {
  type: 'QualityReviewed',
  at: later(day),
  reviewId: textOf('review-1'),
  cycle: 1,
  scorecard: textOf('handling'),
  rulebook: 3,
  credited: ada,
  team: support,
  reviewer: ben,
  scores: [
    { criterion: textOf('tone'), score: 4, max: 5, weight: 30, short: false },
    { criterion: textOf('answer'), score: 3, max: 3, weight: 70, short: false },
  ],
  total: 9_400,
  passed: true,
  failedBecause: null,
  remarks: null,
  replaces: null,
};
const done = [...opened, resolved, over, requested];
const appeal: Of<CaseCommand, 'AppealReview'> = {
  type: 'AppealReview',
  at: later(2 * day),
  reviewId: textOf('review-1'),
  by: ada,
  reason: textOf('The customer shouted first.'),
};
const appealed: Of<CaseEvent, 'QualityReviewAppealed'> = { ...appeal, type: 'QualityReviewAppealed' };
const again: Of<CaseCommand, 'ReviewQuality'> = {
  ...review,
  at: later(3 * day),
  reviewId: textOf('review-2'),
  reviewer: cleo,
  remarks: textOf('So it was.'),
  scores: { tone: 5, answer: 3 },
  replaces: { reviewId: textOf('review-1'), reason: 'appeal' },
};
const decided: Of<CaseEvent, 'QualityReviewed'> = {
  ...reviewed,
  at: again.at,
  reviewId: again.reviewId,
  reviewer: cleo,
  scores: reviewed.scores.map((one) => (one.max === 5 ? { ...one, score: 5 } : one)),
  total: 10_000,
  remarks: again.remarks,
  replaces: again.replaces,
};
const reopened: Of<CaseEvent, 'CaseReopened'> = { type: 'CaseReopened', at, cycle: 2, cause: 'agent', reason: null };

describe('a review of quality', () => {
  test('is asked for once the case is closed, where chance picks it, and says why', () => {
    given(caseDecider, ...opened, resolved)
      .under(rules)
      .when(close)
      .yields(over, requested);
    const none = { ...rules, scorecards: [{ ...card, sample: null }] };
    given(caseDecider, ...opened, resolved)
      .under(none)
      .when(close)
      .yields(over);
  });
  test('is asked for as well of a case that time has closed', () => {
    const closing = { closesAt: later(day), reopenableUntil: later(2 * day), rulebook: 3 };
    given(caseDecider, ...opened, { ...resolved, ...closing })
      .under(rules)
      .whenTimeIs(later(day))
      .timeBrings(
        { ...over, at: later(day), by: 'autoClose', reopenableUntil: later(2 * day) },
        { ...requested, at: later(day) },
      );
  });
  test('scores each criterion, and is passed by its total', () => {
    given(caseDecider, ...done)
      .under(rules)
      .when(review)
      .yields(reviewed);
    given(caseDecider, ...done, reviewed)
      .under(rules)
      .when(review)
      .yieldsNothing();
  });
  test('fails by one criterion alone, whatever the total', () => {
    const [tone, answer] = reviewed.scores;
    if (tone === undefined || answer === undefined) throw new Error('there are two');
    given(caseDecider, ...done)
      .under(rules)
      .when({ ...review, scores: { tone: 1, answer: 3 } })
      .yields({
        ...reviewed,
        scores: [{ ...tone, score: 1, short: true }, answer],
        total: 7_600,
        passed: false,
        failedBecause: textOf('tone'),
      });
  });
  test('needs a score for each criterion, and for nothing else', () => {
    const isRefused = (scores: typeof review.scores, because: CaseRejection) =>
      given(caseDecider, ...done)
        .under(rules)
        .when({ ...review, scores })
        .isRefused(because);
    isRefused({ tone: 4 }, { type: 'CriterionMissing', criterion: textOf('answer') });
    isRefused({ tone: 4, answer: 3, speed: 1 }, { type: 'CriterionUnknown', criterion: textOf('speed') });
    for (const tone of [-1, 6, 2.5])
      isRefused({ tone, answer: 3 }, { type: 'ScoreOutOfRange', criterion: textOf('tone'), max: 5 });
  });
  test('is of a closed case, by a scorecard of the rulebook, and not by whoever had the case', () => {
    given(caseDecider, ...opened, resolved)
      .under(rules)
      .when(review)
      .isRefused({ type: 'CaseNotClosed', status: 'Resolved' });
    given(caseDecider, ...opened, resolved, over)
      .under(rules)
      .when(review)
      .isRefused({ type: 'ScorecardMissing' });
    given(caseDecider, ...done)
      .under(rules)
      .when({ ...review, scorecard: textOf('sales') })
      .isRefused({ type: 'ScorecardUnknown', scorecard: textOf('sales'), rulebook: 3 });
    given(caseDecider, ...done)
      .under(rules)
      .when({ ...review, reviewer: ada })
      .isRefused({ type: 'OwnWork', agent: ada });
  });
  test('is given once for each cycle, and again after a reopening', () => {
    given(caseDecider, ...done, reviewed)
      .under(rules)
      .when({ ...review, reviewId: textOf('review-2') })
      .isRefused({ type: 'ReviewStands', reviewId: textOf('review-1') });
    given(caseDecider, ...done, reviewed, reopened, { ...resolved, cycle: 2 }, over)
      .under(rules)
      .when({ ...review, reviewId: textOf('review-2'), scorecard: textOf('handling') })
      .yields({ ...reviewed, reviewId: textOf('review-2'), cycle: 2 });
  });
});

describe('an appeal', () => {
  test('is made by whose work it is, with the reason', () => {
    given(caseDecider, ...done, reviewed)
      .when(appeal)
      .yields(appealed);
    given(caseDecider, ...done, reviewed, appealed)
      .when(appeal)
      .yieldsNothing();
    given(caseDecider, ...done, reviewed)
      .when({ ...appeal, by: cleo })
      .isRefused({ type: 'NotTheirReview', agent: cleo, credited: ada });
    given(caseDecider, ...done, reviewed)
      .when({ ...appeal, reason: textOf(' ') })
      .isRefused({ type: 'RemarkMissing' });
    given(caseDecider, ...done)
      .when(appeal)
      .isRefused({ type: 'ReviewUnknown', reviewId: textOf('review-1') });
  });
  test('is decided by another review of somebody else, which takes the place of the first, also once the case is reopened', () => {
    given(caseDecider, ...done, reviewed, appealed, reopened)
      .under(rules)
      .when(again)
      .yields(decided);
    given(caseDecider, ...done, reviewed, appealed)
      .under(rules)
      .when({ ...again, reviewer: ben })
      .isRefused({ type: 'SameReviewer', agent: ben });
    given(caseDecider, ...done, reviewed, appealed)
      .under(rules)
      .when({ ...again, remarks: null })
      .isRefused({ type: 'RemarkMissing' });
    given(caseDecider, ...done, reviewed)
      .under(rules)
      .when(again)
      .isRefused({ type: 'NotAppealed', reviewId: textOf('review-1') });
    given(caseDecider, ...done, reviewed, appealed)
      .under(rules)
      .when({ ...again, replaces: { reviewId: textOf('review-1'), reason: 'correction' } })
      .isRefused({ type: 'AppealOpen', reviewId: textOf('review-1') });
  });
  test('is decided once', () => {
    given(caseDecider, ...done, reviewed, appealed, decided)
      .when({ ...appeal, reviewId: textOf('review-2') })
      .isRefused({ type: 'AppealDecided', reviewId: textOf('review-2') });
    given(caseDecider, ...done, reviewed, appealed, decided)
      .under(rules)
      .when({ ...again, reviewId: textOf('review-3') })
      .isRefused({ type: 'ReviewReplaced', reviewId: textOf('review-1'), by: textOf('review-2') });
  });
});

test('a review that was wrong is corrected by whoever gave it, and calibrated by another one, by the same scorecard', () => {
  const correction = {
    ...again,
    reviewer: ben,
    replaces: { reviewId: textOf('review-1'), reason: 'correction' },
  } as const;
  given(caseDecider, ...done, reviewed)
    .under(rules)
    .when(correction)
    .yields({ ...decided, reviewer: ben, replaces: correction.replaces });
  const calibration = { ...correction, replaces: { reviewId: textOf('review-1'), reason: 'calibration' } } as const;
  given(caseDecider, ...done, reviewed)
    .under(rules)
    .when(calibration)
    .isRefused({ type: 'SameReviewer', agent: ben });
  given(caseDecider, ...done, reviewed)
    .under(rules)
    .when({ ...calibration, reviewer: cleo, scorecard: textOf('sales') })
    .isRefused({ type: 'OtherScorecard', scorecard: textOf('handling') });
});
