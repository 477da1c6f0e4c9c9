import { setTimeout as pause } from 'node:timers/promises';
import { postgreSQLEventStoreConsumer, postgreSQLProjection } from '@event-driven-io/emmett-postgresql';
import { addToTallies, type TallyAdded } from './tallies';

// A process of its own that follows the log with Emmett's consumer until it is killed: node worker.ts URL NAME. The rows are written with
// the connection and in the transaction that Emmett hands to a projection.
const tallies = postgreSQLProjection<TallyAdded>({
  name: 'tallies',
  canHandle: ['TallyAdded'],
  handle: async (events, { connection: { client } }) => {
    for (const { data, metadata } of events)
      await client.query(addToTallies, [metadata.streamName, data.amount, String(metadata.globalPosition)]);
  },
});

/** Follows as long as the consumer does; at once over where another instance has the lock. */
const follow = async (url: string, name: string, lockSeconds: number): Promise<void> => {
  const consumer = postgreSQLEventStoreConsumer({ connectionString: url });
  consumer.projector({
    processorId: 'tallies',
    processorInstanceId: name,
    projection: tallies,
    lock: { timeoutSeconds: lockSeconds },
  });
  try {
    await consumer.start();
  } finally {
    await consumer.close();
  }
};

const main = async ([url = '', name = '', lockSeconds = '']: ReadonlyArray<string>): Promise<void> => {
  // As whatever keeps a service running does: it is started again until it is its turn. To wait in Emmett itself (`retry`) keeps a
  // transaction open meanwhile, and events are not shown to anybody as long as an older transaction is open.
  for (;;) {
    await follow(url, name, Number(lockSeconds)).catch(() => undefined);
    await pause(100);
  }
};

process.on('uncaughtException', () => process.exit(1)); // what it does on SIGTERM throws where its consumer was closed
process.setMaxListeners(0); // each consumer adds its own for signals
process.stdin.on('end', () => process.exit(1)).resume(); // whoever started it has ended, maybe by kill -9
void main(process.argv.slice(2));
