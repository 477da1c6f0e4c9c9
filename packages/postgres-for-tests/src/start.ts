import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { type Account, may, serverAccount, temporaryFolder } from './account';
import { type Impasse, type Installation, installations } from './installations';

/** A PostgreSQL server that tests may fill as they like. */
export interface PostgresServer {
  /** Where it listens; the account may create databases. */
  readonly url: string;
  /** What it is, in words. */
  readonly origin: string;
  /** Shuts it down and removes its data; a server that was given is left as it is. */
  readonly stop: () => Promise<void>;
}

/**
 * The server under TEST_DATABASE_URL if that is set, else a fresh one: from the npm package, else from the PostgreSQL that is
 * installed. Where none can start it throws, and says what was tried and why each failed. A started server ends with this process, also by kill -9.
 */
export const startPostgres = async (
  given: string | undefined = process.env['TEST_DATABASE_URL'],
  found: ReadonlyArray<Installation | Impasse> = installations(),
): Promise<PostgresServer> => {
  if (given !== undefined && given !== '') return reach(given);
  const failures: Array<Impasse> = [];
  for (const way of found) {
    if ('because' in way) {
      failures.push(way);
      continue;
    }
    try {
      return await start(way);
    } catch (error) {
      failures.push({ origin: way.origin, because: words(error) });
    }
  }
  throw new Error(
    [
      'No PostgreSQL server could be started for the tests. Tried:',
      '- TEST_DATABASE_URL: not set',
      ...failures.map(({ origin, because }) => `- ${origin}: ${because.trim().replaceAll('\n', '\n    ')}`),
      'Set TEST_DATABASE_URL to a server whose account may create databases, or install PostgreSQL.',
    ].join('\n'),
  );
};

const words = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error));

const connects = async (url: string): Promise<void> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined); // what matters is whether connect() and the query succeed
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    await client.end().catch(() => undefined);
  }
};

const reach = async (url: string): Promise<PostgresServer> => {
  try {
    await connects(url);
  } catch (error) {
    throw new Error(`TEST_DATABASE_URL is set, but no PostgreSQL server answers there: ${words(error)}`);
  }
  return { url, origin: 'TEST_DATABASE_URL', stop: () => Promise.resolve() };
};

const start = async (installation: Installation): Promise<PostgresServer> => {
  const account = serverAccount();
  const folder = mkdtempSync(join(temporaryFolder(account), 'casebook-postgres-'));
  try {
    const bin = reachable(installation, account, folder);
    const password = randomBytes(12).toString('hex');
    initialize(bin, account, folder, password);
    return await serve(installation.origin, bin, account, folder, password);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
};

/** The folder with the programs: theirs, or a copy where the clone lies in a home that the server's account cannot enter. */
const reachable = ({ bin, movable }: Installation, account: Account, folder: string): string => {
  giveAway(account, folder);
  if (may(account, '-x', join(bin, 'postgres'))) return bin;
  if (movable === null || !existsSync(bin))
    throw new Error(`${join(bin, 'postgres')} cannot be run by the account of the server`);
  const copy = join(folder, 'native');
  cpSync(movable, copy, { recursive: true, verbatimSymlinks: true });
  giveAway(account, copy, ...readdirSync(copy, { recursive: true, encoding: 'utf8' }).map((path) => join(copy, path)));
  return join(copy, 'bin');
};

const giveAway = ({ uid, gid }: Account, ...paths: ReadonlyArray<string>): void => {
  if (uid !== undefined) for (const path of paths) lchownSync(path, uid, gid);
};

/** Settings of the caller's shell (PGDATA, PGPORT, …) are none of this server's. */
const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && name !== 'NODE_OPTIONS'));

const initialize = (bin: string, account: Account, folder: string, password: string): void => {
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveAway(account, data, passwordFile);
  const options = [
    '--username=casebook',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  const { status, error, stderr } = spawnSync(join(bin, 'initdb'), [`--pgdata=${data}`, ...options], {
    ...account,
    cwd: folder,
    env: environment(),
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
};

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no port');
  return address.port;
};

const serve = async (
  origin: string,
  bin: string,
  account: Account,
  folder: string,
  password: string,
): Promise<PostgresServer> => {
  const port = await freePort();
  const log = join(folder, 'log');
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', max_connections: 200 };
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
  const stop = async (): Promise<void> => {
    supervisor.stdin.end();
    supervisor.ref();
    await ended;
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
  return { url, origin, stop };
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
