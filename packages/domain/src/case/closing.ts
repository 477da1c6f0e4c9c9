import * as E from 'fp-ts/Either';
import { plus, type Instant, type Personal, type Text } from '@casebook/vocabulary';
import type { Dated, Variant } from '../message';
import { allowsCode } from '../rulebook/allowed';
import type { Rules } from '../rulebook/rules';
import { approvalOutstanding, type ApprovalOutstanding } from './approval';
import type { CaseTopic } from './case';
import { ofCase, ofOpenCase, type CaseNotAccepted, type CaseNotOpen, type CaseUnknown } from './gate';
import { fieldLacking, type FieldMissing } from './required-fields';
import { isUnsaid } from './said';
import { statusOf } from './status';

/** Who closed the case; `autoClose` is the time that its solution has stood. */
export type ClosedBy = 'customer' | 'agent' | 'autoClose' | 'unstated';
/** Why it should not have been a case. */
export type CancelReason = 'withdrawn' | 'spam' | 'openedInError' | 'duplicate' | 'unstated';

export interface Closing {
  readonly slice: {
    /** Until when, not included, the case can be reopened once it is closed; null: never. */
    readonly reopenableUntil: Instant | null;
  };
  readonly command:
    /** An agent who closes what is not resolved gives notes; a customer need not. */
    | Dated<'CloseCase', { by: 'customer' | 'agent'; code: Text | null; notes: Personal<Text> | null }>
    | Dated<'CancelCase', { reason: CancelReason }>;
  readonly event:
    | Dated<
        'CaseClosed',
        {
          by: ClosedBy;
          code: Text | null;
          notes: Personal<Text> | null;
          /** Until when it can be reopened; null: never. */
          reopenableUntil: Instant | null;
          /** Version of the rulebook that set `reopenableUntil`; null where none did. */
          rulebook: number | null;
        }
      >
    | Dated<'CaseCancelled', { reason: CancelReason }>;
  readonly rejection:
    | CaseUnknown
    | CaseNotOpen
    | CaseNotAccepted
    | FieldMissing
    | ApprovalOutstanding
    | Variant<'NotesMissing'>
    | Variant<'ResolutionCodeUnknown', { code: Text }>;
}

const closed = (at: Instant, by: ClosedBy, code: Text | null, notes: Personal<Text> | null, rules: Rules) => {
  const { version, closing } = rules.at(at);
  const reopenableUntil = closing.reopenWithin === null ? null : plus(at, closing.reopenWithin);
  return { type: 'CaseClosed', at, by, code, notes, reopenableUntil, rulebook: version } as const;
};

/** How a case ends: closed by somebody or by time, or cancelled because it should not have been one. */
export const closing: CaseTopic<Closing> = {
  initial: { reopenableUntil: null },
  decide: {
    CloseCase: ({ at, by, code, notes }, state, rules) => {
      const status = ofCase(state);
      if (E.isLeft(status)) return status;
      if (status.right === 'Closed') return E.right([]);
      if (status.right === 'Cancelled' || status.right === 'Merged')
        return E.left({ type: 'CaseNotOpen', status: status.right });
      if (status.right === 'New') return E.left({ type: 'CaseNotAccepted' });

      const rulebook = rules.at(at);
      if (code !== null && !allowsCode(rulebook, code)) return E.left({ type: 'ResolutionCodeUnknown', code });
      if (by === 'agent' && status.right !== 'Resolved' && isUnsaid(notes)) return E.left({ type: 'NotesMissing' });
      const outstanding = by === 'agent' && status.right !== 'Resolved' ? approvalOutstanding(state) : null;
      if (outstanding !== null) return E.left(outstanding);
      const missing = fieldLacking(state, rulebook, 'closure');
      return missing === null ? E.right([closed(at, by, code, notes, rules)]) : E.left(missing);
    },
    CancelCase: ({ at, reason }, state) => {
      const status = ofCase(state);
      if (E.isRight(status) && status.right === 'Cancelled') return E.right([]);
      const open = ofOpenCase(state);
      return E.isLeft(open) ? open : E.right([{ type: 'CaseCancelled', at, reason }]);
    },
  },
  evolve: {
    CaseClosed: (_, { reopenableUntil }) => ({ reopenableUntil }),
    CaseCancelled: () => ({ reopenableUntil: null }),
  },
  follow: {
    ResolutionAccepted: ({ at }, { standing }, rules) =>
      statusOf(standing) === 'Resolved' ? [closed(at, 'customer', null, null, rules)] : [],
  },
  next: ({ standing, resolution: { solution } }) => {
    if (statusOf(standing) !== 'Resolved' || solution === null || solution.closesAt === null) return undefined;
    const { closesAt: at, reopenableUntil, rulebook } = solution;
    const event = {
      type: 'CaseClosed',
      at,
      by: 'autoClose',
      code: null,
      notes: null,
      reopenableUntil,
      rulebook,
    } as const;
    return { from: at, event };
  },
};
