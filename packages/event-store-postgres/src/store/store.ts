import type { EventStore } from '@casebook/event-store';
import type { Instant } from '@casebook/vocabulary';
import type { Database } from '../database';
import { namesIn } from '../schema/names';
import { namesForTenant } from '../schema/row-level-security';
import { appender } from './append';
import { reader } from './read';
import { alarm, subscriber } from './subscribe';

export interface PostgresOptions {
  /** What time the log learns something; the database's clock by default. */
  readonly clock?: () => Instant;
  /** The database is opened as a tenant's role (see `rolesSql`), which appends through a function that looks whose streams they are. */
  readonly asTenant?: boolean;
}

/** The log in a database that `migrate` has prepared. Closing it ends its subscriptions and leaves the database open. */
export const postgresEventStore = (
  database: Database,
  { clock, asTenant = false }: PostgresOptions = {},
): EventStore => {
  const names = asTenant ? namesForTenant(database.schema) : namesIn(database.schema);
  const bell = alarm();
  let news = 0;
  let closed = false;
  const wrote = (): void => {
    news += 1;
    bell.wake();
  };
  const reading = reader(database, names);
  return {
    ...reading,
    append: appender(database, names, clock, wrote),
    subscribe: subscriber(
      reading.readAll,
      bell,
      () => news,
      () => closed,
    ),
    close: () => {
      closed = true;
      bell.wake();
      return Promise.resolve();
    },
  };
};
