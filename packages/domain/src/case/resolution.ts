import type { Instant, Personal, Text } from '@casebook/vocabulary';
import type { Dated, Variant } from '../message';

export type ReopeningCause =
  'solutionRejected' | 'customerReply' | 'recurrence' | 'agent' | 'qualityReview' | 'unstated';

export interface Resolution {
  readonly slice: {
    /** 1 before the first reopening. */
    readonly cycle: number;
    /** The solution that stands; null while there is none. */
    readonly standing: { readonly resolutionId: Text; readonly accepted: boolean } | null;
  };
  readonly command:
    | Dated<'ResolveCase', { code: Text; notes: Personal<Text> }>
    | Dated<'AcceptResolution', { channel: Text }>
    | Dated<'RejectResolution', { reason: Personal<Text> }>
    | Dated<'ReopenCase', { cause: ReopeningCause; reason: Personal<Text> }>;
  readonly event:
    | Dated<
        'CaseResolved',
        {
          resolutionId: Text;
          cycle: number;
          /** Null where the source does not say. */
          code: Text | null;
          notes: Personal<Text> | null;
          /** When the case closes by itself unless somebody objects; null: never. */
          closesAt: Instant | null;
          /** Until when it can be reopened once it has closed by itself; null: never. While it is resolved it always can. */
          reopenableUntil: Instant | null;
          /** Version of the rulebook that set these instants; null where none did. */
          rulebook: number | null;
        }
      >
    | Dated<'ResolutionAccepted', { resolutionId: Text; via: Text }>
    | Dated<'CaseReopened', { cycle: number; cause: ReopeningCause; reason: Personal<Text> | null }>;
  readonly rejection:
    Variant<'ResolutionCodeUnknown', { code: Text }> | Variant<'WindowElapsed', { reopenableUntil: Instant }>;
}
