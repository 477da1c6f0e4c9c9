import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase, type Database } from '@casebook/event-store-postgres';

/** The database, as soon as its server answers. */
export const reach = async (url: string): Promise<Database> => {
  for (;;)
    try {
      return await openDatabase({ url });
    } catch {
      await pause(20);
    }
};
