import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { type Cluster, environment } from './cluster';

/** A server under way. */
export interface Serving {
  readonly url: string;
  /** Shuts it down and removes its folder. */
  readonly stop: () => Promise<void>;
  /** Waits until a server that was killed has been given up; its folder stays. */
  readonly lost: () => Promise<void>;
}

export const words = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error));

/** Rejects where no server answers there. */
export const connects = async (url: string): Promise<void> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined); // what matters is whether connect() and the query succeed
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    await client.end().catch(() => undefined);
  }
};

export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no port');
  return address.port;
};

/** How sure a server is that what it has written survives: `processes` its own end, `machines` that of the machine too, as everywhere else. */
export type Survives = 'processes' | 'machines';

const durability: { readonly [S in Survives]: Readonly<Record<string, string>> } = {
  machines: {},
  // Waits for no disk: nobody kills the server that tests share, and its data goes with it.
  processes: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
};

/** Starts a server on the cluster, which ends with this process, also by kill -9. */
export const serve = async (
  { bin, account, folder, password }: Cluster,
  port: number,
  survives: Survives,
): Promise<Serving> => {
  const log = join(folder, 'log');
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    ...durability[survives],
  };
  const args = [
    '-D',
    join(folder, 'data'),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const task = JSON.stringify({ program: join(bin, 'postgres'), args, account, folder, log });
  const supervisor = spawn(process.execPath, [join(__dirname, 'supervisor.cjs'), task], {
    env: environment(),
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // Ctrl-C in a terminal reaches us only; the supervisor then sees its input end
  });
  supervisor.stdin.on('error', () => undefined); // it is gone already: `ended` says so
  const ended = once(supervisor, 'exit');
  const lost = async (): Promise<void> => {
    supervisor.ref();
    await ended;
  };
  const stop = async (): Promise<void> => {
    supervisor.stdin.end();
    await lost();
  };
  const url = `postgres://casebook:${password}@127.0.0.1:${port}/postgres`;
  try {
    await answers(url, supervisor);
  } catch (error) {
    const said = existsSync(log) ? readFileSync(log, 'utf8') : '';
    await stop();
    throw new Error(`the server did not come up: ${words(error)}\n${said}`);
  }
  supervisor.unref();
  return { url, stop, lost };
};

const patience = 30_000; // milliseconds: a slow disk under load, not a hang

const answers = async (url: string, supervisor: ChildProcess): Promise<void> => {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      return await connects(url);
    } catch (error) {
      if (supervisor.exitCode !== null || Date.now() > deadline) throw error;
      await pause(50);
    }
  }
};
