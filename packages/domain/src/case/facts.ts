import { textOf } from '@casebook/vocabulary';
import type { Facts, Field, Value } from '../rulebook/facts';
import { fieldFacts } from '../rulebook/fields';
import type { Rulebook } from '../rulebook/rulebook';
import type { CaseState } from './case';
import { planOf } from './plan';

/** What the rules of a rulebook may know of this case. */
export const factsOf = (state: CaseState, rulebook: Rulebook): Facts => {
  const { opening } = state.creation;
  const entries: ReadonlyArray<readonly [Field, Value | null]> = [
    ['category', state.categorization.category],
    ['complexity', state.categorization.complexity && textOf(state.categorization.complexity)],
    ['caseType', opening?.caseType ?? null],
    ['service', opening?.service ?? null],
    ['channel', opening && textOf(opening.channel)],
    ['origin', opening && textOf(opening.origin)],
    ['product', opening?.product ?? null],
    ['priority', state.priority.level],
    ['plannedCost', planOf(state)?.cost?.amount ?? null],
    ['serviceLevelUsed', state.serviceLevels.running.reduce((most, { reached }) => Math.max(most, reached), 0)],
    ['team', state.assignment.team && textOf(state.assignment.team)],
    ...fieldFacts(rulebook, opening?.fields ?? {}),
  ];
  return new Map(entries.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
};
