import type { StoredEvent } from '@casebook/event-store';

/** How many events there were and what their ids add up to: equal tallies, equal events, in the memory of two numbers. */
export interface Tally {
  readonly add: (events: ReadonlyArray<StoredEvent>) => void;
  readonly count: () => number;
  readonly sum: () => number;
}

const modulus = 2 ** 52;

export const tally = (): Tally => {
  let count = 0;
  let sum = 0;
  return {
    add: (events) => {
      for (const { id } of events) {
        count += 1;
        sum = (sum + Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)) % modulus;
      }
    },
    count: () => count,
    sum: () => sum,
  };
};
