import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstWord, kill, startNode } from '../testing/child-process';
import { lockFolder } from './folder-lock';
import { processStart, stillRuns } from './process-identity';

// Takes a folder, says so (or who has it), and keeps it until its input ends.
const taker = `
  require('./folder-lock').lockFolder(process.argv[1]).then(
    (release) => {
      console.log('taken');
      process.stdin.on('end', release).resume();
    },
    (error) => {
      console.log(error.pid ?? error);
      process.stdin.resume(); // it stays, so that its pid is not given to another one meanwhile
    },
  );`;
const startTaker = (folder: string) => startNode(__dirname, taker, folder);

describe('a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'casebook-lock-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('is refused to a second process with the pid of the first, until that lets it go', async () => {
    const holder = startTaker(folder);
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
    const holder = startTaker(folder);
    expect(await firstWord(holder)).toBe('taken');
    await kill(holder);
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
    const children = Array.from({ length: 6 }, () => startTaker(folder));
    const words = await Promise.all(children.map(firstWord));
    const winner = children[words.indexOf('taken')];
    expect(words.filter((word) => word === 'taken')).toHaveLength(1);
    expect(new Set(words)).toEqual(new Set(['taken', String(winner?.pid)]));
    await Promise.all(children.map(kill));

    const next = Array.from({ length: 6 }, () => startTaker(folder));
    const again = await Promise.all(next.map(firstWord));
    expect(again.filter((word) => word === 'taken')).toHaveLength(1);
    await Promise.all(next.map(kill));
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
    expect(stillRuns(process.pid, start)).toBe(true);
    expect(stillRuns(process.pid, 'another start')).toBe(false);
  });
});
