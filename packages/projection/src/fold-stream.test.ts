import { instantOf } from '@casebook/vocabulary';
import { recordedLog } from './contract/recorded-log';
import { inMemory } from './in-memory';
import { foldOn, foldWhole } from './fold-stream';
import { cases, decodedLog, tell } from './testing/desk';

const at = instantOf(Date.UTC(2016, 0, 1));

const history = () => {
  const log = recordedLog();
  tell(log, 'C-1', { type: 'Opened', at, subject: 'parcel' });
  tell(log, 'C-1', { type: 'Assigned', at, agent: 'ada' });
  tell(log, 'C-1', { type: 'Assigned', at, agent: 'bo' });
  return decodedLog(log);
};

describe('a fold', () => {
  test('leaves the row that it was given as it was', () => {
    const [opened, ...rest] = history();
    const before = foldWhole(cases, opened === undefined ? [] : [opened]).rows;
    const { rows, written } = foldOn(cases, before, rest);
    expect(before).toMatchObject([{ agent: null, events: 1 }]);
    expect(rows).toMatchObject([{ agent: 'bo', events: 3, agents: ['ada', 'bo'] }]);
    expect(written).toEqual(rows);
  });

  test('gives a row back as the same object where no event changed it', () => {
    const log = recordedLog();
    tell(log, 'C-1', { type: 'Opened', at, subject: 'parcel' });
    tell(log, 'C-1', { type: 'WaitStarted', at, id: 'a' });
    const [opened, ...rest] = decodedLog(log);
    const before = foldWhole(cases, opened === undefined ? [] : [opened]).rows;
    const { rows, written } = foldOn(cases, before, rest);
    expect(rows[0]).toBe(before[0]);
    expect(written).toEqual([]);
  });

  test('of a whole stream gives what folding it event by event gives', () => {
    const events = history();
    const [expected] = inMemory(cases, events).values();
    expect(foldWhole(cases, events).rows).toEqual(expected);
    expect(
      events.reduce<ReturnType<typeof foldOn>['rows']>((rows, one) => foldOn(cases, rows, [one]).rows, []),
    ).toEqual(expected);
  });
});
