import { agreements } from '../agreed';
import type { Rule } from '../first-match';
import type { Rate } from '../rate';
import { metrics } from '../../case/metric';
import { hasReached } from '../../case/stage-order';
import { implies, type Placed } from './conditions';
import { neverHolds } from './never';
import { finding, type Check, type LintFinding } from './finding';

/** A rule after one that asks for no more than it does can never be the first to hold. */
const behind = (rules: ReadonlyArray<Placed<Rule>>): ReadonlyArray<LintFinding> =>
  rules.flatMap(({ path, at: rule }, index) => {
    const before = rules.slice(0, index).find(({ at: other }) => implies(rule.when, other.when));
    return before === undefined ? [] : finding(path, `is never reached: ${before.at.name} holds before it`);
  });

/** A rate is also behind one for any activity. */
const behindRates = (rates: ReadonlyArray<Placed<Rate>>): ReadonlyArray<LintFinding> =>
  rates.flatMap((rate, index) =>
    behind([
      ...rates.slice(0, index).filter(({ at: { activity } }) => activity === null || activity === rate.at.activity),
      rate,
    ]).filter(({ path }) => path === rate.path),
  );

const placed = <R extends Rule>(name: string, rules: ReadonlyArray<R>): ReadonlyArray<Placed<R>> =>
  rules.map((rule, index) => ({ path: `${name}.${index}`, at: rule }));

/** Rules that are never the first to hold. */
export const unreachable: Check = ({
  categoryReviews,
  routing,
  assignment,
  approvals,
  playbooks,
  serviceLevels,
  surveys,
  scorecards,
  rates,
}) => [
  ...behind(placed('categoryReviews', categoryReviews)),
  ...behind(placed('routing', routing)),
  ...behind(placed('assignment', assignment)),
  ...behind(placed('approvals', approvals)),
  ...behind(placed('playbooks', playbooks).filter(({ at }) => !neverHolds(at.when))), // those are started by hand
  ...(['resolution', 'closure'] as const).flatMap((after) =>
    behind(placed('surveys', surveys).filter(({ at }) => at.after === after)),
  ),
  ...behind(placed('scorecards', scorecards).filter(({ at }) => at.sample !== null)),
  ...behindRates(placed('rates', rates)),
  ...metrics.flatMap((metric) =>
    agreements.flatMap((agreement) =>
      behind(
        placed('serviceLevels', serviceLevels).filter(({ at }) => at.metric === metric && at.agreement === agreement),
      ),
    ),
  ),
];

/** Fields that are asked for where another line of the same case type has asked for them already. */
export const askedTwice: Check = ({ caseTypes }) =>
  caseTypes.flatMap(({ requiredFields }, type) =>
    requiredFields.flatMap((one, index) => {
      const other = requiredFields.find(
        (before, place) =>
          place !== index &&
          before.field === one.field &&
          hasReached(one.stage, before.stage) &&
          implies(one.when, before.when) &&
          // Of two that ask for the same the first one stands.
          (place < index || before.stage !== one.stage || !implies(before.when, one.when)),
      );
      return other === undefined
        ? []
        : finding(
            `caseTypes.${type}.requiredFields.${index}`,
            `${one.field} is asked for from ${other.stage} on already`,
          );
    }),
  );
