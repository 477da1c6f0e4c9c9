import * as fc from 'fast-check';
import { epochMillis, Instant, instantOf, later, literal, millisBetween, plus } from './index';

const first = epochMillis(literal(Instant, '0000-01-01T00:00:00.000Z'));
const last = epochMillis(literal(Instant, '9999-12-31T23:59:59.999Z'));
const millis = fc.integer({ min: first, max: last });

describe('an instant', () => {
  test('is written in one way only', () => {
    expect(Instant.is('2026-03-01T12:00:00.000Z')).toBe(true);
    for (const other of [
      '2026-03-01T12:00:00Z',
      '2026-03-01T12:00:00.000+00:00',
      '2026-03-01 12:00:00.000Z',
      '2026-02-30T12:00:00.000Z',
      '2026-03-01T24:00:00.000Z',
      '+010000-01-01T00:00:00.000Z',
      '',
    ])
      expect(Instant.is(other)).toBe(false);
  });

  test('is what a date prints as it was given', () => {
    const printed = (text: string): boolean => {
      const date = new Date(text);
      return text.length === 24 && !Number.isNaN(date.getTime()) && date.toISOString() === text;
    };
    const digit = fc.constantFrom(...'0123456789 aT:-.Z+٣');
    const changed = fc
      .tuple(millis, fc.array(fc.tuple(fc.nat(23), digit), { maxLength: 3 }))
      .map(([at, changes]) =>
        changes.reduce(
          (text, [index, to]) => text.slice(0, index) + to + text.slice(index + 1),
          instantOf(at) as string,
        ),
      );
    fc.assert(
      fc.property(changed, (text) => {
        expect([text, Instant.is(text)]).toEqual([text, printed(text)]);
      }),
      { numRuns: 5_000 },
    );
    for (const text of [
      '2000-02-29',
      '1900-02-29',
      '2024-02-29',
      '2023-02-29',
      '2023-00-10',
      '2023-04-31',
      '0000-02-29',
    ])
      expect([text, Instant.is(`${text}T00:00:00.000Z`)]).toEqual([text, printed(`${text}T00:00:00.000Z`)]);
  });

  test('compares as text as it does as time', () => {
    fc.assert(
      fc.property(millis, millis, (a, b) => {
        const [x, y] = [instantOf(a), instantOf(b)];
        expect(x < y).toBe(a < b);
        expect(later(x, y)).toBe(a > b ? x : y);
      }),
    );
  });

  test('is so many milliseconds from another', () => {
    fc.assert(
      fc.property(millis, millis, (a, b) => {
        const [x, y] = [instantOf(a), instantOf(b)];
        expect(epochMillis(x)).toBe(a);
        expect(millisBetween(x, y)).toBe(b - a);
        expect(plus(x, b - a)).toBe(y);
      }),
    );
  });

  test('lies in the years 0000 to 9999', () => {
    for (const outside of [first - 1, last + 1]) expect(() => instantOf(outside)).toThrow(RangeError);
    expect(() => plus(instantOf(last), 1)).toThrow('is outside the years 0000 to 9999');
  });
});
