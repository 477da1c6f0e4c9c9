import { epochMillis, type Instant } from '@casebook/vocabulary';
import { united, type Stretch } from './stretch';

/** Time that does not count: from an instant until just before another; null: it goes on. */
export interface WaitSpan {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** The waits as stretches in order that neither overlap nor touch; one that goes on is endless. */
export const waiting = (waits: ReadonlyArray<WaitSpan>): ReadonlyArray<Stretch> =>
  united(waits.map(({ from, to }) => ({ from: epochMillis(from), until: to === null ? Infinity : epochMillis(to) })));
