import { once } from 'node:events';
import { Socket } from 'node:net';
import { Client } from 'pg';
import { messagesOf, type Message } from './protocol';
import { message } from './wire';

/** A connection of the server that a pooler lends. */
export interface Upstream {
  readonly send: (bytes: Buffer) => void;
  /** Who is told what the server says, until the next call. */
  readonly receive: (by: (message: Message) => void) => void;
  /** Ends what is open and forgets the session. */
  readonly reset: () => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Connects and authenticates as `pg` does, then takes the connection over. */
export const connectUpstream = async (url: string): Promise<Upstream> => {
  const socket = new Socket();
  const client = new Client({ connectionString: url, stream: () => socket });
  client.on('error', () => undefined);
  await client.connect();
  socket.removeAllListeners('data');
  const messagesIn = messagesOf('server');
  let receiver: (message: Message) => void = () => undefined;
  socket.on('data', (data: Buffer) => {
    for (const one of messagesIn(data)) receiver(one);
  });

  const answered = (sql: string): Promise<void> =>
    new Promise((resolve) => {
      receiver = ({ type }) => {
        if (type === 'Z') resolve();
      };
      socket.write(message('Q', sql));
    });
  return {
    send: (bytes) => {
      socket.write(bytes);
    },
    receive: (by) => {
      receiver = by;
    },
    reset: async () => {
      await answered('rollback');
      await answered('discard all');
    },
    end: async () => {
      if (socket.destroyed) return;
      const closed = once(socket, 'close');
      socket.destroy();
      await closed;
    },
  };
};
