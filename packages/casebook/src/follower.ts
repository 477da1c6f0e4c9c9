import type { EventStore } from '@casebook/event-store';
import type { ReadModels } from '@casebook/projection';
import { pause } from './pause';
import { run } from './run';

export interface Follower {
  /** Resolves once it has come to rest. */
  readonly stop: () => Promise<void>;
}

const shortest = 100; // milliseconds
const longest = 10_000;

/** Folds what the log learns into the read models as it comes. Where the store fails it tries again, more and more slowly. */
export const follower = (log: EventStore, readModels: ReadModels): Follower => {
  const stopping = new AbortController();
  const { signal } = stopping;

  const followForGood = async (): Promise<void> => {
    let wait = shortest;
    while (!signal.aborted) {
      try {
        const { position } = await run(readModels.catchUp());
        wait = shortest;
        for await (const page of log.subscribe({ after: position, signal, name: 'follower' }))
          if (page.events.length > 0) await run(readModels.catchUp());
      } catch {
        await pause(wait, signal); // whoever asks a question meets the failure as a value
        wait = Math.min(wait * 2, longest);
      }
    }
  };

  const following = followForGood();
  return {
    stop: async () => {
      stopping.abort();
      await following;
    },
  };
};
