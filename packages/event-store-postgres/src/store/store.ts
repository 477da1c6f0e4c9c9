import { randomUUID } from 'node:crypto';
import type { EventStore } from '@casebook/event-store';
import type { Instant } from '@casebook/vocabulary';
import type { Database } from '../database';
import { namesIn } from '../schema/names';
import { alarm } from './alarm';
import { appender } from './append';
import { listener } from './listen';
import { measure } from './measure';
import { notifier } from './notify';
import { reader } from './read';
import { polling, subscriber, type Polling } from './subscribe';

export interface PostgresOptions {
  /** What time the log learns something; the database's clock by default. */
  readonly clock?: () => Instant;
}

/** The log, with how often its subscriptions look. */
export const pollingEventStore = (
  database: Database,
  { clock, polling }: PostgresOptions & { readonly polling: Polling },
): EventStore => {
  const names = namesIn(database.schema);
  const self = randomUUID();
  const bell = alarm();
  let news = 0;
  let closed = false;
  const wake = (): void => {
    news += 1;
    bell.wake();
  };
  const { notify, rest } = notifier(database, self);
  const wrote = (): void => {
    wake();
    notify();
  };
  const listening = listener(database, self, wake);
  const reading = reader(database, names);
  return {
    ...reading,
    append: appender(database, names, clock, wrote),
    subscribe: subscriber({
      readAll: reading.readAll,
      measure: measure(database, names),
      bell,
      listener: listening,
      polling,
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
