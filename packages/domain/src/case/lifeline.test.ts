import { accepted, assigned, cancelled, closed, created, resolved, waiting } from '../testing/examples';
import { happened } from '../testing/happened';
import type { CaseEvent } from './case';
import { lifeline, toldBy, type Refused, type Told } from './lifeline';
import type { Status } from './status';

type Row = readonly [shows: Status | null | 'our own', ...events: ReadonlyArray<CaseEvent>];

/** What is refused of a case that was told row by row. */
const refused = (...rows: ReadonlyArray<Row>): ReadonlyArray<Refused> => {
  let line = lifeline.initial;
  return rows.flatMap(([shows, ...events], index) =>
    events.flatMap((event) => {
      const told: Told | null = shows === 'our own' ? null : { row: String(index), shows };
      const step = lifeline.next(line, event, told);
      line = step.line;
      return step.refused === null ? [] : [step.refused];
    }),
  );
};

const remark = happened('ActivityRecorded', '2026-03-02T09:00');
const reopened = happened('CaseReopened', '2026-03-02T09:00');

describe('what a source tells', () => {
  test('may be what the lifecycle provides for', () => {
    expect(refused(['New', created], ['Open', remark], ['Resolved', resolved], ['Closed', closed])).toEqual([]);
    expect(refused(['New', created, assigned], ['Open', accepted], ['Waiting', waiting], ['Open', reopened])).toEqual([
      { from: 'Waiting', type: 'CaseReopened' },
    ]);
  });

  test('is refused where the lifecycle provides for something else', () => {
    expect(refused(['New', created], ['Resolved', resolved])).toEqual([{ from: 'New', type: 'CaseResolved' }]);
    expect(refused(['Open', created], ['Closed', closed], ['Open', reopened])).toEqual([
      { from: 'Closed', type: 'CaseReopened' },
    ]);
  });

  test('is born where its first row shows it', () => {
    expect(refused(['Resolved', created, resolved])).toEqual([{ from: null, type: 'CaseResolved' }]);
    expect(refused(['Waiting', created, waiting], ['Resolved', resolved])).toEqual([
      { from: null, type: 'WaitStarted' },
    ]);
    expect(refused(['Open', created, assigned, accepted])).toEqual([]);
    expect(refused(['Cancelled', created, cancelled])).toEqual([]);
  });

  test('was worked on where a row showed it so, although nobody took it up', () => {
    expect(refused(['New', created], ['Open', remark], ['New', remark], ['Closed', closed])).toEqual([
      { from: 'New', type: 'CaseClosed' },
    ]);
    expect(refused(['Open', created], [null, remark], ['Closed', closed])).toEqual([]);
  });

  test('is held against the row before, not against its own', () => {
    expect(refused(['New', created], ['Open', remark, resolved])).toEqual([{ from: 'New', type: 'CaseResolved' }]);
  });

  test('is new where no row says anything', () => {
    expect(refused([null, created], [null, remark], ['Resolved', resolved])).toEqual([
      { from: 'New', type: 'CaseResolved' },
    ]);
  });
});

describe('events of our own', () => {
  test('are never refused', () => {
    expect(refused(['our own', created, resolved, closed, reopened])).toEqual([]);
  });

  test('are what the next row is held against', () => {
    expect(refused(['New', created], ['our own', assigned, accepted], ['Resolved', resolved])).toEqual([]);
    expect(refused(['our own', created], ['Resolved', resolved])).toEqual([{ from: 'New', type: 'CaseResolved' }]);
    expect(refused(['Open', created], ['our own', cancelled], ['Resolved', resolved])).toEqual([
      { from: 'Cancelled', type: 'CaseResolved' },
    ]);
  });
});

test('a row is told from those of other files, and shows no status that there is not', () => {
  const source = { system: 'desk', file: 'a.csv', row: 1, shows: 'Open' };
  expect(toldBy(source)).toEqual({ row: 'desk a.csv 1', shows: 'Open' });
  expect(toldBy({ ...source, file: 'b.csv' })?.row).not.toBe(toldBy(source)?.row);
  expect(toldBy({ ...source, shows: 'Halfway' })?.shows).toBeNull();
  expect(toldBy(null)).toBeNull();
});
