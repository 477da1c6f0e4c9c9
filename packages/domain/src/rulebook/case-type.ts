import * as E from 'fp-ts/Either';
import { textOf, type Text } from '@casebook/vocabulary';
import type { Variant } from '../message';
import type { CaseType, Rulebook } from './rulebook';

export type CaseTypeUnknown = Variant<'CaseTypeUnknown', { caseType: Text }>;

/** What holds for cases without a type, and for every type where the rulebook lists none. */
const anyType: CaseType = { name: textOf('any'), requiredFields: [], defaultCategory: null, oneTouch: true };

/** What the rulebook asks of cases of this type. */
export const caseTypeOf = ({ caseTypes }: Rulebook, caseType: Text | null): E.Either<CaseTypeUnknown, CaseType> => {
  if (caseType === null || caseTypes.length === 0) return E.right(anyType);
  const known = caseTypes.find(({ name }) => name === caseType);
  return known === undefined ? E.left({ type: 'CaseTypeUnknown', caseType }) : E.right(known);
};
