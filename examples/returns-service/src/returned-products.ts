// #region read-model
import { flag, instant, optional, rowOf, text, type CaseEvent, type ViewOf } from '@casebook/casebook';

/** Which product came back, and what became of it. */
export const returnedProducts = rowOf<CaseEvent>()({
  name: 'returned_products',
  version: 1,
  comment: 'One row a return',
  columns: {
    number: text('number of the case'),
    product: optional(text('what came back; null where nobody said')),
    returned_at: instant('when it was reported'),
    outcome: optional(text('code of the solution that stands')),
    over: flag('nothing more is to be done'),
  },
  starts: {
    CaseCreated: ({ occurredAt, event: { number, product } }) => {
      return { number, product, returned_at: occurredAt, outcome: null, over: false };
    },
  },
  changes: {
    CaseResolved: (_, { event: { code } }) => ({ outcome: code }),
    CaseReopened: () => ({ outcome: null, over: false }),
    CaseClosed: () => ({ over: true }),
  },
});
// #endregion
