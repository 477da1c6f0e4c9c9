import type { Database } from '@casebook/event-store-postgres';
import type { Happened } from '../examine';

type Ask = <A extends object>(statement: string) => Promise<ReadonlyArray<A>>;

const ignore = (): void => undefined;

/** All questions as of one moment. */
export const inSnapshot = async <A>({ pool }: Database, body: (query: Ask) => Promise<A>): Promise<A> => {
  const client = await pool.connect();
  let error: Error | undefined;
  client.on('error', ignore); // the question under way learns of it
  try {
    await client.query('begin isolation level repeatable read read only');
    const answer = await body(async <B extends object>(statement: string) => (await client.query<B>(statement)).rows);
    await client.query('commit');
    return answer;
  } catch (caught) {
    error = caught instanceof Error ? caught : new Error(String(caught));
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(error);
  }
};

/** The log, read from its table: each stream in the order in which things happened, late events where they belong. */
export const logIn = (query: Ask): Promise<ReadonlyArray<Happened>> =>
  query<Happened>(
    `select stream, position::float8 as position, (data::json->>'amount')::float8 as amount
     from casebook.events order by stream, occurred_at, revision`,
  );
