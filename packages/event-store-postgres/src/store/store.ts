import { randomUUID } from 'node:crypto';
import type { EventStore } from '@casebook/event-store';
import type { Instant } from '@casebook/vocabulary';
import type { Database } from '../database';
import { namesIn } from '../schema/names';
import { namesForTenant } from '../schema/row-level-security';
import { alarm } from './alarm';
import { appender } from './append';
import { asker } from './ask';
import { mostWaiting, together, type Amount, type Grouping } from './group-commit';
import { listener } from './listen';
import { measure } from './measure';
import { notifier } from './notify';
import { reader } from './read';
import { polling, subscriber, type Polling } from './subscribe';

export interface PostgresOptions {
  /** What time the log learns something; the database's clock by default. */
  readonly clock?: () => Instant;
  /**
   * How many milliseconds one statement may take, 60,000 by default; then the answer is StoreUnavailable. How long a connection may be
   * waited for is for the pool to say: 30 seconds where `openDatabase` made it. Embedded databases are waited for.
   */
  readonly deadline?: number;
  /** What may wait to be appended, 50,000 appends and 100 million characters of data by default; an append beyond is refused at once, as StoreUnavailable. */
  readonly waiting?: Partial<Amount>;
  /** Whether appends that arrive while others are under way share the next transaction; true by default. */
  readonly groupCommit?: boolean;
  /** The database is opened as a tenant's role (see `rolesSql`), which appends through a function that looks whose streams they are. */
  readonly asTenant?: boolean;
}

const alone = { appends: 1, events: 1, characters: 1 } as const;

const groupingOf = ({ engine, pool }: Database, { groupCommit = true, waiting }: PostgresOptions): Grouping => {
  // On a server the next group is written while the one before is being committed.
  const concurrency = engine === 'pglite' ? 1 : groupCommit ? 2 : pool.options.max;
  return { concurrency, together: groupCommit ? together : alone, waiting: { ...mostWaiting, ...waiting } };
};

/** The log, with how often its subscriptions look. */
export const pollingEventStore = (
  database: Database,
  options: PostgresOptions & { readonly polling: Polling },
): EventStore => {
  const names = options.asTenant === true ? namesForTenant(database.schema) : namesIn(database.schema);
  const deadline = options.deadline ?? 60_000;
  const ask = asker(database, deadline);
  const self = randomUUID();
  const bell = alarm();
  let news = 0;
  let closed = false;
  const wake = (): void => {
    news += 1;
    bell.wake();
  };
  const { notify, rest } = notifier(database, self, deadline);
  const wrote = (): void => {
    wake();
    notify();
  };
  const listening = listener(database, self, wake);
  const reading = reader(ask, names);
  return {
    ...reading,
    append: appender(ask, names, { clock: options.clock, grouping: groupingOf(database, options) }, wrote),
    subscribe: subscriber({
      readAll: reading.readAll,
      measure: measure(ask, names),
      bell,
      listener: listening,
      polling: options.polling,
      news: () => news,
      isClosed: () => closed,
    }),
    close: async () => {
      closed = true;
      bell.wake();
      await Promise.all([listening.close(), rest()]);
    },
  };
};

/** The log in a database that `migrate` has prepared. Closing it ends its subscriptions and leaves the database open. */
export const postgresEventStore = (database: Database, options: PostgresOptions = {}): EventStore =>
  pollingEventStore(database, { ...options, polling });
