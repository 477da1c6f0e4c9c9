// #region read-model
import type { CaseEvent } from '@casebook/domain';
import { flag, instant, optional, rowOf, text } from '@casebook/projection';

/** One row a return: which product came back, and what became of it. */
export const returnedProducts = rowOf<CaseEvent>()({
  name: 'returned_products',
  version: 1,
  comment: 'One row a return',
  columns: {
    number: text('number of the case'),
    product: text('what came back'),
    returned_at: instant('when it was reported'),
    outcome: optional(text('code of the solution that stands')),
    over: flag('nothing more is to be done'),
  },
  starts: {
    CaseCreated: ({ event: { number, product }, occurredAt }) => ({
      number,
      product: product ?? 'unknown',
      returned_at: occurredAt,
      outcome: null,
      over: false,
    }),
  },
  changes: {
    CaseResolved: (_, { event }) => ({ outcome: event.code }),
    CaseReopened: () => ({ outcome: null, over: false }),
    CaseClosed: () => ({ over: true }),
  },
});
// #endregion
