import { textOf, type Text } from '@casebook/vocabulary';
import type { Factor, PriorityLevel } from '../case/priority-level';
import { mostAlternatives, type Decision } from '../decision';
import { matches } from './condition';
import { inputsFrom, worded, type Facts } from './facts';
import type { PriorityFactor, Rulebook } from './rulebook';

export interface Scored {
  readonly priority: PriorityLevel;
  readonly score: number;
  readonly factors: ReadonlyArray<Factor>;
  readonly decision: Decision;
}

/** Six places, so that a sum of weights is the same number however it was added up; never -0. */
export const roundedScore = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;

const measured = ({ name, field, weight, points, otherwise }: PriorityFactor, facts: Facts): Factor => {
  const value = facts.get(field);
  return {
    name,
    value: value === undefined ? textOf('not known') : worded(value),
    weight,
    points: points.find((match) => matches(facts, field, match))?.points ?? otherwise,
  };
};

/** The priority that the rulebook gives a case, with what it was made of; undefined where it gives none. */
export const scored = ({ version, priority: model }: Rulebook, facts: Facts): Scored | undefined => {
  if (model === null) return undefined;
  const factors = model.factors.map((factor) => measured(factor, facts));
  const score = roundedScore(factors.reduce((sum, { weight, points }) => sum + weight * points, 0));
  const reached = model.levels.find(({ from }) => score >= from);
  const asked = (from: number): Text => textOf(`is for scores from ${from}; the score is ${score}`);
  return {
    priority: reached?.priority ?? model.otherwise,
    score,
    factors,
    decision: {
      rulebook: version,
      rule: textOf('priority'),
      inputs: inputsFrom(
        facts,
        model.factors.map(({ field }) => field),
      ),
      alternatives: model.levels
        .filter((level) => level !== reached)
        .slice(0, mostAlternatives)
        .map(({ from, priority }) => ({ choice: textOf(`${priority}`), because: asked(from) })),
      because: textOf(
        reached === undefined
          ? `the score is ${score}, which no level asks for`
          : `the score is ${score}, and ${reached.priority} is for scores from ${reached.from}`,
      ),
    },
  };
};
