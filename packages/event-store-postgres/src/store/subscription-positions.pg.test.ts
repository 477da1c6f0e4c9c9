import { leaseForContract, subscriptionPositionsContract } from '@casebook/event-store/contract';
import { migrate, postgresSubscriptionPositions } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';

for (const { name, open } of testDatabases)
  subscriptionPositionsContract(`postgresSubscriptionPositions on ${name}`, async () => {
    const database = await open();
    await migrate(database);
    return { positions: postgresSubscriptionPositions(database, { lease: leaseForContract }), close: database.close };
  });
