import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

/** The pgbouncer that is installed; undefined where there is none. */
export const installedPgbouncer = (): string | undefined =>
  ['pgbouncer', '/usr/sbin/pgbouncer', '/usr/local/sbin/pgbouncer'].find(
    (program) => spawnSync(program, ['--version']).status === 0,
  );

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no port');
  return address.port;
};

const answers = async (url: string): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await pause(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
};

/** Starts it before the database of that URL, in transaction mode with two connections and no named statements. */
export const startPgbouncer = async (
  program: string,
  url: string,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> => {
  const { hostname, port, username, password, pathname } = new URL(url);
  const own = new URL(url);
  own.host = `127.0.0.1:${await freePort()}`;
  const folder = mkdtempSync(join(tmpdir(), 'casebook-pgbouncer-'));
  const file = join(folder, 'pgbouncer.ini');
  writeFileSync(
    file,
    `[databases]
${pathname.slice(1)} = host=${hostname} port=${port} user=${decodeURIComponent(username)} password='${decodeURIComponent(password)}'
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${own.port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 2
max_client_conn = 100
ignore_startup_parameters = extra_float_digits
`,
  );
  chmodSync(folder, 0o755);
  const isRoot = process.getuid?.() === 0; // which pgbouncer refuses to be
  const child = spawn(program, ['--quiet', ...(isRoot ? ['--user', 'nobody'] : []), file], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const close = async (): Promise<void> => {
    child.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answers(own.href);
  } catch (error) {
    await close();
    throw error;
  }
  return { url: own.href, close };
};
