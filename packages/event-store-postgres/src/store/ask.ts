import type { QueryArrayConfig, QueryConfig, QueryResultRow } from 'pg';
import type { Database } from '../database';
import { sqlTypes } from '../sql-types';

/** SQL and its parameters; with a name it is prepared once a connection, where connections are sessions. */
export type Statement = Pick<QueryConfig, 'text' | 'name'> & { readonly values?: unknown[] };

/** Puts one statement to the database. Rejects where no answer has come within the deadline; that connection is given up. */
export interface Ask {
  readonly rows: <R extends QueryResultRow>(statement: Statement) => Promise<ReadonlyArray<R>>;
  /** Rows as arrays, in the order of the columns. */
  readonly lists: <R extends unknown[]>(statement: Statement) => Promise<ReadonlyArray<R>>;
}

/** `deadline` in milliseconds. A PGlite has no connection that could fall silent, and is waited for. */
export const asker = (
  { pool, engine, capabilities }: Pick<Database, 'pool' | 'engine' | 'capabilities'>,
  deadline: number,
): Ask => {
  const limit = engine === 'pglite' ? {} : { query_timeout: deadline };
  const prepared = ({ name, ...statement }: Statement): Statement =>
    name === undefined || !capabilities.keepsSessions ? statement : { ...statement, name };
  return {
    rows: async <R extends QueryResultRow>(statement: Statement) => {
      const query: QueryConfig = { ...prepared(statement), ...limit, types: sqlTypes };
      return (await pool.query<R>(query)).rows;
    },
    lists: async <R extends unknown[]>(statement: Statement) => {
      const query: QueryArrayConfig = { ...prepared(statement), ...limit, types: sqlTypes, rowMode: 'array' };
      return (await pool.query<R>(query)).rows;
    },
  };
};
