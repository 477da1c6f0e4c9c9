import * as E from 'fp-ts/Either';
import { textOf, type Text } from '@casebook/vocabulary';
import type { Grade, GradedScore, Scores } from '../case/quality-review';
import type { Variant } from '../message';
import type { Criterion, Scorecard } from './scorecard';

/** Scores that do not fit the scorecard: each of its criteria has one, from 0 to its most, and nothing else has. */
export type ScoresUnfit =
  | Variant<'CriterionUnknown', { criterion: Text }>
  | Variant<'CriterionMissing', { criterion: Text }>
  | Variant<'ScoreOutOfRange', { criterion: Text; max: number }>;

const isTooLow = ({ failsBelow }: Criterion, score: number): boolean => failsBelow !== null && score < failsBelow;

/** In hundredths of a percent, in whole numbers over one denominator: rounded down, so that what it says was reached was. */
const totalOf = (scores: ReadonlyArray<GradedScore>): number => {
  const whole = scores.reduce((product, { max }) => product * BigInt(max), 1n);
  const part = scores.reduce((sum, { score, max, weight }) => sum + BigInt(weight * score) * (whole / BigInt(max)), 0n);
  return Number((part * 100n) / whole);
};

/** What scores come to by a scorecard. */
export const graded = ({ criteria, passAt }: Scorecard, given: Scores): E.Either<ScoresUnfit, Grade> => {
  const points = new Map(Object.entries(given));
  const stray = [...points.keys()].find((name) => criteria.every((one) => one.name !== name));
  if (stray !== undefined) return E.left({ type: 'CriterionUnknown', criterion: textOf(stray) });
  const scores: GradedScore[] = [];
  for (const criterion of criteria) {
    const { name, max, weight } = criterion;
    const score = points.get(name);
    if (score === undefined) return E.left({ type: 'CriterionMissing', criterion: name });
    if (!Number.isInteger(score) || score < 0 || score > max)
      return E.left({ type: 'ScoreOutOfRange', criterion: name, max });
    const short = isTooLow(criterion, score) || score * 100 < passAt * max;
    scores.push({ criterion: name, score, max, weight, short });
  }
  const total = totalOf(scores);
  const failing = criteria.find((criterion) => isTooLow(criterion, points.get(criterion.name) ?? 0));
  const failedBecause = failing?.name ?? null;
  return E.right({ scores, total, passed: failedBecause === null && total >= passAt * 100, failedBecause });
};
