import type { Appender } from '../appends';

/** So many streams of 20 events each. */
export const fill = async (appender: Appender, streams: number): Promise<void> => {
  const one = (number: number): Promise<unknown> =>
    appender.append({
      name: `fill ${number}`,
      stream: `filled ${number}`,
      expected: 'known',
      amounts: Array.from({ length: 20 }, (_, index) => number + index),
      happenedAt: Date.UTC(2026, 0, 1) + number,
    });
  for (let from = 0; from < streams; from += 100)
    await Promise.all(Array.from({ length: Math.min(100, streams - from) }, (_, index) => one(from + index)));
};
