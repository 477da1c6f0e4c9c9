import { randomBytes } from 'node:crypto';
import { openEventStoreDb, type EventStoreDb } from '../open';
import { startNode } from './server/node';

/** A server to test against: what is opened has a log of its own. */
export interface TestServer {
  readonly name: string;
  /** As many connections to one log as there are clients. */
  readonly open: (clients?: number) => Promise<{
    readonly client: EventStoreDb;
    /** All of them. */
    readonly clients: ReadonlyArray<EventStoreDb>;
    readonly close: () => Promise<void>;
  }>;
}

const real = process.env['EVENTSTOREDB_URL'];

const connected = async (url: string, count: number) => {
  const log = `t${randomBytes(6).toString('hex')}`;
  const client = await openEventStoreDb(url, { log });
  const others = await Promise.all(Array.from({ length: count - 1 }, () => openEventStoreDb(url, { log })));
  return { client, clients: [client, ...others] };
};

const closed = (clients: ReadonlyArray<EventStoreDb>): void => {
  for (const client of clients) client.close();
};

const small: TestServer = {
  name: 'a server of the tests',
  open: async (count = 1) => {
    const node = await startNode({ maxAppendSize: 16_000_000 });
    const opened = await connected(node.url, count);
    return {
      ...opened,
      close: async () => {
        closed(opened.clients);
        await node.close();
      },
    };
  },
};

/** The server of the tests; and the one under EVENTSTOREDB_URL, where there is one. */
export const testServers: ReadonlyArray<TestServer> = [
  small,
  ...(real === undefined
    ? []
    : [
        {
          name: 'the server under EVENTSTOREDB_URL',
          open: async (count = 1) => {
            const opened = await connected(real, count);
            return { ...opened, close: () => Promise.resolve(closed(opened.clients)) };
          },
        },
      ]),
];
