import { setTimeout as pause } from 'node:timers/promises';
import { isPassing } from './failures';

const [shortest, longest] = [10, 500]; // milliseconds between attempts, doubled up to the second

/** Until when something is tried. */
export interface Until {
  /** Milliseconds that are left, at least 1. */
  readonly left: () => number;
  readonly isOver: () => boolean;
}

export const until = (millis: number): Until => {
  const end = performance.now() + millis;
  return {
    left: () => Math.max(Math.ceil(end - performance.now()), 1),
    isOver: () => performance.now() >= end,
  };
};

/** Waits a while before the next attempt, each time longer, and never all at once with others. */
export const hesitation = (): (() => Promise<void>) => {
  let wait = shortest;
  return async () => {
    await pause(wait * (0.5 + Math.random() / 2));
    wait = Math.min(wait * 2, longest);
  };
};

/** Tries again what failed in passing, until its time is over. */
export const persist = async <A>(time: Until, attempt: () => Promise<A>): Promise<A> => {
  const hesitate = hesitation();
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isPassing(error) || time.isOver()) throw error;
      await hesitate();
      if (time.isOver()) throw error;
    }
  }
};
