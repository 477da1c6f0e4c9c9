import { instantOf, type Instant } from '@casebook/vocabulary';

/** Tells what time it is. The only place where time comes from: everything else is told. */
export type Clock = () => Instant;

export const systemClock: Clock = () => instantOf(Date.now());
