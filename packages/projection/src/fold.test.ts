import { instantOf, type Instant } from '@casebook/vocabulary';
import { recordedLog } from './contract/recorded-log';
import { inMemory } from './in-memory';
import type { Projection } from './projection';
import { decodedLog, tell, waits } from './testing/desk';

const minute = (minutes: number): Instant => instantOf(Date.UTC(2016, 0, 1) + minutes * 60_000);

describe('rows', () => {
  test('come to their handlers in the order of their key, as PostgreSQL sorts bytes', () => {
    const log = recordedLog();
    ['b', '🧾', '\uff5e', 'a'].forEach((id, index) => tell(log, 'C-1', { type: 'WaitStarted', at: minute(index), id }));
    const [rows] = inMemory(waits, decodedLog(log)).values();
    expect(rows?.map(({ id }) => id)).toEqual(['a', 'b', '\uff5e', '🧾']);
  });

  test('are told apart by their key', () => {
    const log = recordedLog();
    tell(log, 'C-1', { type: 'WaitStarted', at: minute(0), id: 'a' });
    tell(log, 'C-1', { type: 'WaitEnded', at: minute(1), id: 'a' });
    const twice: Projection = { ...waits, on: { ...waits.on, WaitEnded: (rows) => [...rows, ...rows] } };
    expect(() => inMemory(twice, decodedLog(log))).toThrow(
      new RangeError('waits has two rows with the key {"id":"a"}'),
    );
  });

  test('that no column could hold are refused in memory too', () => {
    const log = recordedLog();
    tell(log, 'C-1', { type: 'WaitStarted', at: minute(0), id: 'a' });
    const wrong: Projection = {
      ...waits,
      on: { WaitStarted: () => [{ id: 'a', since: minute(0), until: null, ordinal: -0 }] },
    };
    expect(() => inMemory(wrong, decodedLog(log))).toThrow(RangeError);
    const missing: Projection = { ...waits, on: { WaitStarted: () => [{ id: 'a', since: minute(0), until: null }] } };
    expect(() => inMemory(missing, decodedLog(log))).toThrow(new RangeError('waits.ordinal is missing'));
  });
});
