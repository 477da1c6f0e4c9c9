import type { Instant, Personal, Text } from '@casebook/vocabulary';
import type { Dated } from '../message';

export type ClosedBy = 'customer' | 'agent' | 'autoClose' | 'unstated';
export type CancelReason = 'withdrawn' | 'spam' | 'openedInError' | 'duplicate' | 'unstated';

export interface Closing {
  readonly slice: {
    readonly over: 'closed' | 'cancelled' | null;
    /** From when the open solution closes the case by itself. */
    readonly closesAt: Instant | null;
    /** Until when a closed case can be reopened; null: never. */
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
  readonly rejection: never;
}
