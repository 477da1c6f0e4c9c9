import * as E from 'fp-ts/Either';
import { CaseNumber, literal } from '@casebook/vocabulary';
import type { Variant } from '../message';
import { checkCharacter } from './check-character';

/** The check character does not fit the digits; `expected` is the number that they would make. */
export type CaseNumberMistyped = Variant<'CaseNumberMistyped', { written: string; expected: CaseNumber }>;

/** What was written is no number of ours. */
export type NotACaseNumber = Variant<'CaseNumberMalformed', { written: string }> | CaseNumberMistyped;

/** The number as people write and say it: `C-10423-7`. Throws a RangeError for what is not a whole number from 1. */
export const caseNumber = (number: number): CaseNumber => {
  if (!Number.isSafeInteger(number) || number < 1) throw new RangeError(`${number} must be a whole number from 1`);
  return literal(CaseNumber, `C-${number}-${checkCharacter(String(number))}`);
};

/** What somebody wrote as a number, spaces around it and lower case forgiven; its check character tells a slip of the finger. */
export const parseCaseNumber = (written: string): E.Either<NotACaseNumber, number> => {
  const [, digits, check] = /^C-([1-9][0-9]{0,14})-([0-9X])$/.exec(written.trim().toUpperCase()) ?? [];
  if (digits === undefined) return E.left({ type: 'CaseNumberMalformed', written });
  const number = Number(digits);
  return check === checkCharacter(digits)
    ? E.right(number)
    : E.left({ type: 'CaseNumberMistyped', written, expected: caseNumber(number) });
};
