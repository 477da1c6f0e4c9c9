import * as E from 'fp-ts/Either';
import { later, millisBetween, plus, type Instant, type Personal, type Text } from '@casebook/vocabulary';
import type { Dated, Variant } from '../message';
import { allowsCode } from '../rulebook/allowed';
import type { Rules } from '../rulebook/rules';
import { approvalOutstanding, type ApprovalOutstanding } from './approval';
import type { CaseState, CaseTopic } from './case';
import { ofCase, ofOpenCase, type CaseNotAccepted, type CaseNotOpen, type CaseUnknown } from './gate';
import { fieldLacking, type FieldMissing } from './required-fields';
import { isUnsaid } from './said';
import { statusOf, type Status } from './status';
import { tasksOutstanding, type TasksOutstanding } from './task';

/** Who closed the case; `autoClose` is the time that its solution has stood. */
export type ClosedBy = 'customer' | 'agent' | 'autoClose' | 'unstated';
/** Why it should not have been a case. */
export type CancelReason = 'withdrawn' | 'spam' | 'openedInError' | 'duplicate' | 'unstated';

export interface Closing {
  readonly slice: {
    /** Until when, not included, the case can be reopened once it is closed; null: never. */
    readonly reopenableUntil: Instant | null;
    /** The last cycle in which a reminder was due; 0: none was yet. */
    readonly remindedIn: number;
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
    | Dated<'CaseCancelled', { reason: CancelReason }>
    /** Nobody has objected to the solution, and the case will close by itself. */
    | Dated<'ClosingReminded', { cycle: number; closesAt: Instant }>;
  readonly rejection:
    | CaseUnknown
    | CaseNotOpen
    | CaseNotAccepted
    | FieldMissing
    | ApprovalOutstanding
    | TasksOutstanding
    | Variant<'NotesMissing'>
    | Variant<'ResolutionCodeUnknown', { code: Text }>;
}

const closed = (at: Instant, by: ClosedBy, code: Text | null, notes: Personal<Text> | null, rules: Rules) => {
  const { version, closing } = rules.at(at);
  const reopenableUntil = closing.reopenWithin === null ? null : plus(at, closing.reopenWithin);
  return { type: 'CaseClosed', at, by, code, notes, reopenableUntil, rulebook: version } as const;
};

/** What keeps an agent from closing a case: what keeps it from being resolved, where it is not, and what was to be checked before. */
const outstandingBefore = (status: Status, state: CaseState): ApprovalOutstanding | TasksOutstanding | null => {
  const unresolved =
    status === 'Resolved' ? null : (approvalOutstanding(state) ?? tasksOutstanding(state, 'resolution'));
  return unresolved ?? tasksOutstanding(state, 'closure');
};

/** Whether all is done that the closure of a resolved case waits for. */
const isChecked = (state: CaseState): boolean => tasksOutstanding(state, 'closure') === null;

const closedByCustomer = ({ at }: { readonly at: Instant }, state: CaseState, rules: Rules) =>
  statusOf(state.standing) === 'Resolved' && state.resolution.solution?.accepted === true && isChecked(state)
    ? [closed(at, 'customer', null, null, rules)]
    : [];

/** How a case ends: closed by somebody or by time, or cancelled because it should not have been one. */
export const closing: CaseTopic<Closing> = {
  initial: { reopenableUntil: null, remindedIn: 0 },
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
      const outstanding = by === 'agent' ? outstandingBefore(status.right, state) : null;
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
    CaseClosed: (slice, { reopenableUntil }) => ({ ...slice, reopenableUntil }),
    CaseCancelled: (slice) => ({ ...slice, reopenableUntil: null }),
    ClosingReminded: (slice, { cycle }) => ({ ...slice, remindedIn: cycle }),
  },
  follow: {
    ResolutionAccepted: closedByCustomer,
    TaskEnded: closedByCustomer,
  },
  next: (state) => {
    const { solution, cycle } = state.resolution;
    if (statusOf(state.standing) !== 'Resolved' || solution === null || solution.closesAt === null) return undefined;
    const { closesAt, remindAt, reopenableUntil: until, rulebook } = solution;
    if (remindAt !== null && state.closing.remindedIn < cycle)
      return { from: remindAt, event: { type: 'ClosingReminded', at: remindAt, cycle, closesAt } };
    if (!isChecked(state)) return undefined;
    const at = later(closesAt, state.tasks.checkedAt ?? closesAt);
    const reopenableUntil = until === null ? null : plus(until, millisBetween(closesAt, at));
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
