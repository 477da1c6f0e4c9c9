import * as fc from 'fast-check';
import { isStorableText, Text, textOf } from './index';

describe('text', () => {
  test('may be empty and of any script', () => {
    for (const text of ['', 'Bildschirm bleibt dunkel', '画面が暗い', 'a 😀 b']) expect(Text.is(text)).toBe(true);
  });

  test('has no NUL and no half of a surrogate pair', () => {
    for (const text of ['a\u0000b', '\ud83d', '\ude00', '\ude00\ud83d', 'a\ud83db'])
      expect(isStorableText(text)).toBe(false);
    expect(() => textOf('a\u0000b')).toThrow('is not storable text');
  });

  test('is what UTF-8 gives back as it was', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 6 });
    fc.assert(
      fc.property(units, (codes) => {
        const text = String.fromCharCode(...codes);
        const back = Buffer.from(text, 'utf8').toString('utf8');
        expect(isStorableText(text)).toBe(back === text && !text.includes('\u0000'));
      }),
      { numRuns: 2000 },
    );
  });
});
