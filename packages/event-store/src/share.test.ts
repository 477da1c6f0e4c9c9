import { shareOf, streamName, type StreamName } from '@casebook/event-store';
import { literal, TenantId } from '@casebook/vocabulary';

const stream = (id: string): StreamName => streamName({ category: 'case', tenant: literal(TenantId, 'acme'), id });

test.each([
  ['1', 8, 0],
  ['1', 7, 5],
  ['1', 1, 0],
  ['Größe 😀', 8, 1],
  ['Größe 😀', 7, 3],
] as const)('the stream of case %j is, among %d shares, in share %d for ever', (id, among, share) => {
  expect(shareOf(stream(id), among)).toBe(share);
});

test.each([2, 3, 8, 16])('many streams are divided evenly among %d shares', (among) => {
  const counts = Array.from({ length: among }, () => 0);
  const many = 20_000;
  for (let index = 0; index < many; index += 1) {
    const share = shareOf(stream(`INC${String(index).padStart(7, '0')}`), among);
    counts[share] = (counts[share] ?? NaN) + 1;
  }
  for (const count of counts) expect(Math.abs(count / (many / among) - 1)).toBeLessThan(0.1);
});

test.each([0, -1, 1.5, NaN, Infinity])('streams are not divided among %d', (among) => {
  expect(() => shareOf(stream('1'), among)).toThrow(RangeError);
});
