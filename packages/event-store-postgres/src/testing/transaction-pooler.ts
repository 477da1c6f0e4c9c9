import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { messagesOf, type Message } from './protocol';
import { connectUpstream, type Upstream } from './upstream';
import { message, textsIn } from './wire';

/** A pooler between clients and a server, as strict as one in transaction mode can be. */
export interface TransactionPooler {
  /** For clients, with any user and password: they come as the user of the server's URL. */
  readonly url: string;
  /** How often one of the server's connections was handed to a client. */
  readonly handed: () => number;
  readonly close: () => Promise<void>;
}

const idle = 'I'.charCodeAt(0);

// What outlives a transaction: whoever relies on it finds it gone, or finds another client's.
const sessionState =
  /^\s*(listen|unlisten|prepare|deallocate|discard|load|set\s+(?!local|transaction|constraints))|\bpg_(try_)?advisory_lock(_shared)?\s*\(|\bwith\s+hold\b/i;

const refusal = ({ type, bytes }: Message): string | undefined => {
  if (type !== 'P' && type !== 'Q') return undefined;
  const texts = textsIn(bytes.subarray(5));
  const [name = '', sql = ''] = type === 'P' ? texts : ['', ...texts];
  if (name !== '') return `the prepared statement ${name} has a name, which the next connection does not know`;
  return sessionState.test(sql) ? `a session ends with its transaction here: ${sql.slice(0, 80)}` : undefined;
};

const greeting = (pid: number): Buffer => {
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(pid, 0); // a number of ours, as poolers have: it cannot be that of a process of the server
  const parameters = { server_version: '15.0', client_encoding: 'UTF8', DateStyle: 'ISO, MDY', TimeZone: 'UTC' };
  return Buffer.concat([
    message('R', Buffer.alloc(4)),
    ...Object.entries({ ...parameters, integer_datetimes: 'on', standard_conforming_strings: 'on' }).map(
      ([name, value]) => message('S', name, value),
    ),
    message('K', numbers),
    message('Z', Buffer.from('I')),
  ]);
};

const refused = (words: string): Buffer =>
  message('E', ...['SFATAL', 'VFATAL', 'C0A000', `M${words}`], Buffer.alloc(1));

/** The server's connections, lent one after the other, so that a client seldom gets the one it had. */
const connectionsOf = (all: ReadonlyArray<Upstream>) => {
  const free = [...all];
  const waiting: Array<(upstream: Upstream) => void> = [];
  let handed = 0;
  const hand = (): void => {
    const next = free.length > 0 ? waiting.shift() : undefined;
    const upstream = next === undefined ? undefined : free.shift();
    if (next === undefined || upstream === undefined) return;
    handed += 1;
    next(upstream);
  };
  return {
    handed: () => handed,
    lend: (to: (upstream: Upstream) => void): void => {
      waiting.push(to);
      hand();
    },
    giveBack: async (upstream: Upstream): Promise<void> => {
      await upstream.reset();
      free.push(upstream);
      hand();
    },
  };
};

const serve = (client: Socket, pid: number, { lend, giveBack }: ReturnType<typeof connectionsOf>): void => {
  const messagesIn = messagesOf('client');
  let isAsking = false;
  let isOver = false;
  let upstream: Upstream | undefined;
  let unanswered = 0;
  let unsent: Buffer[] = [];

  const release = (): void => {
    const used = upstream;
    upstream = undefined;
    if (used !== undefined) void giveBack(used);
  };
  const receive = ({ type, bytes }: Message): void => {
    if (!isOver) client.write(bytes);
    if (type !== 'Z') return;
    unanswered -= 1;
    if (unanswered === 0 && (bytes[5] === idle || isOver)) release();
  };
  const forward = ({ type, bytes }: Message): void => {
    if (type === 'Q' || type === 'S') unanswered += 1;
    if (upstream !== undefined) return upstream.send(bytes);
    unsent.push(bytes);
    if (isAsking) return;
    isAsking = true;
    lend((lent) => {
      isAsking = false;
      upstream = lent;
      lent.receive(receive);
      if (isOver) return release();
      lent.send(Buffer.concat(unsent));
      unsent = [];
    });
  };
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    if (unanswered === 0) release(); // otherwise once the server has answered
    client.end();
  };
  const take = (one: Message): void => {
    if (isOver) return;
    if (one.type === '') return void client.write(greeting(pid)); // its first message, which has no letter
    if (one.type === 'X') return end();
    const words = refusal(one);
    if (words === undefined) return forward(one);
    client.write(refused(words));
    end();
  };

  client.setNoDelay(true);
  client.on('error', end);
  client.on('close', end);
  client.on('data', (data: Buffer) => messagesIn(data).forEach(take));
};

/**
 * Starts a pooler before the database of that URL. A client has one of the server's connections from its first message until
 * the server says that no transaction is open; then the session is emptied and goes to the next one. What needs a session
 * of its own (named statements, LISTEN, settings, locks of the session) is refused and ends the client's connection.
 */
export const startTransactionPooler = async (url: string, connections = 2): Promise<TransactionPooler> => {
  const upstreams = await Promise.all(Array.from({ length: connections }, () => connectUpstream(url)));
  const pool = connectionsOf(upstreams);
  const clients = new Set<Socket>();
  let count = 0;
  const server = createServer((client) => {
    clients.add(client);
    client.on('close', () => clients.delete(client));
    count += 1;
    serve(client, 2 ** 31 + count, pool);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no port');
  const own = new URL(url);
  own.host = `127.0.0.1:${address.port}`;
  return {
    url: own.href,
    handed: pool.handed,
    close: async () => {
      server.close();
      for (const client of clients) client.destroy();
      await Promise.all(upstreams.map((upstream) => upstream.end()));
    },
  };
};
