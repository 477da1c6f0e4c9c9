import { setTimeout as pause } from 'node:timers/promises';
import * as E from 'fp-ts/Either';
import type { EventStore, StoredEvent } from '@casebook/event-store';

/** Somebody who reads on for as long as he is not stopped, whatever crashes meanwhile. */
export interface Follower {
  /** What he has seen by the time at which he stood at the end of the log, at or after this position; or that nothing came any more. */
  readonly seenUpTo: (position: number) => Promise<ReadonlyArray<StoredEvent>>;
  readonly stop: () => Promise<void>;
}

const patience = 10_000; // milliseconds in which nothing came

export const follow = (store: EventStore): Follower => {
  const seen: StoredEvent[] = [];
  let position = 0;
  let isAtEnd = true;
  let isOver = false;
  const run = async (): Promise<void> => {
    while (!isOver) {
      const page = await store.readAll({ after: position, limit: 500 })();
      if (E.isRight(page)) {
        for (const event of page.right.events) seen.push(event);
        ({ position, end: isAtEnd } = page.right);
        if (!isAtEnd) continue;
      }
      await pause(5);
    }
  };
  const running = run();
  return {
    seenUpTo: async (wanted) => {
      let until = Date.now() + patience;
      while ((position < wanted || !isAtEnd) && Date.now() < until) {
        const before = position;
        await pause(5);
        if (position > before) until = Date.now() + patience;
      }
      return seen.slice();
    },
    stop: () => {
      isOver = true;
      return running;
    },
  };
};
