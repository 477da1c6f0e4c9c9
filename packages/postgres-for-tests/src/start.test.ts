import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { startPostgres } from './start';

const ask = async (url: string, sql: string): Promise<unknown> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>({ text: sql });
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
};

describe('the server for tests', () => {
  test('is one for the whole run, whose account may create databases', async () => {
    const url = process.env['CASEBOOK_TEST_DATABASE_URL'];
    if (url === undefined) throw new Error('the set-up of jest has started no server');
    expect(await ask(url, 'select rolcreatedb or rolsuper from pg_roles where rolname = current_user')).toBe(true);
  });

  test('starts, and leaves nothing behind when it stops', async () => {
    const server = await startPostgres('');
    const data = String(await ask(server.url, 'show data_directory'));
    expect(existsSync(data)).toBe(true);
    await server.stop();
    expect(existsSync(data)).toBe(false);
  });

  test('ends with a process that is killed', async () => {
    const killed = `
      const { startPostgres } = require('./index');
      startPostgres('').then(({ url }) => { console.log(url); setTimeout(() => process.kill(process.pid, 'SIGKILL'), 50); });`;
    const { stdout } = spawnSync(process.execPath, ['--require', 'esbuild-register', '--eval', killed], {
      cwd: resolve(__dirname),
      encoding: 'utf8',
    });
    const url = stdout.trim();
    expect(url).toMatch(/^postgres:/);
    const ends = async (): Promise<string> => {
      for (let attempt = 0; attempt < 100; attempt += 1) {
        try {
          await ask(url, 'select 1');
          await pause(50);
        } catch {
          return 'ended';
        }
      }
      return 'still there';
    };
    expect(await ends()).toBe('ended');
  });

  test('is the given one, which must answer', async () => {
    const nobodyThere = 'postgres://casebook:secret@127.0.0.1:1/postgres';
    const failure = startPostgres(nobodyThere);
    await expect(failure).rejects.toThrow('TEST_DATABASE_URL is set, but no PostgreSQL server answers there');
    await expect(failure).rejects.not.toThrow('secret');
  });

  test('says all that was tried when none can start', async () => {
    const movable = mkdtempSync(join(tmpdir(), 'casebook-broken-'));
    const bin = join(movable, 'bin');
    try {
      mkdirSync(bin);
      for (const program of ['initdb', 'postgres']) {
        writeFileSync(join(bin, program), '#!/bin/sh\necho "this one is broken" >&2\nexit 1\n', { mode: 0o755 });
      }
      const failure = startPostgres('', [
        { origin: 'an embedded one', because: 'not for this platform' },
        { origin: 'a broken one', bin, movable },
      ]);
      await expect(failure).rejects.toThrow('- TEST_DATABASE_URL: not set');
      await expect(failure).rejects.toThrow('- an embedded one: not for this platform');
      await expect(failure).rejects.toThrow('- a broken one: initdb failed: this one is broken');
    } finally {
      rmSync(movable, { recursive: true });
    }
  });
});
