import type { ServiceLevelPolicy } from '../rulebook';
import { implies } from './conditions';
import { finding, type Check, type LintFinding } from './finding';

const conditions = (path: string, policy: ServiceLevelPolicy): ReadonlyArray<LintFinding> => {
  const { when, stopsWhen, cancelledWhen } = policy;
  if (stopsWhen !== null && implies(when, stopsWhen))
    return finding(`${path}.stopsWhen`, 'holds wherever `when` does: it can never attach');
  return cancelledWhen !== null && implies(when, cancelledWhen)
    ? finding(`${path}.cancelledWhen`, 'holds wherever `when` does: it can never attach')
    : [];
};

const warnings = (path: string, { warnings: percents, target }: ServiceLevelPolicy): ReadonlyArray<LintFinding> => {
  if (target === null && percents.length > 0) return finding(`${path}.warnings`, 'there is no target to warn of');
  return percents.flatMap((percent, index) => {
    const before = percents[index - 1];
    return before === undefined || before < percent
      ? []
      : finding(`${path}.warnings.${index}`, `${percent} must be more than ${before}`);
  });
};

const counting = (path: string, { counts, reopening }: ServiceLevelPolicy): ReadonlyArray<LintFinding> =>
  counts === 'fromAttachment' && reopening !== 'newCycle'
    ? finding(`${path}.reopening`, 'what counts from its attachment counts each cycle for itself: newCycle')
    : [];

/** Waits that this metric begins and ends with, so that it would stand still as long as it lasts. */
const pauses = (path: string, { metric, pausedBy }: ServiceLevelPolicy): ReadonlyArray<LintFinding> => {
  if (metric !== 'update' && metric !== 'contact') return [];
  const all = ['customer', 'thirdParty', 'task', 'approval', 'majorIssue', 'date'] as const;
  return all.every((on) => pausedBy.includes(on))
    ? finding(`${path}.pausedBy`, 'stays paused as long as the case waits for anything: nobody would ever be reminded')
    : [];
};

/** Service levels that never attach, stay paused, or say what contradicts itself. */
export const serviceLevels: Check = ({ serviceLevels: all }) =>
  all.flatMap((policy, index) =>
    [conditions, warnings, counting, pauses].flatMap((check) => check(`serviceLevels.${index}`, policy)),
  );
