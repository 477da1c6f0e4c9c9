import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { textOf } from '@casebook/vocabulary';
import { graded } from './grading';
import type { Criterion, Scorecard } from './scorecard';

const criterion = (name: string, weight: number, max: number, failsBelow: number | null = null): Criterion => ({
  name: textOf(name),
  text: null,
  weight,
  max,
  failsBelow,
});
const card = (passAt: number, ...criteria: ReadonlyArray<Criterion>): Scorecard => ({
  name: textOf('card'),
  when: { all: [] },
  criteria,
  passAt,
  sample: null,
});
const grade = (scorecard: Scorecard, scores: { readonly [name: string]: number }) => {
  const answer = graded(scorecard, scores);
  if (E.isLeft(answer)) throw new Error(answer.left.type);
  return answer.right;
};

describe('what scores come to', () => {
  test('is what was reached of each criterion, by weight, in hundredths of a percent', () => {
    expect(grade(card(80, criterion('a', 30, 5), criterion('b', 70, 3)), { a: 4, b: 2 }).total).toBe(7_066);
    expect(grade(card(80, criterion('a', 50, 7), criterion('b', 50, 11)), { a: 7, b: 11 }).total).toBe(10_000);
  });

  test('is rounded down, so that nobody passes who has not', () => {
    const thirds = card(67, criterion('a', 100, 3));
    expect(grade(thirds, { a: 2 })).toMatchObject({ total: 6_666, passed: false });
    expect(grade(card(66, criterion('a', 100, 3)), { a: 2 })).toMatchObject({ passed: true });
  });

  test('says which criterion fell short, and which fails the whole', () => {
    const strict = card(60, criterion('a', 90, 5), criterion('b', 10, 5, 4));
    expect(grade(strict, { a: 5, b: 3 })).toMatchObject({
      total: 9_600,
      passed: false,
      failedBecause: 'b',
      scores: [{ short: false }, { short: true }],
    });
  });

  test('is never less for a higher score, and everything for all there is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.nat(), fc.nat()), { minLength: 1, maxLength: 6 }),
        (drawn) => {
          const weight = Math.floor(100 / drawn.length);
          const criteria = drawn.map(([max], index) =>
            criterion(`c${index}`, index === 0 ? 100 - weight * (drawn.length - 1) : weight, max),
          );
          const scores = (of: (max: number, drawnFor: number) => number) =>
            Object.fromEntries(drawn.map(([max, one], index) => [`c${index}`, of(max, one)]));
          const some = scores((max, one) => one % (max + 1));
          const more = scores((max, one) => Math.min(max, (one % (max + 1)) + 1));
          const totalOf = (all: typeof some) => grade(card(50, ...criteria), all).total;
          expect(totalOf(more)).toBeGreaterThanOrEqual(totalOf(some));
          expect(totalOf(scores((max) => max))).toBe(10_000);
          expect(totalOf(scores(() => 0))).toBe(0);
        },
      ),
    );
  });
});
