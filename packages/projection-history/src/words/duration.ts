import type { Millis } from '@casebook/vocabulary';

const units = [
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** A span of time in its two largest units, the rest left out: `47 h 5 min`. A day is not a unit: on a calendar it is none. */
export const duration = (millis: Millis): string => {
  const parts = units.map(([unit, size], index) => {
    const larger = units[index - 1]?.[1];
    return { unit, count: Math.floor((larger === undefined ? millis : millis % larger) / size) };
  });
  const first = parts.findIndex(({ count }) => count > 0);
  if (first === -1) return '0 min';
  return parts
    .slice(first, first + 2)
    .filter(({ count }) => count > 0)
    .map(({ unit, count }) => `${count} ${unit}`)
    .join(' ');
};
