import type { Millis } from '@casebook/vocabulary';
import type { Stretch } from './stretch';

/** How much time a block spans, some 398 days: a power of two, so that finding an instant's block is exact and quick. */
export const blockSize: Millis = 2 ** 35;

/** The openings of a piece of time, so that what is open up to an instant is found by halving. */
export interface Block {
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  /** Open time in the block before each opening. */
  readonly before: Float64Array;
  readonly total: Millis;
}

export const blockOf = (openings: ReadonlyArray<Stretch>): Block => {
  const before = new Float64Array(openings.length);
  let total = 0;
  openings.forEach(({ from, until }, index) => {
    before[index] = total;
    total += until - from;
  });
  return {
    opens: Float64Array.from(openings, ({ from }) => from),
    closes: Float64Array.from(openings, ({ until }) => until),
    before,
    total,
  };
};

/** Where in ascending numbers the last stands that is at most this one; -1 where none is. */
const lastAtMost = (ascending: Float64Array, number: number): number => {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? NaN) <= number) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** Open time of the block up to an instant. */
export const openUpTo = ({ opens, closes, before }: Block, at: Millis): Millis => {
  const index = lastAtMost(opens, at);
  return index < 0 ? 0 : (before[index] ?? NaN) + Math.min(at, closes[index] ?? NaN) - (opens[index] ?? NaN);
};

/** The first instant up to which the block was open for so long: from 1 millisecond to its total. */
export const reached = ({ opens, before }: Block, open: Millis): Millis => {
  const index = lastAtMost(before, open - 1);
  return (opens[index] ?? NaN) + open - (before[index] ?? NaN);
};
