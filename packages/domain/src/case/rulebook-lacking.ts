import type { Variant } from '../message';
import type { Rules } from '../rulebook/rules';
import type { CaseState } from './case';

/** What runs on the case was started by a version of the rulebook that is nowhere: nothing about it can be decided. */
export type RulebookMissing = Variant<'RulebookMissing', { version: number }>;

/** The version that deciding about a case would look up and not find; null where all are there. */
export const rulebookLacking = ({ serviceLevels }: CaseState, rules: Rules): RulebookMissing | null => {
  const lost = serviceLevels.running.find(({ rulebook }) => !rules.has(rulebook));
  return lost === undefined ? null : { type: 'RulebookMissing', version: lost.rulebook };
};
