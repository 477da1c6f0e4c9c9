import { PostgresDialect, type Dialect, type PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient, QueryConfig } from 'pg';
import { lend } from './lend';
import { sqlTypes } from './sql-types';

// kysely hands over SQL and parameters; how the results are read goes along with every single query.
const reading = (client: PoolClient): PostgresPoolClient => {
  const query = (sql: unknown, values?: ReadonlyArray<unknown>): unknown => {
    if (typeof sql !== 'string') throw new TypeError('cursors are not supported: read page by page');
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
