import { textOf } from '@casebook/vocabulary';
import type { Of } from '../message';
import { ada, ben, closed, hour, later, opened, resolved } from '../testing/examples';
import { given } from '../testing/given';
import { caseDecider, type CaseCommand, type CaseEvent } from './case';

const over = [...opened, resolved, closed];
const draft: Of<CaseCommand, 'DraftCaseReview'> = {
  type: 'DraftCaseReview',
  at: later(hour),
  reviewId: textOf('report-1'),
  audience: 'customer',
  by: ada,
  rootCause: textOf('A bad series of panels.'),
  prevention: textOf('The series was called back.'),
};
const drafted: Of<CaseEvent, 'CaseReviewDrafted'> = { ...draft, type: 'CaseReviewDrafted' };
const publish: Of<CaseCommand, 'PublishCaseReview'> = {
  type: 'PublishCaseReview',
  at: later(2 * hour),
  reviewId: textOf('report-1'),
  approver: ben,
};
const published: Of<CaseEvent, 'CaseReviewPublished'> = {
  type: 'CaseReviewPublished',
  at: later(2 * hour),
  reviewId: textOf('report-1'),
  audience: 'customer',
  approvedBy: ben,
};

describe('a report on a case', () => {
  test('is written once the case is closed, and says why it happened and what is done about it', () => {
    given(caseDecider, ...over)
      .when(draft)
      .yields(drafted);
    given(caseDecider, ...over, drafted)
      .when(draft)
      .yieldsNothing();
    given(caseDecider, ...opened, resolved)
      .when(draft)
      .isRefused({ type: 'CaseNotClosed', status: 'Resolved' });
    given(caseDecider, ...over)
      .when({ ...draft, prevention: textOf(' ') })
      .isRefused({ type: 'ReportIncomplete', lacks: 'prevention' });
  });
  test('is published once somebody else than its author approves it', () => {
    given(caseDecider, ...over, drafted)
      .when(publish)
      .yields(published);
    given(caseDecider, ...over, drafted, published)
      .when(publish)
      .yieldsNothing();
    given(caseDecider, ...over, drafted)
      .when({ ...publish, approver: ada })
      .isRefused({ type: 'SelfApproval', agent: ada });
    given(caseDecider, ...over)
      .when(publish)
      .isRefused({ type: 'ReviewUnknown', reviewId: textOf('report-1') });
  });
  test('gives way to a later one for the same readers, and to no other', () => {
    const second = { ...drafted, reviewId: textOf('report-2') };
    given(caseDecider, ...over, drafted, second)
      .when(publish)
      .isRefused({ type: 'ReviewReplaced', reviewId: textOf('report-1'), by: textOf('report-2') });
    given(caseDecider, ...over, drafted, { ...second, audience: 'internal' })
      .when(publish)
      .yields(published);
  });
});
