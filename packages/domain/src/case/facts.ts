import { textOf, type Text } from '@casebook/vocabulary';
import type { Facts } from '../rulebook/facts';
import type { CaseState } from './case';

/** What rules may know of this case. */
export const factsOf = ({ creation: { opening }, categorization: { category } }: CaseState): Facts => {
  const entries: ReadonlyArray<readonly [string, Text | null]> = [
    ['category', category],
    ['caseType', opening?.caseType ?? null],
    ['channel', opening && textOf(opening.channel)],
    ['origin', opening && textOf(opening.origin)],
    ['product', opening?.product ?? null],
    ...Object.entries(opening?.fields ?? {}).map(([name, value]) => [`fields.${name}`, value] as const),
  ];
  return new Map(entries.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
};
