import { eventStoreContract, eventStoreModelContract, storePromises } from '@casebook/event-store/contract';
import { eventStoreDbEventStore, type EventStoreDbStoreOptions } from '@casebook/event-store-eventstoredb';
import { testServers, type TestServer } from '@casebook/event-store-eventstoredb/testing';

const opener =
  ({ open }: TestServer, options: EventStoreDbStoreOptions = {}) =>
  async () => {
    const { client, close } = await open();
    const store = eventStoreDbEventStore(client, options);
    return {
      ...store,
      close: async () => {
        await store.close();
        await close();
      },
    };
  };

/** What is promised of ids across streams. */
const acrossStreams = [
  'event ids of another stream are refused, and no trace is left of the stream that named them',
  'of streams that name the same event id at once one gets it',
];

for (const server of testServers) {
  eventStoreContract(`eventStoreDbEventStore on ${server.name}`, opener(server));

  eventStoreModelContract(server.name, {
    runs: 60,
    open: async (count) => {
      const { clients, close } = await server.open(count);
      const stores = clients.map((client) => eventStoreDbEventStore(client));
      return {
        stores,
        close: async () => {
          await Promise.all(stores.map((store) => store.close()));
          await close();
        },
      };
    },
  });

  describe(`eventStoreDbEventStore on ${server.name}, where ids are each stream's own:`, () => {
    const open = opener(server, { idsWithin: 'stream' });
    const kept = storePromises.filter(({ sentence }) => !acrossStreams.includes(sentence));

    test.each(kept.map((promise) => [promise.sentence, promise] as const))('%s', async (_, { holds }) => {
      const store = await open();
      try {
        await holds(store);
      } finally {
        await store.close();
      }
    });

    test.each(storePromises.filter(({ sentence }) => acrossStreams.includes(sentence)).map((promise) => [promise]))(
      'it is not promised that $sentence',
      async ({ holds }) => {
        const store = await open();
        try {
          await expect(holds(store)).rejects.toThrow();
        } finally {
          await store.close();
        }
      },
    );
  });
}
