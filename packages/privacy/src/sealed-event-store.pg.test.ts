import { eventStoreContract } from '@casebook/event-store/contract';
import { migrate, postgresEventStore } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { keyTable } from './key-table';
import { sealedEventStore } from './sealed-event-store';

// The contract's own events, with all that they say sealed.
const personal = { fields: { ThingHappened: ['name', 'text', 'a', 'big'], OtherHappened: ['name'] }, personIn: {} };

for (const { name, open } of testDatabases)
  eventStoreContract(`sealedEventStore(postgresEventStore) on ${name}`, async () => {
    const database = await open();
    await migrate(database);
    const stored = postgresEventStore(database);
    const store = sealedEventStore(stored, { keys: await keyTable(database), personal });
    const close = async () => {
      await store.close();
      await database.close();
    };
    return { ...store, stored, close };
  });
