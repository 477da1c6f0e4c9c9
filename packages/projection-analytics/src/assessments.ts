import type { CaseEvent } from '@casebook/domain';
import { count, instant, optional, rowsOf, text, type Recorded, type RowOf } from '@casebook/projection';

const columns = {
  assessment_id: text('names the assessment in its case'),
  kind: text('category, complexity, duplicate, intent, language, risk or sentiment'),
  value: text('what was suggested: of a duplicate the number of the other case'),
  confidence: count('how sure the assessor was, in percent'),
  assessor: text('who suggested it: the name of a program'),
  version: text('of the assessor'),
  about: optional(text('message or note that it speaks of; empty for the case as a whole')),
  since: instant('when it was said'),
  until: optional(instant('when it was taken up, or the same assessor said otherwise; empty while it stands')),
  ended: optional(text('taken up or replaced; empty while it stands')),
};

type Rows = ReadonlyArray<RowOf<typeof columns>>;

/** Whoever decides names what led to it: the assessment is over where that is what did. */
const takenUp = (rows: Rows, { causationId, occurredAt }: Recorded<CaseEvent>): Rows =>
  causationId !== null && rows.some((row) => row.until === null && row.assessment_id === causationId)
    ? rows.map((row) =>
        row.until === null && row.assessment_id === causationId
          ? { ...row, until: occurredAt, ended: 'taken up' }
          : row,
      )
    : rows;

/** What machines made of each case, and what became of it. */
export const assessments = rowsOf<CaseEvent>()({
  name: 'assessments',
  version: 1,
  comment: 'One row for each assessment of a case: what a program suggested, how sure it was, and what became of it',
  columns,
  key: ['assessment_id'],
  lasts: { since: 'since', until: 'until', known: ['ended'] },
  indexes: [{ on: ['kind', 'assessor', 'since'] }],
  on: {
    AssessmentRecorded: (rows, { event, occurredAt }) => {
      const { assessmentId, kind, value, confidence, assessor, about } = event;
      if (rows.some((row) => row.assessment_id === assessmentId)) return rows;
      const said = {
        assessment_id: assessmentId,
        kind,
        value,
        confidence: Math.round(confidence * 100),
        assessor: assessor.name,
        version: assessor.version,
        about,
        since: occurredAt,
        until: null,
        ended: null,
      };
      const isReplaced = (row: Rows[number]): boolean =>
        row.until === null && row.kind === kind && row.assessor === assessor.name;
      return [...rows.map((row) => (isReplaced(row) ? { ...row, until: occurredAt, ended: 'replaced' } : row)), said];
    },
    CaseDetailsRevised: takenUp,
    CaseCategorized: takenUp,
    CasePrioritized: takenUp,
    CaseRouted: takenUp,
    CaseCancelled: takenUp,
    CaseEscalated: takenUp,
    MessageSent: takenUp,
  },
});
