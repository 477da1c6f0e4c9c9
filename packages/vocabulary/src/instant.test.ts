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
