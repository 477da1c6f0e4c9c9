import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { sql, type Transaction } from 'kysely';
import type { CheckLog, EventStore, StoreUnavailable } from '@casebook/event-store';
import {
  logWitness,
  markHolders,
  postgresEventStore,
  type Database,
  type MarkHolder,
} from '@casebook/event-store-postgres';
import type { Clock } from './clock';
import { eventStoreDb } from './eventstoredb';
import { CasebookError } from './run';

/** The log of this database is not where it is looked for. */
export interface LogElsewhere {
  readonly type: 'LogElsewhere';
  readonly schema: string;
  /** In the database itself; on the server that was not named; or on a server, but not this one or not under this name. */
  readonly is: 'database' | 'server' | 'other';
}

/** Where a log is, and what can be asked of it beside its events. */
export interface LogPlace {
  readonly store: EventStore;
  readonly witness: NonNullable<CheckLog['witness']>;
  readonly markHolders: () => TE.TaskEither<StoreUnavailable, ReadonlyArray<MarkHolder>>;
  /** Whether heads of this log are kept in the database. */
  readonly keepsHeads: boolean;
  /** Closes what was opened for it; the store is closed by whoever has it. */
  readonly close: () => void;
}

/** Of a database that has its log in itself. */
export const inDatabase = 'database';

interface Row {
  readonly log: string;
  readonly moved: boolean;
}

const table = ({ schema }: Database) => sql.table(`${schema}.log_place`);

/** Where the log of this database was last time; undefined where that was never said. */
export const placeSaid = async (database: Database): Promise<Row | undefined> => {
  const name = `"${database.schema}"."log_place"`;
  const { rows: there } = await sql<{ found: boolean }>`select to_regclass(${name}) is not null as found`.execute(
    database.kysely,
  );
  if (there[0]?.found !== true) return undefined;
  const { rows } = await sql<Row>`select "log", "moved" from ${table(database)}`.execute(database.kysely);
  return rows[0];
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any tables: the statements are written by hand
export type Statements = Transaction<any>;

/** Says where the log of this database is from now on; `moved`: positions are others than before. `along`: what must be done with it. */
export const sayPlace = async (
  database: Database,
  log: string,
  moved: boolean,
  along: (transaction: Statements) => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  await database.kysely.transaction().execute(async (transaction) => {
    await sql`create table if not exists ${table(database)} ("log" text not null, "moved" boolean not null)`.execute(
      transaction,
    );
    await sql`delete from ${table(database)}`.execute(transaction);
    await sql`insert into ${table(database)} values (${log}, ${moved})`.execute(transaction);
    await along(transaction);
  });
};

/** True where the log has moved since the read models were folded; they have then been folded by positions of another log. */
export const hasMoved = async (database: Database): Promise<boolean> => (await placeSaid(database))?.moved ?? false;

/** The read models are of the log as it is now. */
export const settled = async (database: Database): Promise<void> => {
  const said = await placeSaid(database);
  if (said !== undefined) await sayPlace(database, said.log, false);
};

const refuse = ({ schema }: Database, is: LogElsewhere['is']): never => {
  throw new CasebookError<LogElsewhere>({ type: 'LogElsewhere', schema, is });
};

const storeIn = (database: Database, clock: Clock | undefined): EventStore =>
  postgresEventStore(database, clock === undefined ? {} : { clock });

/** The log in the database. Rejects with LogElsewhere where the database has its log on a server. */
export const logInDatabase = async (database: Database, clock: Clock | undefined): Promise<LogPlace> => {
  const said = await placeSaid(database);
  if (said !== undefined && said.log !== inDatabase) refuse(database, 'server');
  return {
    store: storeIn(database, clock),
    witness: logWitness(database),
    markHolders: () => markHolders(database),
    keepsHeads: true,
    close: () => undefined,
  };
};

const isEmpty = async (database: Database): Promise<boolean> => {
  const head = await storeIn(database, undefined).head()();
  return E.isRight(head) && head.right === 0;
};

/** What several logs on one server are told apart by: schemas of databases, but for the usual one. */
export const logName = (schema: string): { readonly log?: string } => (schema === 'casebook' ? {} : { log: schema });

/**
 * The log on an EventStoreDB, of which the database has all but the events. Rejects with LogElsewhere where the database has another log,
 * with EventStoreDbUnavailable where the server cannot be worked with. Nothing of this is loaded where there is no such log.
 */
export const logOnServer = async (url: string, database: Database, clock: Clock | undefined): Promise<LogPlace> => {
  const { eventStoreDbEventStore, logIdentity, openEventStoreDb, streamIncidents } = eventStoreDb();
  const esdb = await openEventStoreDb(url, logName(database.schema));
  try {
    const identity = await logIdentity(esdb);
    const said = await placeSaid(database);
    if (said === undefined) {
      if (!(await isEmpty(database))) refuse(database, 'database');
      await sayPlace(database, identity, false);
    } else if (said.log !== identity) refuse(database, said.log === inDatabase ? 'database' : 'other');
    return {
      // All ids that are made here are made of their stream's name, or of their case's number.
      store: eventStoreDbEventStore(esdb, { idsWithin: 'stream', ...(clock === undefined ? {} : { clock }) }),
      witness: streamIncidents(esdb),
      markHolders: () => TE.right([]),
      keepsHeads: false,
      close: esdb.close,
    };
  } catch (error) {
    esdb.close();
    throw error;
  }
};
