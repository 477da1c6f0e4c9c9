import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from './folder-lock';
import { processStart } from './process-identity';

const child = join(__dirname, 'folder-lock.child.cjs');

const startChild = (folder: string): ChildProcess =>
  spawn(process.execPath, ['--conditions=casebook:source', '--require', 'esbuild-register', child, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });

/** The first word a child says: `taken`, or the pid that has the folder. */
const firstWord = async (process: ChildProcess): Promise<string> => {
  if (process.stdout === null) throw new Error('a child without output');
  const [word] = await once(process.stdout, 'data');
  return String(word).trim();
};

const killed = async (process: ChildProcess): Promise<void> => {
  const ended = once(process, 'exit');
  process.kill('SIGKILL');
  await ended;
};

describe('a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'casebook-lock-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('is refused to a second process with the pid of the first, until that lets it go', async () => {
    const holder = startChild(folder);
    expect(await firstWord(holder)).toBe('taken');
    await expect(lockFolder(folder)).rejects.toMatchObject({
      type: 'DatabaseBusy',
      folder,
      pid: holder.pid,
      host: hostname(),
    });
    const ended = once(holder, 'exit');
    holder.stdin?.end();
    await ended;
    (await lockFolder(folder))();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is refused to a second user in the same process', async () => {
    const release = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toMatchObject({ type: 'DatabaseBusy', pid: process.pid });
    release();
  });

  test('is taken over from a process that was killed', async () => {
    const holder = startChild(folder);
    expect(await firstWord(holder)).toBe('taken');
    await killed(holder);
    const release = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toMatchObject({ pid: process.pid });
    release();
  });

  test('is taken over although another process has the pid now', async () => {
    const before = { pid: process.pid, host: hostname(), started: 'before this process', token: 'a' };
    writeFileSync(join(folder, 'lock'), JSON.stringify(before));
    (await lockFolder(folder))();
  });

  test('is taken over from a process that was killed while it took over', async () => {
    const gone = { pid: process.pid, host: hostname(), started: 'before this process' };
    writeFileSync(join(folder, 'lock'), JSON.stringify({ ...gone, token: 'a' }));
    writeFileSync(join(folder, 'lock.a'), JSON.stringify({ ...gone, token: 'b' }));
    (await lockFolder(folder))();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is refused where it was locked on another machine, whose processes cannot be seen', async () => {
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: 1, host: 'elsewhere', started: null, token: 'a' }));
    await expect(lockFolder(folder)).rejects.toMatchObject({ type: 'DatabaseBusy', pid: 1, host: 'elsewhere' });
  });

  test('is not touched where its lock is something else', async () => {
    writeFileSync(join(folder, 'lock'), 'hello');
    await expect(lockFolder(folder)).rejects.toThrow(`${join(folder, 'lock')} is not a lock of Casebook`);
  });

  test('is taken by exactly one of many that start at once, and so is a lock left behind', async () => {
    const children = Array.from({ length: 6 }, () => startChild(folder));
    const words = await Promise.all(children.map(firstWord));
    const winner = children[words.indexOf('taken')];
    expect(words.filter((word) => word === 'taken')).toHaveLength(1);
    expect(new Set(words)).toEqual(new Set(['taken', String(winner?.pid)]));
    await Promise.all(children.map(killed));

    const next = Array.from({ length: 6 }, () => startChild(folder));
    const again = await Promise.all(next.map(firstWord));
    expect(again.filter((word) => word === 'taken')).toHaveLength(1);
    await Promise.all(next.map(killed));
  }, 60_000);

  test('is taken over by exactly one of many in one process', async () => {
    const gone = { pid: process.pid, host: hostname(), started: 'before this process', token: 'a' };
    writeFileSync(join(folder, 'lock'), JSON.stringify(gone));
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => lockFolder(folder)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('a process', () => {
  test('is told from others by its start', () => {
    const start = processStart(process.pid);
    expect(start).toBe(processStart(process.pid));
    expect(start).not.toBeNull();
    expect(start).not.toBe(processStart(process.ppid));
  });
});
