import { setTimeout as pause } from 'node:timers/promises';
import * as E from 'fp-ts/Either';
import { deliveryFailed, type Channel, type Message } from '../channel';
import type { Reception } from './reception';

/** A channel that ends in memory, for tests: it keeps the promises of every channel. */
export interface MemoryChannel extends Channel {
  /** What the other side does from now on; it takes all at first. */
  readonly receive: (how: Reception) => void;
  /** What has arrived, in order. */
  readonly received: () => ReadonlyArray<Message>;
}

const patience = 50; // milliseconds that it waits for a side that is silent

export const memoryChannel = (): MemoryChannel => {
  const taken: Message[] = [];
  let how: Reception = 'takes';
  return {
    deliver: (message) => async () => {
      const now = how;
      if (now === 'is silent') await pause(patience);
      if (now !== 'takes') return E.left(deliveryFailed(`the other side ${now}`, now === 'refuses for good'));
      taken.push(message);
      return E.right(undefined);
    },
    close: () => Promise.resolve(),
    receive: (next) => {
      how = next;
    },
    received: () => [...taken],
  };
};
