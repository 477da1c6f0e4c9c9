import { memoryEventStore } from '@casebook/event-store';
import { eventStoreContract } from '@casebook/event-store/contract';
import { memoryKeyStore } from './memory-key-store';
import { sealedEventStore } from './sealed-event-store';

// The contract's own events, with all that they say sealed.
const personal = { fields: { ThingHappened: ['name', 'text', 'a', 'big'], OtherHappened: ['name'] }, personIn: {} };

eventStoreContract('sealedEventStore(memoryEventStore)', async () => {
  const stored = memoryEventStore();
  return { ...sealedEventStore(stored, { keys: memoryKeyStore(), personal }), stored };
});

test('a store that is sealed keeps an order by stream where the one beneath does', () => {
  const keys = memoryKeyStore();
  const { readByStream: _, ...without } = memoryEventStore();
  expect(sealedEventStore(memoryEventStore(), { keys, personal }).readByStream).toBeDefined();
  expect(sealedEventStore(without, { keys, personal })).not.toHaveProperty('readByStream');
});
