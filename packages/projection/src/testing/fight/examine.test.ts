import { faultsIn, type Counted, type Happened } from './examine';

const log: ReadonlyArray<Happened> = [
  { stream: 'a', position: 1, amount: 5 },
  { stream: 'b', position: 2, amount: 7 },
  { stream: 'a', position: 4, amount: 1 },
  { stream: 'a', position: 3, amount: 2 }, // happened last, though it was recorded before
];
const a: Counted = { stream: 'a', events: 3, sum: 8, positions: [1, 4, 3], disorder: 0 };
const b: Counted = { stream: 'b', events: 1, sum: 7, positions: [2], disorder: 0 };

describe('the examination of what was counted', () => {
  test('finds nothing where every event was counted once, in its order', () => {
    expect(faultsIn(log, [b, a])).toEqual([]);
    expect(faultsIn([], [])).toEqual([]);
  });

  test('finds an event that was counted twice', () => {
    const twice: Counted = { ...a, events: 4, sum: 9, positions: [1, 4, 4, 3] };
    expect(faultsIn(log, [twice, b])).toEqual([{ what: 'counted twice', stream: 'a', positions: [4] }]);
  });

  test('finds a page that was counted twice at its end', () => {
    const twice: Counted = { ...a, events: 5, sum: 11, positions: [1, 4, 3, 4, 3] };
    expect(faultsIn(log, [twice, b])).toEqual([{ what: 'counted twice', stream: 'a', positions: [4, 3] }]);
  });

  test('finds an event that was missed, and a stream that was', () => {
    const short: Counted = { ...a, events: 2, sum: 7, positions: [1, 3] };
    expect(faultsIn(log, [short])).toEqual([
      { what: 'missed', stream: 'a', positions: [4] },
      { what: 'missed', stream: 'b', positions: [2] },
    ]);
  });

  test('finds events in another order', () => {
    const moved: Counted = { ...a, positions: [1, 3, 4] };
    expect(faultsIn(log, [moved, b])).toEqual([{ what: 'out of order', stream: 'a', positions: [3, 4] }]);
  });

  test('finds figures that say otherwise than the list, though every event is in it once', () => {
    expect(faultsIn(log, [{ ...a, events: 4 }, b])).toEqual([
      { what: 'wrong figures', stream: 'a', positions: [1, 4, 3] },
    ]);
    expect(faultsIn(log, [a, { ...b, sum: 14 }])).toEqual([{ what: 'wrong figures', stream: 'b', positions: [2] }]);
    expect(faultsIn(log, [a, { ...b, disorder: 1 }])).toEqual([{ what: 'wrong figures', stream: 'b', positions: [2] }]);
  });

  test('finds what the log does not have, and a stream with two rows', () => {
    const c: Counted = { ...b, stream: 'c', events: 1, sum: 1, positions: [9] };
    expect(faultsIn(log, [a, b, b, c])).toEqual([
      { what: 'counted twice', stream: 'b', positions: [2] },
      { what: 'not in the log', stream: 'c', positions: [9] },
    ]);
  });
});
