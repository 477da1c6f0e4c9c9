import { either as E } from 'fp-ts';
import { WrittenInstant } from './written-instant';

const read = (value: unknown) => {
  const decoded = WrittenInstant.decode(value);
  return E.isRight(decoded) ? decoded.right : undefined;
};

describe('an instant as people write it', () => {
  test.each([
    ['2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00.000Z'],
    ['2026-03-01T12:00:00Z', '2026-03-01T12:00:00.000Z'],
    ['2026-03-01T12:00:00.5Z', '2026-03-01T12:00:00.500Z'],
    ['2026-03-01T12:00Z', '2026-03-01T12:00:00.000Z'],
    ['2026-03-01T12:00:00+05:30', '2026-03-01T06:30:00.000Z'],
    ['2026-01-01T00:00-01:00', '2026-01-01T01:00:00.000Z'],
  ])('%s is %s', (written, instant) => {
    expect(read(written)).toBe(instant);
  });

  test.each(['2026-03-01T12:00:00', '2026-03-01', '2026-02-30T12:00:00Z', '2026-03-01T25:00Z', 'now', '', 7, null])(
    '%p is none',
    (written) => {
      expect(read(written)).toBeUndefined();
    },
  );
});
