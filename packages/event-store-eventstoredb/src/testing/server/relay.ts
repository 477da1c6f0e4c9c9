import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands before a server, and lets its connections break, fall silent or not come about. */
export interface Relay {
  readonly port: number;
  /** Breaks all connections. */
  readonly cut: () => void;
  /** From now on nothing comes through connections that are there, nor through new ones, and nobody is told; until `cut`. */
  readonly silence: () => void;
  /** Breaks all connections and takes no new ones, as a node that has died. */
  readonly close: () => Promise<void>;
  /** Takes connections again, at the same port. */
  readonly open: () => Promise<void>;
  /** How many connections there are. */
  readonly connections: () => number;
}

export const startRelay = async (to: number, at = 0): Promise<Relay> => {
  const sockets = new Set<Socket>();
  let isSilent = false;
  let port = at;
  const cut = (): void => {
    isSilent = false;
    for (const socket of [...sockets]) socket.destroy();
  };
  const kept = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    kept(client);
    if (isSilent) return void client.resume();
    const upstream = kept(connect(to, '127.0.0.1'));
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.setNoDelay();
      one.on('data', (bytes) => {
        if (!isSilent && !other.write(bytes)) one.pause();
      });
      other.on('drain', () => one.resume());
      one.on('close', () => other.destroy());
    }
  });
  const open = async (): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a TCP server has no port');
    port = address.port;
  };
  await open();
  return {
    get port() {
      return port;
    },
    cut,
    silence: () => {
      isSilent = true;
    },
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
    open,
    connections: () => sockets.size / 2,
  };
};
