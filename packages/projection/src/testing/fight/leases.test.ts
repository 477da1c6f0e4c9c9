import { leaseFaults, takeovers, type Held, type Move } from './leases';

const held = (holder: string | null, position: number, epoch: number, until: number | null): Held => ({
  holder,
  position,
  epoch,
  until,
});
const move = (at: number, before: Held, after: Held): Move => ({ key: 'tallies 0', at, before, after });

const is =
  (name: string) =>
  (holder: string): boolean =>
    holder === name;

const free = held(null, 0, 0, null);
const begun = held('ada', 0, 1, 1_500);
const moved = held('ada', 10, 1, 1_600);
const taken = held('bob', 10, 2, 2_300);
const goneOn = held('bob', 20, 2, 2_400);
const moves = [
  move(1_000, free, begun),
  move(1_100, begun, moved),
  move(1_800, moved, taken),
  move(1_900, taken, goneOn),
];

describe('the examination of leases', () => {
  test('finds nothing where a lease is taken after it ended, in a new epoch', () => {
    expect(leaseFaults(moves)).toEqual([]);
  });

  test('finds a lease that was taken while it was held', () => {
    expect(leaseFaults([move(1_550, moved, taken)])).toEqual([
      'tallies 0: taken by bob 50 ms before the lease of ada ended',
    ]);
    expect(leaseFaults([move(1_550, { ...moved, holder: null }, taken)])).toEqual([]); // given up
  });

  test('finds who takes without a new epoch, and who moves without holding', () => {
    expect(leaseFaults([move(1_800, moved, { ...taken, epoch: 1 })])).toEqual([
      'tallies 0: taken by bob in the epoch of ada',
    ]);
    expect(leaseFaults([move(1_800, free, held(null, 5, 0, null))])).toEqual([
      'tallies 0: moved by who does not hold it',
    ]);
  });

  test('finds a checkpoint and an epoch that go back', () => {
    expect(leaseFaults([move(2_000, goneOn, { ...goneOn, position: 15 })])).toEqual([
      'tallies 0: went back from 20 to 15',
    ]);
    expect(leaseFaults([move(2_000, goneOn, { ...goneOn, epoch: 1 })])).toEqual([
      'tallies 0: its epoch went back to 1',
    ]);
  });

  test('measures from the kill to the first page of another', () => {
    expect(takeovers(moves, { isHolder: is('ada'), at: 1_150, over: null })).toEqual([750]);
    expect(takeovers(moves, { isHolder: is('ada'), at: 1_150, over: 1_850 })).toEqual([]);
    expect(takeovers(moves, { isHolder: is('bob'), at: 1_150, over: null })).toEqual([]);
  });
});
