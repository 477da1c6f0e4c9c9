import { Instant, literal } from '@casebook/vocabulary';
import { memoryEventStore } from '@casebook/event-store';
import { eventStoreContract, eventStoreModelContract, newEvent } from '@casebook/event-store/contract';
import * as E from 'fp-ts/Either';
import { stream } from './contract/events';

eventStoreContract('memoryEventStore', async () => memoryEventStore());

eventStoreModelContract('memory', {
  runs: 200,
  open: async (clients) => {
    const store = memoryEventStore();
    return { stores: Array.from({ length: clients }, () => store), close: store.close };
  },
});

describe('a log in memory', () => {
  test('records at the instant that its clock says', async () => {
    const now = literal(Instant, '2026-03-04T05:06:07.890Z');
    const appended = await memoryEventStore({ clock: () => now }).append(stream('one'), { is: 'any' }, [
      newEvent('one'),
    ])();
    expect(E.isRight(appended) && appended.right.events[0].recordedAt).toBe(now);
  });

  test('keeps an order by stream', () => {
    expect(memoryEventStore().readByStream).toBeDefined();
  });

  test('does not take text that other stores could not keep', async () => {
    const unkept = newEvent('one', { correlationId: 'half of a pair: \ud83d' });
    const append = memoryEventStore().append(stream('one'), { is: 'any' }, [unkept]);
    await expect(append()).rejects.toThrow(`event ${unkept.id}: correlationId must be without NUL`);
  });
});
