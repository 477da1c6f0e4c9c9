import * as E from 'fp-ts/Either';
import type { CaseId, CaseNumber, CustomerId, Personal, Text } from '@casebook/vocabulary';
import type { Dated, Variant } from '../message';
import type { CaseTopic } from './case';
import { isOpen, ofCase, ofOpenCase, type CaseNotOpen, type CaseUnknown } from './gate';
import type { Naming, OtherCaseUnknown } from './links';
import type { Status } from './status';

/** The case that goes on in the place of this one. */
export interface Survivor {
  readonly into: CaseId;
  /** What people call it. */
  readonly number: CaseNumber;
}

export interface Merging {
  /** Null while the case stands for itself. */
  readonly slice: { readonly survivor: Survivor | null };
  readonly command:
    /** `acrossCustomers`: it is known that the other case is another customer's. */
    | Dated<'MergeCase', { into: CaseId; reason: Personal<Text> | null; acrossCustomers: boolean } & Naming>
    | Dated<'UnmergeCase', { reason: Personal<Text> | null }>;
  readonly event:
    | Dated<'CaseMerged', Survivor & { reason: Personal<Text> | null; acrossCustomers: boolean }>
    /** Of the case that it had gone into. */
    | Dated<'CaseUnmerged', Survivor & { reason: Personal<Text> | null }>;
  readonly rejection:
    | CaseUnknown
    | CaseNotOpen
    | OtherCaseUnknown
    | Variant<'MergeIntoItself'>
    /** Nobody would work on what is merged into it. */
    | Variant<'SurvivorNotOpen', { into: CaseId; status: Status }>
    /** Two customers' cases are merged only where that is said. */
    | Variant<'CustomersDiffer', { customer: CustomerId; other: CustomerId }>
    | Variant<'CaseNotMerged', { status: Status }>;
}

/**
 * A case that goes on in another one. It keeps all its events, and what comes to it is recorded there; what read models show
 * of both is joined when they are asked. So a merge is undone by saying so.
 */
export const merging: CaseTopic<Merging> = {
  initial: { survivor: null },
  decide: {
    MergeCase: ({ at, into, reason, acrossCustomers, caseId, other }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      if (status.right === 'Merged' && state.merging.survivor?.into === into) return E.right([]);
      if (into === caseId) return E.left({ type: 'MergeIntoItself' });
      const open = ofOpenCase(state);
      if (E.isLeft(open)) return open;
      if (other === null) return E.left({ type: 'OtherCaseUnknown', caseId: into });
      if (!isOpen(other.status)) return E.left({ type: 'SurvivorNotOpen', into, status: other.status });
      const customer = state.creation.opening?.customer ?? null;
      const differ = customer !== null && other.customer !== null && customer !== other.customer;
      return differ && !acrossCustomers
        ? E.left({ type: 'CustomersDiffer', customer, other: other.customer })
        : E.right([{ type: 'CaseMerged', at, into, number: other.number, reason, acrossCustomers: differ }]);
    },
    UnmergeCase: ({ at, reason }, state) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      const { survivor } = state.merging;
      return status.right === 'Merged' && survivor !== null
        ? E.right([{ type: 'CaseUnmerged', at, ...survivor, reason }])
        : E.left({ type: 'CaseNotMerged', status: status.right });
    },
  },
  evolve: {
    CaseMerged: (_, { into, number }) => ({ survivor: { into, number } }),
    CaseUnmerged: () => ({ survivor: null }),
  },
};
