import { Channel, Metadata, type CallOptions } from '@grpc/grpc-js';
import { discoverEndpoint } from '@eventstore/db-client/dist/Client/discovery';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { isNotLeader, isTooLate, isPassing, leaderIn, Refused, type Endpoint } from './failures';
import type { Settings } from './settings';

/** A connection to one node. */
export interface Link {
  readonly streams: StreamsClient;
  readonly endpoint: Endpoint;
}

export interface Connection {
  /** The node that is worked with, looked for where there is none. */
  readonly link: () => Promise<Link>;
  /** What calls carry: who asks, and that only the node that leads may answer. */
  readonly metadata: () => Metadata;
  /** Milliseconds from now. */
  readonly within: (millis: number) => CallOptions;
  /** Something has gone wrong with a node: the next call goes to the one that leads now, or to whoever is found. */
  readonly failed: (link: Link, error: unknown) => void;
  readonly close: () => void;
}

const largest = 17 * 1024 * 1024; // bytes: the server writes events of up to 16 MB

/**
 * The way to a server or a cluster. The client that the server's makers ship keeps a connection that is broken, cannot be closed, and shares
 * its state between connections; so only its connection strings, its discovery and its messages are used.
 */
export const connectionOf = (settings: Settings): Connection => {
  const { hosts, dnsDiscover, authorization, connectionName } = settings;
  const [host] = hosts;
  let connecting: Promise<Link> | undefined;
  let current: { readonly link: Link; readonly channel: Channel } | undefined;
  let next: Endpoint | undefined;
  let failedAt: Endpoint | undefined;
  let isClosed = false;

  const found = async (): Promise<Endpoint> => {
    const known = next;
    next = undefined;
    if (known !== undefined) return known;
    if (!dnsDiscover && hosts.length === 1 && host !== undefined) return host;
    const cluster = dnsDiscover && host !== undefined ? { discover: host } : { endpoints: hosts };
    return discoverEndpoint({ ...settings, ...cluster }, settings.channel, failedAt);
  };

  const connected = async (): Promise<Link> => {
    const endpoint = await found();
    if (isClosed) throw new Refused('the connection is closed');
    const opened = new Channel(`${endpoint.address}:${endpoint.port}`, settings.channel, {
      'grpc.max_receive_message_length': largest,
      'grpc.max_send_message_length': largest,
      'grpc.keepalive_time_ms': keepAlive(settings.keepAliveInterval),
      'grpc.keepalive_timeout_ms': keepAlive(settings.keepAliveTimeout),
      'grpc.initial_reconnect_backoff_ms': 50,
      'grpc.max_reconnect_backoff_ms': 1_000,
      'grpc.enable_retries': 0, // nobody else repeats what has an outcome here
      'grpc.use_local_subchannel_pool': 1, // a node that has failed somebody else is not passed over
    });
    // The channel is given instead of what the client would open itself.
    const link = { endpoint, streams: new StreamsClient('', settings.channel, { channelOverride: opened }) };
    current = { link, channel: opened };
    return link;
  };

  const link = (): Promise<Link> => {
    if (isClosed) return Promise.reject(new Refused('the connection is closed'));
    connecting ??= connected().catch((error: unknown) => {
      connecting = undefined;
      throw error;
    });
    return connecting;
  };

  const failed = (link: Link, error: unknown): void => {
    if (current?.link !== link) return; // somebody else has seen to it
    if (!isPassing(error) && !isTooLate(error)) return;
    if (isNotLeader(error)) next = leaderIn(error);
    failedAt = link.endpoint;
    const { channel } = current;
    [current, connecting] = [undefined, undefined];
    channel.close();
  };

  return {
    link,
    failed,
    metadata: () => {
      const metadata = new Metadata();
      metadata.set('requires-leader', 'true');
      if (connectionName !== undefined) metadata.set('connection-name', connectionName);
      if (authorization !== null) metadata.set('authorization', authorization);
      return metadata;
    },
    within: (millis) => ({ deadline: Date.now() + millis }),
    close: () => {
      isClosed = true;
      current?.channel.close();
      [current, connecting] = [undefined, undefined];
    },
  };
};

const keepAlive = (millis = 10_000): number => (millis < 0 ? 2 ** 31 - 1 : millis);
