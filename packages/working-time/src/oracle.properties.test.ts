import * as fc from 'fast-check';
import * as O from 'fp-ts/Option';
import { epochMillis, instantOf } from '@casebook/vocabulary';
import { compile, deadline, elapsed, isOpenAt } from './index';
import { situations } from './testing/drawn';
import { slowDeadline, slowlyElapsed } from './testing/minute-by-minute';

const numRuns = 200;
/** Of what elapses: all of it often lands on closing time, more comes after. */
const ninths = fc.oneof(fc.constant(9), fc.double({ min: 0, max: 10, noNaN: true }));

describe('looking at the clock on the wall each minute', () => {
  test('tells the same time elapsed', () => {
    fc.assert(
      fc.property(situations, ({ calendar, from, to, waits }) => {
        expect(elapsed(compile(calendar), from, to, waits)).toBe(slowlyElapsed(calendar, from, to, waits));
      }),
      { numRuns },
    );
  });

  test('tells the same deadline', () => {
    fc.assert(
      fc.property(situations, ninths, ({ calendar, from, to, waits }, share) => {
        const target = Math.ceil((slowlyElapsed(calendar, from, to, waits) * share) / 9);
        const due = deadline(compile(calendar), from, target, waits);
        const slow = slowDeadline(calendar, from, to, target, waits);
        if (slow !== undefined) expect(due).toEqual(O.some(instantOf(slow)));
        else expect(O.isNone(due) || due.value > to).toBe(true);
      }),
      { numRuns },
    );
  });

  test('tells the same of an instant', () => {
    fc.assert(
      fc.property(situations, ({ calendar, between }) => {
        const next = instantOf(epochMillis(between) + 1);
        expect(isOpenAt(compile(calendar), between)).toBe(slowlyElapsed(calendar, between, next, []) === 1);
      }),
      { numRuns },
    );
  });
});
