import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { caseNumber, parseCaseNumber } from './case-number';

const numbers = fc.integer({ min: 1, max: 999_999_999 });
const characters = '0123456789X';

/** The digits with their check character, without hyphens, as fingers type them. */
const typed = (number: number): string => caseNumber(number).slice(2).replace('-', '');
const written = (line: string): string => `C-${line.slice(0, -1)}-${line.slice(-1)}`;
const isTaken = (line: string): boolean => E.isRight(parseCaseNumber(written(line)));

describe('a case number', () => {
  test('is short and has a check character', () => {
    expect(caseNumber(10423)).toBe('C-10423-0');
    expect(caseNumber(10000)).toMatch(/^C-10000-[0-9X]$/);
  });

  test('is read back, also from what a person types', () => {
    fc.assert(fc.property(numbers, (number) => expect(parseCaseNumber(caseNumber(number))).toEqual(E.right(number))));
    expect(parseCaseNumber('  c-10423-0 ')).toEqual(E.right(10423));
  });

  test('with one wrong character is no case number', () => {
    fc.assert(
      fc.property(numbers, fc.nat(), fc.constantFrom(...characters), (number, where, character) => {
        const line = typed(number);
        const at = where % line.length;
        fc.pre(line[at] !== character);
        expect(isTaken(line.slice(0, at) + character + line.slice(at + 1))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('with two neighbours swapped is no case number', () => {
    fc.assert(
      fc.property(numbers, fc.nat(), (number, where) => {
        const line = typed(number);
        const at = where % (line.length - 1);
        fc.pre(line[at] !== line[at + 1]);
        expect(isTaken(`${line.slice(0, at)}${line[at + 1]}${line[at]}${line.slice(at + 2)}`)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('tells a slip of the finger from what is no number at all', () => {
    expect(parseCaseNumber('C-10423-5')).toEqual(
      E.left({ type: 'CaseNumberMistyped', written: 'C-10423-5', expected: 'C-10423-0' }),
    );
    for (const other of ['INC0000045', 'C-010-1', 'C-10423', '', 'C--1'])
      expect(parseCaseNumber(other)).toEqual(E.left({ type: 'CaseNumberMalformed', written: other }));
  });

  test('is made of whole numbers from 1', () => {
    for (const number of [0, -1, 1.5, Number.NaN]) expect(() => caseNumber(number)).toThrow(RangeError);
  });
});
