import type { Playbook, PlaybookStep } from '../playbook';
import { hasReached } from '../../case/stage-order';
import { finding, type Check, type LintFinding } from './finding';

/** Whether a step is, by way of others, to be over before itself. */
const waitsForItself = (steps: ReadonlyArray<PlaybookStep>, start: PlaybookStep): boolean => {
  const seen = new Set<string>();
  const ahead = [...start.after];
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    if (name === start.step) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    ahead.push(...(steps.find(({ step }) => step === name)?.after ?? []));
  }
  return false;
};

/** Steps that are never on turn: they wait for none that there is, for themselves, or for what comes too late. */
const order = ({ steps }: Playbook, path: string): ReadonlyArray<LintFinding> =>
  steps.flatMap((step, index) => {
    const place = `${path}.steps.${index}`;
    const unknown = step.after.flatMap((name, at) =>
      steps.some((other) => other.step === name)
        ? []
        : finding(`${place}.after.${at}`, `${name} is not among the steps`),
    );
    if (unknown.length > 0) return unknown;
    if (waitsForItself(steps, step)) return finding(`${place}.after`, `${step.step} waits for itself`);
    return step.neededFor === 'resolution' && hasReached(step.stage, 'resolution')
      ? finding(`${place}.neededFor`, `a case cannot be resolved before ${step.step}, which comes after that`)
      : [];
  });

/** The steps of playbooks: what they wait for, and who does them. */
export const playbooks: Check = (rulebook) =>
  rulebook.playbooks.flatMap((playbook, index) => [
    ...(playbook.steps.length === 0 ? finding(`playbooks.${index}.steps`, 'there is nothing to do') : []),
    ...order(playbook, `playbooks.${index}`),
    ...playbook.steps.flatMap(({ team }, place) =>
      team === null || rulebook.teams.length === 0 || rulebook.teams.some((one) => one.team === team)
        ? []
        : finding(`playbooks.${index}.steps.${place}.team`, `${team} is not among the teams`),
    ),
  ]);
