import type { CaseEvent } from '@casebook/domain';
import { count, instant, optional, personal, rowsOf, text, type RowOf } from '@casebook/projection';
import { unlessErased } from '@casebook/vocabulary';

const columns = {
  gap_id: text('names the gap in its case'),
  topic: personal(optional(text('what an article should be about; empty once erased'))),
  query: personal(optional(text('what somebody searched for in vain; empty where nobody did, and once erased'))),
  agent: optional(text('agent who missed it; empty where it was none')),
  since: instant('when it was reported'),
  until: optional(instant('when it was closed; empty while it is open')),
  outcome: optional(text('filled or declined; empty while it is open')),
  article: optional(text('article that fills it; empty where none does')),
  version: optional(count('of that article')),
  reason: personal(optional(text('why there will be no article; empty where there is one, and once erased'))),
};

type Rows = ReadonlyArray<RowOf<typeof columns>>;

/** What no article told those who worked on a case, and what became of it. */
export const knowledgeGaps = rowsOf<CaseEvent>()({
  name: 'knowledge_gaps',
  version: 1,
  comment: 'One row for each gap of knowledge that was found in working on a case, and what filled it',
  columns,
  key: ['gap_id'],
  lasts: { since: 'since', until: 'until', known: ['outcome', 'article', 'version', 'reason'] },
  indexes: [{ on: ['since'] }],
  on: {
    KnowledgeGapReported: (rows: Rows, { event, occurredAt }) => [
      ...rows.filter(({ gap_id }) => gap_id !== event.gapId),
      {
        gap_id: event.gapId,
        topic: unlessErased(event.topic) ?? null,
        query: event.query === null ? null : (unlessErased(event.query) ?? null),
        agent: event.by,
        since: occurredAt,
        until: null,
        outcome: null,
        article: null,
        version: null,
        reason: null,
      },
    ],
    KnowledgeGapClosed: (rows: Rows, { event: { gapId, article, reason }, occurredAt }) =>
      rows.map((row) =>
        row.gap_id === gapId && row.until === null
          ? {
              ...row,
              until: occurredAt,
              outcome: article === null ? 'declined' : 'filled',
              article: article?.article ?? null,
              version: article?.version ?? null,
              reason: reason === null ? null : (unlessErased(reason) ?? null),
            }
          : row,
      ),
  },
});
