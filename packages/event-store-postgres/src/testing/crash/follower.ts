import { setTimeout as pause } from 'node:timers/promises';
import * as E from 'fp-ts/Either';
import type { EventStore, StoredEvent } from '@casebook/event-store';

/** Somebody who reads on for as long as he is not stopped, whatever crashes meanwhile. */
export interface Follower {
  /** What he has seen by the time at which he stood at the end of the log, at or after this position. */
  readonly seenUpTo: (position: number) => Promise<ReadonlyArray<StoredEvent>>;
  readonly stop: () => Promise<void>;
}

export const follow = (store: EventStore): Follower => {
  const seen: StoredEvent[] = [];
  let position = 0;
  let isAtEnd = true;
  let isOver = false;
  const run = async (): Promise<void> => {
    while (!isOver) {
      const page = await store.readAll({ after: position, limit: 500 })();
      if (E.isRight(page)) {
        seen.push(...page.right.events);
        ({ position, end: isAtEnd } = page.right);
        if (!isAtEnd) continue;
      }
      await pause(5);
    }
  };
  const running = run();
  return {
    seenUpTo: async (wanted) => {
      const patience = Date.now() + 30_000;
      while (position < wanted || !isAtEnd) {
        if (Date.now() > patience) throw new Error(`a reader stands at ${position} and does not come to ${wanted}`);
        await pause(5);
      }
      return seen.slice();
    },
    stop: () => {
      isOver = true;
      return running;
    },
  };
};
