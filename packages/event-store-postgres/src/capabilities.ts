import type { Pool, PoolClient } from 'pg';
import { lend } from './lend';

/** What the database behind a connection can do, and what this role may. Asked once; all of it holds as long as the server is the same. */
export interface Capabilities {
  readonly engine: 'pglite' | 'postgres';
  /** Of PostgreSQL, 15 and later. */
  readonly major: number;
  /** A standby can only be read, and does not know the locks of writers: the log is not read there. */
  readonly isStandby: boolean;
  /** A session is ours for as long as we hold the connection, so that statements can have names; a pooler hands sessions out by transaction. */
  readonly keepsSessions: boolean;
  /** It takes COPY with its rows over the connection; a PGlite, however it is reached, does not. */
  readonly takesCopy: boolean;
  /** Row-level security does not hold for this role. */
  readonly bypassesRowSecurity: boolean;
  readonly role: string;
}

interface Row {
  readonly major: number;
  readonly standby: boolean;
  readonly pglite: boolean;
  readonly pid: number;
  readonly bypass: boolean;
  readonly role: string;
}

// A pooler gives its clients a number of its own; the server's own is that of the process which answers.
const announcedPid = (client: PoolClient): unknown => ('processID' in client ? client.processID : undefined);

interface Connected {
  readonly pool: Pool;
  readonly engine: Capabilities['engine'];
}

/** Asks the server, in one statement. */
export const capabilitiesOf = async ({ pool, engine }: Connected): Promise<Capabilities> => {
  const client = await lend(pool);
  try {
    const { rows } = await client.query<Row>(
      `select current_setting('server_version_num')::integer / 10000 as major, pg_is_in_recovery() as standby,
         version() like '%PGlite%' or version() like '%emscripten%' as pglite,
         pg_backend_pid() as pid, rolsuper or rolbypassrls as bypass, rolname::text as role
       from pg_roles where rolname = current_user`,
    );
    const [row] = rows;
    if (row === undefined) throw new Error('the database does not know who is connected');
    return {
      engine,
      major: row.major,
      isStandby: row.standby,
      keepsSessions: engine === 'pglite' || announcedPid(client) === row.pid,
      takesCopy: !row.pglite,
      bypassesRowSecurity: row.bypass,
      role: row.role,
    };
  } finally {
    client.release();
  }
};
