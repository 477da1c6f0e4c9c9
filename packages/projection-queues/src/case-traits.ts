import { folded, standing, type CaseEvent, type Standing } from '@casebook/domain';
import { flag, instant, json, optional, personal, rowOf, text, type Recorded, type RowOf } from '@casebook/projection';
import { unlessErased, type Text } from '@casebook/vocabulary';

const columns = {
  customer: optional(text('customer whose case it is')),
  product: optional(text('product that it is about')),
  case_type: optional(text('case type in the rulebook')),
  category: optional(text('path in the taxonomy, from the general to the particular')),
  fields: json<{ readonly [field: string]: Text }>('custom fields that tell nothing about a person, by name'),
  subject: personal(optional(text('what it is about, in the words of whoever opened it; empty once erased'))),
  phase: text('open, resolved, closed, cancelled or merged'),
  open: flag('still to be resolved'),
  created_at: instant('when the case began'),
};

type Traits = RowOf<typeof columns>;

/** The phase alone: who took the case up and what it waits for is of no matter here. */
const turned = ({ phase }: Traits, { event }: Recorded<CaseEvent>): Partial<Traits> => {
  const before = phase as Standing['phase']; // is what this wrote
  const now = folded(standing, { ...standing.initial, phase: before }, event).phase;
  return { phase: now, open: now === 'open' };
};

const filled = (fields: Traits['fields']): Traits['fields'] =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));

/** What cases are likened to each other by: one row a case. */
export const caseTraits = rowOf<CaseEvent>()({
  name: 'case_traits',
  version: 1,
  comment: 'One row a case: what it is likened to others by, and whether it is still to be resolved',
  columns,
  indexes: [
    { on: ['customer', 'created_at'], where: 'open' },
    { on: ['product', 'created_at'], where: 'open' },
    { on: ['category', 'created_at'], where: 'open' },
    { on: ['created_at'], where: 'open' },
    { on: ['created_at'] },
  ],
  starts: {
    CaseCreated: ({ event, occurredAt }) => ({
      customer: event.customer,
      product: event.product,
      case_type: event.caseType,
      category: null,
      fields: filled(event.fields),
      subject: event.subject === null ? null : (unlessErased(event.subject) ?? null),
      phase: standing.initial.phase,
      open: true,
      created_at: occurredAt,
    }),
  },
  changes: {
    CaseDetailsRevised: ({ product, fields }, { event }) => ({
      product: event.product ?? product,
      fields: filled({ ...fields, ...event.fields }),
    }),
    CaseCategorized: (_, { event: { category } }) => ({ category }),
    CaseResolved: turned,
    CaseReopened: turned,
    CaseClosed: turned,
    CaseCancelled: turned,
    CaseMerged: turned,
    CaseUnmerged: turned,
  },
});
