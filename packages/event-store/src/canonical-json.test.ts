import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '@casebook/vocabulary';
import { canonicalJson } from '@casebook/event-store';

interface Vectors {
  readonly files: ReadonlyArray<{ readonly name: string; readonly input: string; readonly outHex: string }>;
  readonly numbers: ReadonlyArray<{ readonly ieee: string; readonly text: string | null }>;
}

describe('canonical JSON', () => {
  test.each<[string, Json, string]>([
    [
      'orders members by UTF-16 code units',
      { '\u{1f600}': 1, '\ufb33': 2, a: 3, A: 4 },
      '{"A":4,"a":3,"\u{1f600}":1,"\ufb33":2}',
    ],
    ['keeps the order of lists', [3, [], { b: [null, true], a: {} }], '[3,[],{"a":{},"b":[null,true]}]'],
    ['writes numbers as ECMAScript does', [1e21, 0.000001, 1e-7, -0, 100], '[1e+21,0.000001,1e-7,0,100]'],
    [
      'escapes what must be escaped and nothing else',
      '\u0000\b\t\n\u000b\f\r"\\/\u007f\u2028é',
      '"\\u0000\\b\\t\\n\\u000b\\f\\r\\"\\\\/\u007f\u2028é"',
    ],
  ])('%s', (_, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test.each([NaN, Infinity, 'half: \ud800', { '\udead': 1 }])('has no form of %p', (value) => {
    expect(() => canonicalJson(value)).toThrow('has no canonical form');
  });
});

const file = join(__dirname, '../../../../shared/data/vectors/rfc8785-jcs.json');
const isThere = existsSync(file);
if (!isThere) console.warn('the public vectors of RFC 8785 are not beside this clone: their tests are skipped');

(isThere ? describe : describe.skip)('canonical JSON, by the public vectors of RFC 8785', () => {
  const { files, numbers } = isThere ? (JSON.parse(readFileSync(file, 'utf8')) as Vectors) : { files: [], numbers: [] };

  test('gives each document its bytes', () => {
    expect(files.length).toBeGreaterThan(3);
    for (const { input, outHex } of files)
      expect(Buffer.from(canonicalJson(JSON.parse(input) as Json)).toString('hex')).toBe(outHex);
  });

  test('writes each number as the RFC does, and refuses those that are none', () => {
    expect(numbers.length).toBeGreaterThan(20);
    for (const { ieee, text } of numbers) {
      const value = Buffer.from(ieee, 'hex').readDoubleBE();
      if (text === null) expect(() => canonicalJson(value)).toThrow('has no canonical form');
      else expect(canonicalJson(value)).toBe(text);
    }
  });
});
