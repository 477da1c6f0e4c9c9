import { streamName, type EventStore, type StreamName } from '@casebook/event-store';
import { literal, TenantId } from '@casebook/vocabulary';
import { openEventStoreDb, type EventStoreDb } from '../open';
import { eventStoreDbEventStore, type EventStoreDbStoreOptions } from '../store/store';
import { startNode, type EventStoreNode, type NodeOptions } from './server/node';

/** A node, and a store of a client of it. */
export interface Opened {
  readonly node: EventStoreNode;
  readonly esdb: EventStoreDb;
  readonly store: EventStore;
  readonly close: () => Promise<void>;
}

export const opened = async (options: EventStoreDbStoreOptions = {}, node: NodeOptions = {}): Promise<Opened> => {
  const started = await startNode({ maxAppendSize: 16_000_000, ...node });
  const esdb = await openEventStoreDb(started.url);
  const store = eventStoreDbEventStore(esdb, options);
  return {
    node: started,
    esdb,
    store,
    close: async () => {
      await store.close();
      esdb.close();
      await started.close();
    },
  };
};

export const streamOf = (id: string): StreamName =>
  streamName({ category: 'case', tenant: literal(TenantId, 'acme'), id });
