import { PostgresDialect, type Dialect, type PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient, QueryConfig } from 'pg';
import { from } from 'pg-copy-streams';
import { lend, whyBroken } from './lend';
import { sqlTypes } from './sql-types';

const isCopy = /^copy .+ from stdin$/is;

/** COPY takes its rows beside the statement: here they are its only parameter, in COPY's text form. */
const copied = (client: PoolClient, sql: string, rows: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const stream = client.query(from(sql));
    stream.on('error', reject);
    stream.on('finish', () => resolve({ command: 'COPY', rowCount: stream.rowCount, rows: [] }));
    stream.end(rows);
  });

// kysely hands over SQL and parameters; how the results are read goes along with every single query.
const reading = (client: PoolClient): PostgresPoolClient => {
  const query = (sql: unknown, values?: ReadonlyArray<unknown>): unknown => {
    if (typeof sql !== 'string') throw new TypeError('cursors are not supported: read page by page');
    const broken = whyBroken(client);
    if (broken !== undefined) throw broken;
    const [only, ...others] = values ?? [];
    if (isCopy.test(sql) && typeof only === 'string' && others.length === 0) return copied(client, sql, only);
    // Extended: one call is one statement, so that nothing can be smuggled in behind a semicolon.
    const one: QueryConfig & { readonly queryMode: 'extended' } = {
      text: sql,
      values: [...(values ?? [])],
      types: sqlTypes,
      queryMode: 'extended',
    };
    return client.query(one);
  };
  // Of the two overloads that kysely declares, the one for cursors needs a package that is not there.
  return { query: query as PostgresPoolClient['query'], release: () => client.release() };
};

/** kysely over a pool, with results as `sqlTypes` says; the pool is left open when kysely is destroyed. */
export const poolDialect = (pool: Pool): Dialect =>
  new PostgresDialect({
    pool: { connect: async () => reading(await lend(pool)), end: () => Promise.resolve() },
  });
