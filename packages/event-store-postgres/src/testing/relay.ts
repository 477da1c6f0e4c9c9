import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a PostgreSQL server. */
export interface Relay {
  /** The server's URL, by way of the relay. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

export interface RelayOptions {
  /** True for what a client may not say: its connection is cut. */
  readonly cuts?: (said: string) => boolean;
  /** True: notifications do not arrive, as behind a pooler that hands out connections by transaction. */
  readonly losesNotifications?: boolean;
}

const notification = 'A'.charCodeAt(0);
const header = 5; // bytes: a message's type, and its length without that

/** Whole messages of a server's bytes, without notifications. */
const withoutNotifications = () => {
  let rest = Buffer.alloc(0);
  return (bytes: Buffer): Buffer => {
    rest = Buffer.concat([rest, bytes]);
    const kept: Buffer[] = [];
    while (rest.length >= header) {
      const length = rest.readUInt32BE(1) + 1;
      if (rest.length < length) break;
      if (rest[0] !== notification) kept.push(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
    return Buffer.concat(kept);
  };
};

/** Passes everything on but what it is told not to. */
export const startRelay = async (
  to: string,
  { cuts = () => false, losesNotifications = false }: RelayOptions,
): Promise<Relay> => {
  const target = new URL(to);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname);
    const cut = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', cut);
      socket.on('close', () => {
        sockets.delete(socket);
        cut();
      });
    }
    const passed = losesNotifications ? withoutNotifications() : (bytes: Buffer) => bytes;
    client.on('data', (bytes: Buffer) => (cuts(bytes.toString('latin1')) ? cut() : upstream.write(bytes)));
    upstream.on('data', (bytes: Buffer) => client.write(passed(bytes)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the relay has no port');
  const url = new URL(to);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  return {
    url: url.href,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
