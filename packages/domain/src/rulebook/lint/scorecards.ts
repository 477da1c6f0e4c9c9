import { finding, type Check } from './finding';

/** Scorecards whose weights do not make a whole, and criteria that nobody can meet. */
export const scorecards: Check = (rulebook) =>
  rulebook.scorecards.flatMap(({ criteria }, index) => {
    const path = `scorecards.${index}.criteria`;
    const sum = criteria.reduce((total, { weight }) => total + weight, 0);
    return [
      ...(sum === 100 ? [] : finding(path, `the weights add up to ${sum}, not to 100`)),
      ...criteria.flatMap(({ failsBelow, max }, place) =>
        failsBelow === null || failsBelow <= max
          ? []
          : finding(`${path}.${place}.failsBelow`, `nobody can get ${failsBelow}: ${max} is the most there is`),
      ),
    ];
  });
