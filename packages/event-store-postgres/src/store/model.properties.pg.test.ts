import { eventStoreModelContract } from '@casebook/event-store/contract';
import { migrate, openDatabase, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';

for (const { name, open } of testDatabases)
  eventStoreModelContract(name, {
    runs: name === 'PGlite' ? 40 : 80,
    open: async (clients) => {
      const database = await open();
      await migrate(database);
      const url = database.pool.options.connectionString;
      // A PGlite is for one process, so its clients share it; those of a server know nothing of each other.
      const others: ReadonlyArray<Database> =
        url === undefined ? [] : await Promise.all(Array.from({ length: clients - 1 }, () => openDatabase({ url })));
      const first = postgresEventStore(database);
      const stores = [first, ...others.map((one) => postgresEventStore(one))];
      return {
        stores: Array.from({ length: clients }, (_, index) => stores[index] ?? first),
        close: async () => {
          await Promise.all(others.map((other) => other.close()));
          await database.close();
        },
      };
    },
  });
