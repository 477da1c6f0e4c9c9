import type { PriorityFactor, PriorityModel } from '../rulebook';
import { roundedScore } from '../scoring';
import { finding, type Check, type LintFinding } from './finding';

/** All that a factor can add to a score. */
const sharesOf = ({ weight, points, otherwise }: PriorityFactor): ReadonlyArray<number> =>
  [otherwise, ...points.map((match) => match.points)].map((one) => roundedScore(one * weight));

const sum = ({ factors }: PriorityModel, of: (...shares: ReadonlyArray<number>) => number): number =>
  roundedScore(factors.reduce((score, factor) => score + of(...sharesOf(factor)), 0));

/** Levels that no score reaches, or none before one above them, and a rest to which every score is too high. */
const levels = (model: PriorityModel): ReadonlyArray<LintFinding> => {
  const [least, most] = [sum(model, Math.min), sum(model, Math.max)];
  const lowest = model.levels.at(-1);
  return [
    ...model.levels.flatMap(({ from }, index, all) => {
      const path = `priority.levels.${index}.from`;
      const before = all[index - 1];
      if (before !== undefined && before.from <= from)
        return finding(path, `${from} must be less than ${before.from}, or is never reached`);
      return from > most ? finding(path, `${from} is never reached: no score is more than ${most}`) : [];
    }),
    ...(lowest !== undefined && lowest.from <= least
      ? finding('priority.otherwise', `is for no case: every score is ${least} or more, which reaches the last level`)
      : []),
  ];
};

/** Facts that a score is made of, and cannot be, or to no effect. */
const factors = ({ factors: all }: PriorityModel): ReadonlyArray<LintFinding> =>
  all.flatMap((factor, index) => {
    const path = `priority.factors.${index}`;
    if (factor.field === 'priority') return finding(`${path}.field`, 'the priority cannot depend on itself');
    const [first, ...rest] = sharesOf(factor);
    return rest.every((share) => share === first)
      ? finding(path, `${factor.name} makes no difference: it adds ${first ?? 0} to every score`)
      : [];
  });

/** The model of priority: does each of its parts decide something? */
export const priorities: Check = ({ priority }) =>
  priority === null ? [] : [...factors(priority), ...levels(priority)];
