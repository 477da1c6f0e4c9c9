import { CompiledQuery, type Kysely } from 'kysely';
import { Stopped } from './failure';

/** Columns are read as text, whatever the driver would make of their types. */
export type TextRow = { readonly [column: string]: string | null };
export type Query = (statement: string, parameters?: ReadonlyArray<string | null>) => Promise<ReadonlyArray<TextRow>>;

// Statements are written here as text; whose tables a query function reads is for it to say.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
export type Db = Kysely<any>;

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const unavailable = (error: unknown): Stopped =>
  new Stopped({ type: 'StoreUnavailable', message: message(error) }, error);

export const queryOn =
  (db: Db): Query =>
  async (statement, parameters = []) => {
    try {
      const { rows } = await db.executeQuery<TextRow>(CompiledQuery.raw(statement, [...parameters]));
      return rows;
    } catch (error) {
      throw unavailable(error);
    }
  };

/** All of it or nothing. Never read the log in here: an embedded database has one connection, and this holds it. */
export const transacted = <A>(db: Db, body: (query: Query) => Promise<A>): Promise<A> =>
  inTransaction(db, 'read committed', body);

/** As `transacted`, and all of it sees what stood in one moment: when it first read something, after the locks that it took before. */
export const inOneMoment = <A>(db: Db, body: (query: Query) => Promise<A>): Promise<A> =>
  inTransaction(db, 'repeatable read', body);

const inTransaction = async <A>(
  db: Db,
  isolation: 'read committed' | 'repeatable read',
  body: (query: Query) => Promise<A>,
): Promise<A> => {
  let thrown: { readonly error: unknown } | undefined;
  try {
    return await db
      .transaction()
      .setIsolationLevel(isolation)
      .execute(async (transaction) => {
        try {
          return await body(queryOn(transaction));
        } catch (error) {
          thrown = { error };
          throw error;
        }
      });
  } catch (error) {
    throw thrown === undefined ? unavailable(error) : thrown.error;
  }
};

/** Several statements that need no parameters and give no rows, in one round trip. */
export const batch = (statements: ReadonlyArray<string>): string =>
  `do $casebook$ begin\n${statements.map((statement) => `${statement};`).join('\n')}\nend $casebook$`;

const code = (error: unknown): unknown =>
  error instanceof Stopped
    ? code(error.cause)
    : typeof error === 'object' && error !== null && 'code' in error
      ? error.code
      : undefined;

/** lock_not_available, deadlock_detected, serialization_failure, a standstill within a transaction: the same again may succeed. */
export const isPassing = (error: unknown): boolean =>
  ['55P03', '40P01', '40001', '25P03'].some((passing) => passing === code(error));
