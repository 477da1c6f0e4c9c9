import type { Pool, PoolClient } from 'pg';

const heard = new WeakSet<PoolClient>();

/**
 * A connection of the pool's, to be released. It can break while nothing is asked of it, as between two statements of a transaction; the
 * pool does not listen then, and an error that nobody hears ends the process. Whatever is asked next is refused.
 */
export const lend = async (pool: Pool): Promise<PoolClient> => {
  const client = await pool.connect();
  if (!heard.has(client)) client.on('error', () => undefined);
  heard.add(client);
  return client;
};
