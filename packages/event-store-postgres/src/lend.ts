import type { Pool, PoolClient } from 'pg';

const lent = new WeakSet<PoolClient>();
const broken = new WeakMap<PoolClient, Error>();

/**
 * A connection of the pool's, to be released. It can break while nothing is asked of it, as between two statements of a transaction; the
 * pool does not listen then, and an error that nobody hears ends the process.
 */
export const lend = async (pool: Pool): Promise<PoolClient> => {
  const client = await pool.connect();
  // The first says why, the next ones only that it is so.
  if (!lent.has(client)) client.on('error', (error) => broken.set(client, broken.get(client) ?? error));
  lent.add(client);
  return client;
};

/** Why a lent connection broke, where it has: what is asked of it then would be refused without the reason. */
export const whyBroken = (client: PoolClient): Error | undefined => broken.get(client);
