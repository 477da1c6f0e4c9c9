import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startNode } from '../testing/server/node';

const program = (url: string): string => `
  const { openEventStoreDb, eventStoreDbEventStore } = require('@casebook/event-store-eventstoredb');
  const { newEvent } = require('./src/testing/an-event');
  (async () => {
    const esdb = await openEventStoreDb(${JSON.stringify(url)});
    const store = eventStoreDbEventStore(esdb);
    const following = (async () => { for await (const page of store.subscribe({ after: 0 })) if (page.events.length > 0) break; })();
    await store.append(...newEvent())();
    await following;
    const open = store.subscribe({ after: 0 })[Symbol.asyncIterator]();
    await open.next();
    const waiting = open.next();
    await store.close();
    await waiting;
    esdb.close();
    console.log('closed');
  })();
`;

describe('a program that has closed its log', () => {
  test('exits by itself, whoever followed', async () => {
    const node = await startNode();
    const child = spawn(
      process.execPath,
      ['--conditions=casebook:source', '--require', 'esbuild-register', '--eval', program(node.url)],
      { cwd: `${__dirname}/../..`, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const said: string[] = [];
    child.stdout.on('data', (bytes) => said.push(String(bytes)));
    const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
    const [code] = await once(child, 'exit');
    clearTimeout(timer);
    expect([code, said.join('').trim()]).toEqual([0, 'closed']);
    await node.close();
  });
});
