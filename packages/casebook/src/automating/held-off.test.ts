import { heldOff } from './held-off';

test('what could not be recorded is left alone for a minute, then for two, and for an hour at most', () => {
  let now = 0;
  const held = heldOff(() => now);
  expect(held.has('one')).toBe(false);
  const waits = [1, 2, 4, 8, 16, 32, 60, 60].map((minutes) => minutes * 60_000);
  for (const wait of waits) {
    held.add('one');
    now += wait - 1;
    expect(held.has('one')).toBe(true);
    now += 1;
    expect(held.has('one')).toBe(false);
  }
  expect(held.has('other')).toBe(false);
  held.forget('one');
  held.add('one');
  now += 60_000;
  expect(held.has('one')).toBe(false);
});
