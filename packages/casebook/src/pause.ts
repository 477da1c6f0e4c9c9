import { setTimeout } from 'node:timers/promises';

/** Waits for so many milliseconds, or until the signal aborts. */
export const pause = (millis: number, signal: AbortSignal): Promise<void> =>
  setTimeout(millis, undefined, { signal }).catch(() => undefined);
