import { given, phrase, say, written, type Words } from './saying';
import { replacedBecause, toAudience } from './terms';

/** Hundredths of a percent as people read them: 87.5 %. */
const percent = (hundredths: number): string => `${hundredths / 100} %`;

const workOf = (credited: string | null): string | null => given(credited, (agent) => `of ${agent}`);

export const reviewing: Words<
  'QualityReviewRequested' | 'QualityReviewed' | 'QualityReviewAppealed' | 'CaseReviewDrafted' | 'CaseReviewPublished'
> = {
  QualityReviewRequested: ({ event: { scorecard, credited } }) =>
    say(phrase('asked for a review of the work', workOf(credited), `by the scorecard ‘${scorecard}’`)),
  QualityReviewed: ({ event: { scorecard, credited, total, passed, failedBecause, remarks, replaces } }) =>
    say(
      phrase(
        'reviewed the work',
        workOf(credited),
        replaces === null ? null : 'anew',
        `by ‘${scorecard}’ with ${percent(total)}, ${passed ? 'passed' : 'not passed'}`,
        given(failedBecause, (criterion) => `because of ‘${criterion}’`),
      ),
      given(replaces, ({ reason }) => replacedBecause[reason]),
      written(remarks),
    ),
  QualityReviewAppealed: ({ event: { by, reviewId, reason } }) =>
    say(`told that ${by} appeals against the review ${reviewId}`, null, written(reason)),
  CaseReviewDrafted: ({ event: { audience, rootCause, prevention } }) =>
    say(
      `wrote a report on the case ${toAudience[audience]}`,
      null,
      `Root cause: ${written(rootCause) ?? ''}\nPrevention: ${written(prevention) ?? ''}`,
    ),
  CaseReviewPublished: ({ event: { audience, approvedBy } }) =>
    say(`published the report on the case ${toAudience[audience]}, which ${approvedBy} approves`),
};
