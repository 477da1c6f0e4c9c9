import type { Database } from '../database';
import { testDatabases } from './databases';

export interface ServerDatabase extends Database {
  /** Its address, for clients of one's own. */
  readonly url: string;
}

/** A fresh database on the server, and where it is; closing it drops it. */
export const openServer = async (): Promise<ServerDatabase> => {
  const server = testDatabases.find(({ name }) => name === 'PostgreSQL');
  if (server === undefined) throw new Error('there is no server to test on');
  const database = await server.open();
  const { rows } = await database.pool.query<{ name: string }>('select current_database() as name');
  const url = new URL(process.env['CASEBOOK_TEST_DATABASE_URL'] ?? '');
  url.pathname = `/${rows[0]?.name ?? ''}`;
  return { ...database, url: url.href };
};
