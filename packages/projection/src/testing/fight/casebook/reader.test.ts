import { faultsSeen } from './reader';

describe('the examination of what a reader saw', () => {
  test('finds nothing where there is ever more, and one version follows another', () => {
    expect(
      faultsSeen([
        { rows: 3, events: 9, madeBy: [1] },
        { rows: 3, events: 10, madeBy: [1] },
        { rows: 4, events: 11, madeBy: [2] },
      ]),
    ).toEqual([]);
  });

  test('finds a table that is empty, half-built or mixed', () => {
    const full = { rows: 3, events: 9, madeBy: [1] };
    expect(faultsSeen([full, { rows: 0, events: 0, madeBy: [] }])).toEqual([
      'rows of versions none',
      '0 rows after 3',
      '0 events after 9',
    ]);
    expect(faultsSeen([full, { rows: 3, events: 8, madeBy: [1] }])).toEqual(['8 events after 9']);
    expect(faultsSeen([full, { rows: 3, events: 9, madeBy: [1, 2] }])).toEqual(['rows of versions 1 and 2']);
  });
});
