import { duration } from './duration';

test('a duration is told in its two largest units', () => {
  expect(duration(0)).toBe('0 min');
  expect(duration(48 * 3_600_000)).toBe('48 h');
  expect(duration(47 * 3_600_000 + 5 * 60_000 + 59_000)).toBe('47 h 5 min');
  expect(duration(90_000)).toBe('1 min 30 s');
  expect(duration(60_000)).toBe('1 min');
  expect(duration(999)).toBe('999 ms');
  expect(duration(3_600_001)).toBe('1 h');
});
