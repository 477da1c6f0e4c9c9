import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { Pool } from 'pg';
import type { Appender } from '../appends';
import type { TallyAdded } from './tallies';

/** Emmett's store as its documentation sets it up; there are no event ids by which a repeated append is known, so it may be there twice. */
export const emmettAppender = (url: string): Appender => {
  const pool = new Pool({ connectionString: url });
  pool.on('error', () => undefined); // whoever needs the connection next learns of it
  const store = getPostgreSQLEventStore(url, { connectionOptions: { pool }, schema: { autoMigration: 'None' } });
  return {
    append: async ({ stream, amounts }) => {
      const events = amounts.map((amount): TallyAdded => ({ type: 'TallyAdded', data: { amount } }));
      try {
        await store.appendToStream(stream, events);
        return 'over';
      } catch {
        return 'again';
      }
    },
  };
};
