import { count, flag, instant, json, memo, millis, optional, personal, text } from './column';
import { instantOf } from '@casebook/vocabulary';

describe('a column', () => {
  test('gives back what it took', () => {
    const awkward = ['', '🧾', 'NULL', 'a\\b"c', "it's"];
    expect(awkward.map((value) => text('').decode(text('').encode(value)))).toEqual(awkward);
    const whole = [0, -1, 2 ** 31 - 1, -(2 ** 31) + 1];
    expect(whole.map((value) => count('').decode(count('').encode(value)))).toEqual(whole);
    const large = [2 ** 31, 2 ** 53 - 1, -(2 ** 53) + 1];
    expect(large.map((value) => millis('').decode(millis('').encode(value)))).toEqual(large);
    expect([true, false].map((value) => flag('').decode(flag('').encode(value)))).toEqual([true, false]);
    const at = instantOf(0);
    expect(instant('').decode(instant('').encode(at))).toBe(at);
    const value = { b: [], a: [null, { '': '🧾' }], n: 1e300 };
    expect(json<typeof value>('').decode(json<typeof value>('').encode(value))).toEqual(value);
  });

  test.each([
    ['text with NUL', () => text('').encode('a\u0000b')],
    ['half a surrogate pair', () => text('').encode('\ud83d')],
    ['2^31 as a count', () => count('').encode(2 ** 31)],
    ['2^53 as milliseconds', () => millis('').encode(2 ** 53)],
    ['a fraction', () => count('').encode(0.5)],
    ['-0', () => count('').encode(-0)],
    ['-0 in JSON', () => json('').encode([-0])],
    ['NUL in a key of JSON', () => json('').encode({ 'a\u0000': 1 })],
    ['infinity in JSON', () => json('').encode([Infinity])],
    ['null where it may be empty, which is not for the column to write', () => optional(text('')).encode(null)],
  ])('refuses %s', (_, encode) => {
    expect(encode).toThrow(RangeError);
  });

  test('is shown unless it is kept for the fold, and says whether it is personal', () => {
    expect(optional(text('')).shown).toBe(true);
    expect(optional(memo(text(''))).shown).toBe(false);
    expect(personal(optional(text('')))).toMatchObject({ personal: true, nullable: true, shown: true });
    expect(text('').personal).toBe(false);
  });
});
