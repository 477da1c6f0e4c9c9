import * as E from 'fp-ts/Either';
import type { CustomerId } from '@casebook/vocabulary';
import type { Affected, IssueTopic, MajorIssueState } from './issue';
import { ofMajorIssue } from './issue-status';

/** Customers who are affected and have had no case of the issue yet, in the order in which they were found. */
export const withoutCase = ({ affected, attachments }: MajorIssueState): ReadonlyArray<CustomerId> =>
  affected.customers.filter((customer) => !attachments.served.includes(customer));

/** Who is affected: found in batches, each looked for once, and each customer named by one of them. */
export const affected: IssueTopic<Affected> = {
  initial: { batches: [], customers: [] },
  decide: {
    IdentifyAffected: ({ at, batch, criteria, source, customers, excluded }, state) => {
      if (state.affected.batches.includes(batch)) return E.right([]);
      const status = ofMajorIssue(state);
      if (E.isLeft(status)) return status;
      const known = new Set([...state.affected.customers, ...excluded.map(({ customer }) => customer)]);
      const fresh = [...new Set(customers)].filter((customer) => !known.has(customer));
      return E.right([
        { type: 'AffectedCustomersIdentified', at, batch, criteria, source, customers: fresh, excluded },
      ]);
    },
  },
  evolve: {
    AffectedCustomersIdentified: ({ batches, customers }, { batch, customers: found }) => ({
      batches: batches.includes(batch) ? batches : [...batches, batch],
      customers: [...new Set([...customers, ...found])],
    }),
  },
};
