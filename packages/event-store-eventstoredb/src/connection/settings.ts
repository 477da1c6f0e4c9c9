import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { credentials, type ChannelCredentials } from '@grpc/grpc-js';
import { parseConnectionString, type ConnectionOptions } from '@eventstore/db-client/dist/Client/parseConnectionString';
import { EventStoreDbUnavailable, words } from './failures';

/** What a connection string says, as the client of the server reads it; milliseconds. Its own types do not compile everywhere, so none stands here. */
export interface Settings {
  readonly hosts: Array<{ address: string; port: number }>;
  readonly dnsDiscover: boolean;
  readonly connectionName?: string;
  readonly nodePreference?: 'follower' | 'leader' | 'random' | 'read_only_replica';
  readonly maxDiscoverAttempts?: number;
  readonly discoveryInterval?: number;
  readonly gossipTimeout?: number;
  readonly defaultDeadline?: number;
  readonly keepAliveInterval?: number;
  readonly keepAliveTimeout?: number;
  readonly channel: ChannelCredentials;
  /** For the header `authorization`; null: nobody in particular. */
  readonly authorization: string | null;
}

const fileOf = (name: string, path: string): Buffer => {
  const file = resolve(path);
  if (!existsSync(file)) throw new EventStoreDbUnavailable(`${name}: there is no file ${file}`);
  return readFileSync(file);
};

const channelOf = ({
  tls,
  tlsVerifyCert,
  tlsCAFile,
  userCertFile,
  userKeyFile,
}: ConnectionOptions): ChannelCredentials => {
  if (tls === false) return credentials.createInsecure();
  if ((userCertFile === undefined) !== (userKeyFile === undefined))
    throw new EventStoreDbUnavailable('userCertFile and userKeyFile go together: one of them is missing');
  return credentials.createSsl(
    tlsCAFile === undefined ? null : fileOf('tlsCAFile', tlsCAFile),
    userKeyFile === undefined ? null : fileOf('userKeyFile', userKeyFile),
    userCertFile === undefined ? null : fileOf('userCertFile', userCertFile),
    { rejectUnauthorized: tlsVerifyCert !== false },
  );
};

// The client knows this one and warns that it does nothing about it.
const verifying = /([?&])tlsVerifyCert=(true|false)&?/i;

const parsed = (url: string): ConnectionOptions => {
  try {
    const tlsVerifyCert = verifying.exec(url)?.[2]?.toLowerCase() !== 'false';
    return { ...parseConnectionString(url.replace(verifying, '$1').replace(/[?&]$/, '')), tlsVerifyCert };
  } catch (error) {
    throw new EventStoreDbUnavailable(`the connection string is not one of esdb://… (${words(error)})`, error);
  }
};

/** Throws EventStoreDbUnavailable where the connection string is none, or asks for what cannot be given. */
export const settingsOf = (url: string): Settings => {
  const options = parsed(url);
  const { defaultCredentials: user, tls } = options;
  // The client would leave the credentials out and say nothing.
  if (user !== undefined && tls === false)
    throw new EventStoreDbUnavailable(
      `the connection string names the user ${user.username} and has tls=false: credentials are sent over TLS only, and a server without it lets everybody in; leave them out or leave tls on`,
    );
  const authorization =
    user === undefined ? null : `Basic ${Buffer.from(`${user.username}:${user.password}`).toString('base64')}`;
  return { ...options, channel: channelOf(options), authorization };
};
