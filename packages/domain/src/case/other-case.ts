import type { CaseId, CaseNumber, CustomerId } from '@casebook/vocabulary';
import type { CaseState } from './case';
import { statusOf, type Status } from './status';

/** What is known of another case when something is decided that concerns both: looked up outside, and given with the command. */
export interface OtherCase {
  readonly caseId: CaseId;
  readonly number: CaseNumber;
  readonly status: Status;
  readonly customer: CustomerId | null;
  /** The cases above it: its parent first, then the parent of that, and so on. */
  readonly above: ReadonlyArray<CaseId>;
}

/** What a decision about another case may know of this one; null where there is no case. */
export const otherCase = (
  caseId: CaseId,
  { creation: { opening }, standing }: CaseState,
  above: ReadonlyArray<CaseId>,
): OtherCase | null =>
  opening === null
    ? null
    : { caseId, number: opening.number, status: statusOf(standing), customer: opening.customer, above };
