import { paceOf } from './pace';

const full = (pace: ReturnType<typeof paceOf>, millis: number, characters = 300): number => {
  const events = pace.limit();
  pace.took({ events, size: events * characters }, millis);
  return pace.limit();
};

describe('a page', () => {
  test('becomes longer while full ones are done in no time, up to what was asked for', () => {
    const pace = paceOf(5_000);
    expect(pace.limit()).toBe(1_000);
    expect([full(pace, 10), full(pace, 20), full(pace, 40)]).toEqual([2_000, 4_000, 5_000]);
  });

  test('becomes shorter where it takes longer than a quarter of a second, never less than half at once', () => {
    const pace = paceOf(5_000);
    expect([full(pace, 500), full(pace, 5_000), full(pace, 60_000)]).toEqual([500, 250, 125]);
  });

  test('becomes shorter where events say much', () => {
    const pace = paceOf(5_000);
    expect(full(pace, 10, 20_000)).toBe(800);
  });

  test('that is not full says nothing of how long a full one takes', () => {
    const pace = paceOf(5_000);
    pace.took({ events: 3, size: 900 }, 2_000);
    expect(pace.limit()).toBe(1_000);
  });

  test('that could not be written is tried again as half a one', () => {
    const pace = paceOf(5_000);
    pace.failed();
    expect(pace.limit()).toBe(500);
  });
});
