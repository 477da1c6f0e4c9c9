import * as E from 'fp-ts/Either';
import * as t from 'io-ts';
import { faults, nullable, personal, Text, textOf, unlessErased } from './index';

const Body = personal(nullable(Text));

describe('a personal value', () => {
  test('is there, is empty, or is erased', () => {
    for (const value of ['Screen stays dark', null, { erased: true }])
      expect(Body.decode(value)).toEqual(E.right(value));
    for (const value of [7, {}, { erased: false }]) expect(E.isLeft(Body.decode(value))).toBe(true);
  });

  test('is marked as such', () => {
    expect(Body.personal).toBe(true);
    expect(nullable(Text)).not.toHaveProperty('personal');
  });

  test('is undefined to those who reckon with its erasure', () => {
    expect(unlessErased(textOf('dark'))).toBe('dark');
    expect(unlessErased({ erased: true })).toBeUndefined();
  });
});

test('what could not be opened is neither a value nor erased, and the fault says why', () => {
  const Note = t.strict({ body: Body });
  for (const sealed of ['tampered', 'unknown key']) {
    const decoded = Note.decode({ body: { sealed } });
    expect(E.isLeft(decoded) && faults(decoded.left)).toEqual([
      `body: {"sealed":"${sealed}"} must be Text or null, or erased`,
    ]);
  }
});
