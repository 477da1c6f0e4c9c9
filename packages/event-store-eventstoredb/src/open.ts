import { credentials } from '@grpc/grpc-js';
import { ServerFeaturesClient } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { connectionOf, type Connection } from './connection/connection';
import { EventStoreDbUnavailable, words } from './connection/failures';
import { persist, until } from './connection/persist';
import { settingsOf } from './connection/settings';

export interface EventStoreDbOptions {
  /** Put before the names of all streams, with a full stop: several logs can share a server. None by default. */
  readonly log?: string;
  /** For how many milliseconds a server is looked for when it is opened, 10,000 by default. */
  readonly patience?: number;
}

/** A server or a cluster, with a log of ours in it. */
export interface EventStoreDb {
  readonly connection: Connection;
  /** What stands before the names of streams. */
  readonly prefix: string;
  /** What the server says it is. */
  readonly version: string;
  readonly close: () => void;
}

const asked = async (connection: Connection, millis: number): Promise<SupportedMethods> => {
  const time = until(millis);
  return persist(time, async () => {
    const link = await connection.link();
    // Another service over the same channel, which has its own credentials.
    const channelOverride = link.streams.getChannel();
    const features = new ServerFeaturesClient('', credentials.createInsecure(), { channelOverride });
    return new Promise((resolve, reject) => {
      features.getSupportedMethods(
        new Empty(),
        connection.metadata(),
        connection.within(Math.min(time.left(), 5_000)),
        (error, methods) => {
          if (error === null) return resolve(methods);
          connection.failed(link, error);
          reject(error);
        },
      );
    });
  });
};

const prefixOf = (log: string | undefined): string => {
  if (log === undefined) return '';
  if (/^[a-z0-9_]{1,48}$/.test(log)) return `${log}.`;
  throw new RangeError(`log ${JSON.stringify(log)} must be 1 to 48 lower-case letters, digits and underscores`);
};

/**
 * Opens a server, by a connection string as its own clients take it: `esdb://user:password@host:2113`, `esdb://a:2113,b:2113,c:2113`,
 * `esdb+discover://cluster:2113`, each with `?tls=false` and the like. Rejects with EventStoreDbUnavailable.
 */
export const openEventStoreDb = async (url: string, options: EventStoreDbOptions = {}): Promise<EventStoreDb> => {
  const prefix = prefixOf(options.log);
  const connection = connectionOf(settingsOf(url));
  try {
    const supported = await asked(connection, options.patience ?? 10_000);
    const version = supported.getEventStoreServerVersion();
    const takesBatches = supported.getMethodsList().some((method) => method.getMethodName() === 'batchappend');
    if (!takesBatches) throw new EventStoreDbUnavailable(`the server is version ${version}: 21.10 or later is needed`);
    return { connection, prefix, version, close: connection.close };
  } catch (error) {
    connection.close();
    if (error instanceof EventStoreDbUnavailable) throw error;
    throw new EventStoreDbUnavailable(words(error), error);
  }
};
