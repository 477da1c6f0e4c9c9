import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { messagesOf, type Message } from '../protocol';

/** How far a statement and its answer get before the connection fails. */
export const steps = [
  'before the request',
  'in the middle of the request',
  'after the request',
  'before the answer',
  'after the first message of the answer',
  'in the middle of a row',
  'before the last message of the answer',
] as const;
type Step = (typeof steps)[number];

export interface Fault {
  readonly step: Step;
  /** Cut: both ends learn of it. Silence: nothing comes through any more, and nobody is told. */
  readonly by: 'cut' | 'silence';
}

/** Between a client and a PostgreSQL server; passes everything on until it is told otherwise. */
export interface FaultyProxy {
  /** The server's URL, by way of this proxy. */
  readonly url: string;
  /** The next statements of that kind fail so, one after the other, on whatever connection they come. */
  readonly fail: (faults: ReadonlyArray<Fault>, kind?: 'ask' | 'notify') => void;
  /** What new connections meet from now on. */
  readonly welcome: (how: 'server' | Fault['by']) => void;
  readonly close: () => Promise<void>;
}

const ready = 'Z';
const endOfRequest = new Set(['S', 'Q']); // Sync, or a simple query
const bytesOf = (messages: ReadonlyArray<Message>): Buffer => Buffer.concat(messages.map(({ bytes }) => bytes));
const nothing = Buffer.alloc(0);
const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length >> 1);

/** What of an answer's message still comes through, where the connection fails at it; undefined where it goes on. */
const lastOf = (step: Step, { type, bytes }: Message, isFirst: boolean): Buffer | undefined => {
  if (step === 'before the answer') return nothing;
  if (step === 'after the first message of the answer') return isFirst ? bytes : nothing;
  if (step === 'in the middle of a row' && type === 'D') return half(bytes);
  return type === ready ? nothing : undefined;
};

/** What of a request still comes through, where the connection fails before it is answered; undefined where it goes on. */
const sentOf = (step: Step, request: Buffer): Buffer | undefined => {
  if (step === 'before the request') return nothing;
  if (step === 'in the middle of the request') return half(request);
  return step === 'after the request' ? request : undefined;
};

const link = (client: Socket, server: Socket, nextFault: (request: Buffer) => Fault | undefined): void => {
  const fromClient = messagesOf('client');
  const fromServer = messagesOf('server');
  let request: Message[] = [];
  let fault: Fault | undefined;
  let isReady = false;
  let isFirst = true;
  let isOver = false;

  const fail = (by: Fault['by'], to: Socket, last: Buffer): void => {
    isOver = true;
    if (by === 'silence') {
      to.write(last);
      return;
    }
    // Closed, not reset: what was sent before is still to arrive.
    client.end(to === client ? last : nothing);
    server.end(to === server ? last : nothing);
  };

  client.on('data', (piece) => {
    for (const message of isOver ? [] : fromClient(piece)) {
      if (!isReady) {
        server.write(message.bytes);
        continue;
      }
      request.push(message);
      if (!endOfRequest.has(message.type)) continue;
      const bytes = bytesOf(request);
      request = [];
      isFirst = true;
      fault = nextFault(bytes);
      const sent = fault === undefined ? undefined : sentOf(fault.step, bytes);
      if (fault === undefined || sent === undefined) server.write(bytes);
      else return fail(fault.by, server, sent);
    }
  });
  server.on('data', (piece) => {
    for (const message of isOver ? [] : fromServer(piece)) {
      if (message.type === ready) isReady = true;
      const last = fault === undefined ? undefined : lastOf(fault.step, message, isFirst);
      isFirst = false;
      if (fault === undefined || last === undefined) client.write(message.bytes);
      else return fail(fault.by, client, last);
    }
  });
  for (const [one, other] of [
    [client, server],
    [server, client],
  ] as const) {
    one.on('error', () => undefined); // it closes, too
    one.on('close', () => other.destroy());
  }
};

/** A proxy in front of the server under this URL. */
export const faultyProxy = async (url: string): Promise<FaultyProxy> => {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let faults: ReadonlyArray<Fault> = [];
  let failing: 'ask' | 'notify' = 'ask';
  let welcomed: 'server' | Fault['by'] = 'server';
  const nextFault = (request: Buffer): Fault | undefined => {
    if (request.includes('pg_notify') !== (failing === 'notify')) return undefined;
    const [next, ...others] = faults;
    faults = others;
    return next;
  };
  const kept = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('close', () => sockets.delete(socket));
  };
  const listener = createServer((client) => {
    kept(client).on('error', () => undefined);
    if (welcomed === 'cut') client.destroy();
    else if (welcomed === 'silence') client.resume();
    else link(client, kept(connect(Number(target.port), target.hostname)), nextFault);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no port');
  const own = new URL(url);
  own.host = `127.0.0.1:${address.port}`;
  return {
    url: own.href,
    fail: (next, kind = 'ask') => {
      faults = next;
      failing = kind;
    },
    welcome: (how) => {
      welcomed = how;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
};
