import type { CaseEvent } from '@casebook/domain';
import { count, instant, optional, personal, rowsOf, text, type RowOf } from '@casebook/projection';
import { unlessErased } from '@casebook/vocabulary';

const columns = {
  survey_id: text('names the survey in its case'),
  cycle: count('the cycle of the case that it asks about: 1 before the first reopening'),
  kind: text('CSAT (how satisfied, 1 to 5), CES (how easy, 1 to 7) or NPS (would recommend, 0 to 10)'),
  rule: text('rule of the rulebook that asked'),
  credited: optional(text('agent who had the case when the customer was asked; empty where nobody had')),
  since: instant('when the customer was asked'),
  expires_at: optional(instant('from when on it cannot be answered; empty where it always can')),
  until: optional(instant('when it was answered; empty while it is not')),
  score: optional(count('the answer; empty while there is none')),
  remark: personal(optional(text('what the customer wrote with it; empty once erased'))),
};

type Rows = ReadonlyArray<RowOf<typeof columns>>;

/** What customers were asked about their case, and what they answered. */
export const surveys = rowsOf<CaseEvent>()({
  name: 'surveys',
  version: 1,
  comment: 'One row for each survey that a customer was asked to answer, with the answer',
  columns,
  key: ['survey_id'],
  lasts: { since: 'since', until: 'until', known: ['score', 'remark'] },
  indexes: [{ on: ['since'] }],
  on: {
    SurveyOffered: (rows: Rows, { event, occurredAt }) => [
      ...rows.filter(({ survey_id }) => survey_id !== event.surveyId),
      {
        survey_id: event.surveyId,
        cycle: event.cycle,
        kind: event.kind,
        rule: event.decision.rule,
        credited: event.credited,
        since: occurredAt,
        expires_at: event.expiresAt,
        until: null,
        score: null,
        remark: null,
      },
    ],
    SurveyAnswered: (rows: Rows, { event: { surveyId, score, remark }, occurredAt }) =>
      rows.map((row) =>
        row.survey_id === surveyId && row.until === null
          ? { ...row, until: occurredAt, score, remark: remark === null ? null : (unlessErased(remark) ?? null) }
          : row,
      ),
  },
});
