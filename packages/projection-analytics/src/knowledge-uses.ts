import type { CaseEvent } from '@casebook/domain';
import { count, instant, optional, rowsOf, text, type RowOf } from '@casebook/projection';

const columns = {
  use_id: text('names the use in its case'),
  article: text('names the article in the knowledge base'),
  version: count('of the article, from 1'),
  use: text('consulted, sent (to the customer), solved (it is the solution) or outdated (it is no longer true)'),
  agent: optional(text('agent who used it; empty where it was none')),
  cycle: count('the cycle of the case that it was used in: 1 before the first reopening'),
  since: instant('when it was used'),
  until: optional(
    instant('of a solution when the case was reopened: it did not hold; empty while it does, and for others'),
  ),
};

type Rows = ReadonlyArray<RowOf<typeof columns>>;

/** What articles were to cases: looked up, sent, the solution, outdated. */
export const knowledgeUses = rowsOf<CaseEvent>()({
  name: 'knowledge_uses',
  version: 1,
  comment: 'One row for each time that an article of a knowledge base was used for a case',
  columns,
  key: ['use_id'],
  lasts: { since: 'since', until: 'until' },
  indexes: [{ on: ['article', 'version'] }, { on: ['since'] }],
  on: {
    KnowledgeUsed: (rows: Rows, { event, occurredAt }) => [
      ...rows.filter(({ use_id }) => use_id !== event.useId),
      {
        use_id: event.useId,
        article: event.article,
        version: event.version,
        use: event.use,
        agent: event.by,
        cycle: event.cycle,
        since: occurredAt,
        until: null,
      },
    ],
    CaseReopened: (rows: Rows, { occurredAt }) =>
      rows.map((row) => (row.use === 'solved' && row.until === null ? { ...row, until: occurredAt } : row)),
  },
});
