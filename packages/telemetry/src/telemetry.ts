import type { Meter, Tracer } from '@opentelemetry/api';
import type { Instant } from '@casebook/vocabulary';

/** Where spans and metrics go; without one of the two, that one is not made. */
export interface Telemetry {
  readonly tracer?: Tracer;
  readonly meter?: Meter;
  /** What time it is when a lag is told in seconds; the system's clock by default. Where the log has a clock of its own, that one. */
  readonly clock?: () => Instant;
}
