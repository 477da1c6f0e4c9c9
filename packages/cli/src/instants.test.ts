import { readInstant } from './instants';
import { Problem } from './problem';

const read = (text: string) => readInstant('--as-of', text);

describe('an instant', () => {
  test.each([
    ['2026-03-15T12:00:00.000Z', '2026-03-15T12:00:00.000Z'],
    ['2026-03-15T12:00:00Z', '2026-03-15T12:00:00.000Z'],
    ['2026-03-15T12:00z', '2026-03-15T12:00:00.000Z'],
    ['2026-03-15T13:00+01:00', '2026-03-15T12:00:00.000Z'],
    ['2026-03-15T07:30:00-0430', '2026-03-15T12:00:00.000Z'],
  ])('%s is taken with its zone', (text, instant) => {
    expect(read(text)).toEqual({ instant, utcAssumed: false });
  });

  test.each([
    ['2026-03-15', '2026-03-15T00:00:00.000Z'],
    ['2026-03-15T12:00', '2026-03-15T12:00:00.000Z'],
    ['2026-03-15 12:00:30', '2026-03-15T12:00:30.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('%s is taken as UTC, which is said', (text, instant) => {
    expect(read(text)).toEqual({ instant, utcAssumed: true });
  });

  test.each([
    '',
    'yesterday',
    '15.03.2026',
    '2026-3-5',
    '2026-02-30',
    '2026-13-01',
    '2026-03-15T25:00',
    '2026-03-15T12',
    '2026',
  ])('"%s" is refused', (text) => {
    expect(() => read(text)).toThrow(Problem);
  });
});
