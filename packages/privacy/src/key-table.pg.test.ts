import { testDatabases } from '@casebook/event-store-postgres/testing';
import { keyStoreContract } from './contract';
import { keyTable } from './key-table';

for (const { name, open } of testDatabases)
  keyStoreContract(`keyTable on ${name}`, async () => {
    const database = await open();
    return { keys: await keyTable(database), close: database.close };
  });
