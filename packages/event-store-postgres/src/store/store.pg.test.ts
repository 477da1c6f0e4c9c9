import { eventStoreContract } from '@casebook/event-store/contract';
import { migrate, postgresEventStore } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';

for (const { name, open } of testDatabases)
  eventStoreContract(`postgresEventStore on ${name}`, async () => {
    const database = await open();
    await migrate(database);
    const store = postgresEventStore(database);
    const close = async () => {
      await store.close();
      await database.close();
    };
    return { ...store, close };
  });
