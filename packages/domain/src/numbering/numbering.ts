import * as E from 'fp-ts/Either';
import type { Decider } from '../decider';
import type { Dated, Variant } from '../message';

/** Numbers that are taken; who reserved them hands them out, each once. Both ends belong to it. */
export interface Block {
  readonly from: number;
  readonly to: number;
}

/** What is known of a tenant's numbers. */
export interface Numbering {
  /** The first number that nobody has reserved. */
  readonly free: number;
}

/** Takes the next so many numbers. */
export type NumberingCommand = Dated<'ReserveNumbers', { count: number }>;
/** A block was taken, both ends included. */
export type NumberingEvent = Dated<'NumbersReserved', Block>;
/** `count` must be a whole number from 1 to 10000. */
export type NumberingRejection = Variant<'CountUnfit', { count: number }>;

const first = 10_000;
const most = 10_000;

/**
 * The numbers of a tenant's cases, reserved in blocks, so that several processes hand them out without asking each other
 * and without collision. What a process has not handed out when it ends is never used.
 */
export const numberingDecider: Decider<Numbering, NumberingCommand, NumberingEvent, NumberingRejection, unknown> = {
  initial: { free: first },
  evolve: ({ free }, { to }) => ({ free: Math.max(free, to + 1) }),
  decide: ({ free }, { at, count }) => ({
    came: [],
    answer:
      Number.isInteger(count) && count >= 1 && count <= most
        ? E.right([{ type: 'NumbersReserved', at, from: free, to: free + count - 1 }])
        : E.left({ type: 'CountUnfit', count }),
  }),
  observe: () => ({ came: [], answer: E.right([]) }),
  follow: () => [],
  next: () => undefined,
};
