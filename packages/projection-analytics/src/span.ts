import type { Instant } from '@casebook/vocabulary';
import type { AnalyticsQuestion } from './tables';

/** A question about what happened in a span, as it was known to have happened at an instant. */
export interface SpanQuestion extends AnalyticsQuestion {
  /** The first instant that counts. */
  readonly from: Instant;
  /** The first instant that no longer counts. */
  readonly to: Instant;
}
