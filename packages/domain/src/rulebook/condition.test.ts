import { textOf } from '@casebook/vocabulary';
import { judge, type Condition } from './condition';
import type { Facts, Field, Value } from './facts';

const facts: Facts = new Map<Field, Value>([
  ['category', textOf('technical/display')],
  ['channel', textOf('chat')],
]);
const all = (...tests: ReadonlyArray<readonly [Field, string]>): Condition => ({
  all: tests.map(([field, is]) => ({ field, is: textOf(is) })),
});

describe('a condition', () => {
  test('holds where all its tests do, and says what held', () => {
    expect(judge(all(['category', 'technical/display'], ['channel', 'chat']), facts)).toEqual({
      holds: true,
      because: 'category is technical/display and channel is chat',
    });
  });

  test('does not hold where one test fails, and says which', () => {
    expect(judge(all(['channel', 'email'], ['category', 'technical'], ['product', 'phone']), facts)).toEqual({
      holds: false,
      because: 'channel is chat, not email and product is not known, not phone',
    });
  });

  test('takes a category for all that it lies in, and for nothing that only begins alike', () => {
    expect(judge(all(['category', 'technical']), facts).holds).toBe(true);
    expect(judge(all(['category', 'tech']), facts).holds).toBe(false);
    expect(judge(all(['category', 'technical/display/crack']), facts).holds).toBe(false);
  });

  test('without tests holds for every case', () => {
    expect(judge(all(), facts)).toEqual({ holds: true, because: 'it holds for every case' });
  });
});
