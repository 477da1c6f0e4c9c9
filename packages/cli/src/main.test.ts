import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCasebook } from '@casebook/casebook';
import { command, root } from './testing/command';

const sources = ['--conditions=casebook:source', '--require', 'esbuild-register', 'packages/cli/src/main.ts'];
const env = { ...process.env, CASEBOOK_DATABASE: undefined };
const folder = mkdtempSync(join(tmpdir(), 'casebook-cli-'));
const data = join(folder, 'desk');

const casebook = (...args: ReadonlyArray<string>) =>
  spawnSync(process.execPath, [command(), ...args], { cwd: root, encoding: 'utf8', env });

afterAll(() => rmSync(folder, { recursive: true, force: true }));

jest.setTimeout(60_000);

test('help loads no library of a database, a parser or a table', () => {
  const tells = join(folder, 'tells.cjs');
  writeFileSync(tells, "process.on('exit', () => console.error(Object.keys(require.cache).join('\\n')))");
  const { status, stderr } = spawnSync(process.execPath, ['--require', tells, ...sources, '--help'], {
    cwd: root,
    encoding: 'utf8',
    env,
  });
  expect(status).toBe(0);
  expect(stderr).toContain('commander');
  expect(stderr).not.toMatch(/pglite|kysely|csv-parse|cli-table3|cli-progress/);
});

test('the SQL of a migration is printed without a database', () => {
  const { stdout, status } = casebook('migrate', '--print', '--schema', 'other');
  expect(status).toBe(0);
  expect(stdout).toContain('create schema if not exists "other"');
});

test('the SQL for roles is printed without a database, and names that cannot be are refused', () => {
  const roles = ['roles', '--owner', 'desk_owner', '--analyst', 'desk_bi', '--tenant-role', 'acme=acme_service'];
  const { stdout, status } = casebook(...roles);
  expect(status).toBe(0);
  expect(stdout).toContain('grant select on all tables in schema "casebook_analytics" to "desk_bi"');
  expect(stdout).toContain(`values ('acme_service', 'acme')`);
  for (const wrong of [
    ['--writer', 'a b'],
    ['--tenant-role', 'acme'],
    ['--writer', 'desk_owner'],
  ]) {
    const refused = casebook(...roles, ...wrong);
    expect({ ...refused }).toMatchObject({ status: 2, stdout: '' });
  }
});

describe('where the database cannot be had', () => {
  test('a folder without a desk is said to be one, and left as it is', () => {
    const { status, stderr } = casebook('queue', '--data', join(folder, 'nothing'));
    expect({ status, stderr }).toMatchObject({ status: 4, stderr: expect.stringContaining('There is no desk in') });
    expect(existsSync(join(folder, 'nothing'))).toBe(false);
  });

  test('a server that does not answer is said to', () => {
    const { status, stderr } = casebook('queue', '--database', 'postgres://127.0.0.1:1/none');
    expect({ status, stderr }).toMatchObject({ status: 4, stderr: expect.stringContaining('cannot be opened') });
  });

  test('a folder that another process has is named, with the process', async () => {
    const holder = await openCasebook({ data });
    const { status, stderr } = casebook('queue', '--data', data);
    await holder.close();
    expect({ status, stderr }).toMatchObject({ status: 4, stderr: expect.stringContaining(`process ${process.pid}`) });
    expect(stderr).toContain(data);
  });

  test('a folder that the demo did not make is left alone', () => {
    const other = join(folder, 'other');
    const kept = join(folder, 'other', 'kept.txt');
    spawnSync('mkdir', [other]);
    writeFileSync(kept, 'mine');
    const { status, stderr } = casebook('demo', '--data', other);
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining('did not make') });
    expect(existsSync(kept)).toBe(true);
  });
});

test('an interrupt closes the database and frees the folder', async () => {
  const child = spawn(process.execPath, [command(), 'sql', '--data', data], { cwd: root, env });
  const ended = new Promise((end) => child.on('exit', end));
  child.stdin.write('select pg_sleep(60)');
  child.stdin.end();
  while (!existsSync(join(data, 'pglite', 'postmaster.pid')) && child.exitCode === null)
    await new Promise((wait) => setTimeout(wait, 50));
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  const again = await openCasebook({ data });
  await again.close();
});
