import type { CaseEvent } from '@casebook/domain';
import { instant, optional, personal, rowsOf, text, type RowOf } from '@casebook/projection';
import { unlessErased, type Text } from '@casebook/vocabulary';

const columns = {
  consultation_id: text('names the consultation in its case'),
  agent: optional(text('agent who is asked; empty for others')),
  team: optional(text('team that is asked; empty for others')),
  name: personal(optional(text('who is asked, of somebody outside the desk; empty once erased'))),
  address: personal(
    optional(text('where somebody outside the desk is reached; empty where nobody says, and once erased')),
  ),
  question: personal(optional(text('what is asked; empty once erased'))),
  asked_by: optional(text('agent who asks; empty where it is none')),
  since: instant('when it was asked'),
  until: optional(instant('when it was over; empty while it is open')),
  ended: optional(text('answered, withdrawn or caseOver; empty while it is open')),
  answered_by: optional(text('agent who answered; empty before, and for somebody outside the desk')),
  answer: personal(optional(text('what was answered; empty before, and once erased'))),
};

type Row = RowOf<typeof columns>;
type Rows = ReadonlyArray<Row>;

const ended = (rows: Rows, id: Text, change: Partial<Row>): Rows =>
  rows.map((row) => (row.consultation_id === id && row.until === null ? { ...row, ...change } : row));

/** What was asked aside about a case, and answered. */
export const consultations = rowsOf<CaseEvent>()({
  name: 'consultations',
  version: 1,
  comment: 'One row for each question about a case that somebody who has not got it was asked, with the answer',
  columns,
  key: ['consultation_id'],
  lasts: { since: 'since', until: 'until', known: ['ended', 'answered_by', 'answer'] },
  indexes: [{ on: ['agent', 'since'] }, { on: ['team', 'since'] }],
  on: {
    ConsultationStarted: (rows, { event, occurredAt }) => [
      ...rows.filter(({ consultation_id }) => consultation_id !== event.consultationId),
      {
        consultation_id: event.consultationId,
        agent: event.agent,
        team: event.team,
        name: event.name === null ? null : (unlessErased(event.name) ?? null),
        address: event.address === null ? null : (unlessErased(event.address) ?? null),
        question: unlessErased(event.question) ?? null,
        asked_by: event.by,
        since: occurredAt,
        until: null,
        ended: null,
        answered_by: null,
        answer: null,
      },
    ],
    ConsultationAnswered: (rows, { event: { consultationId, by, answer }, occurredAt }) =>
      ended(rows, consultationId, {
        until: occurredAt,
        ended: 'answered',
        answered_by: by,
        answer: unlessErased(answer) ?? null,
      }),
    ConsultationEnded: (rows, { event: { consultationId, reason }, occurredAt }) =>
      ended(rows, consultationId, { until: occurredAt, ended: reason }),
  },
});
