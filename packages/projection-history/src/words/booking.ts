import { duration as told } from './duration';
import { money } from './money';
import { given, phrase, say, written, type Words } from './saying';

const asked = {
  CSAT: 'how satisfied they are',
  CES: 'how easy it was',
  NPS: 'whether they would recommend us',
} as const;

export const booking: Words<
  'SurveyOffered' | 'SurveyAnswered' | 'EffortLogged' | 'CostRecorded' | 'EntryApproved' | 'EntryVoided'
> = {
  SurveyOffered: ({ event: { kind, credited } }) =>
    say(
      phrase(
        `asked the customer ${asked[kind]}`,
        given(credited, (agent) => `with ${agent}`),
      ),
    ),
  SurveyAnswered: ({ event: { score, remark } }) => say(`answered the survey with ${score}`, null, written(remark)),
  EffortLogged: ({ event: { agent, activity, duration, billable, price } }) =>
    say(
      phrase(
        `booked ${told(duration)} of ${activity} by ${agent}`,
        given(price, (one) => `for ${money(one)}`),
        billable ? null : 'that nobody is billed for',
      ),
    ),
  CostRecorded: ({ event: { kind, cost, memo } }) => say(`booked ${money(cost)} for ${kind}`, null, written(memo)),
  EntryApproved: ({ event: { entryId, approver } }) => say(`booked that ${approver} approves the entry ${entryId}`),
  EntryVoided: ({ event: { entryId, reason } }) => say(`made the entry ${entryId} void`, null, written(reason)),
};
