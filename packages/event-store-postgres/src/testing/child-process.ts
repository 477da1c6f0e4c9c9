import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A Node process that runs TypeScript of these packages: `code` as in a file of the folder `cwd`. Its input is open, its output readable. */
export const startNode = (cwd: string, code: string, ...args: ReadonlyArray<string>): ChildProcess =>
  spawn(
    process.execPath,
    ['--conditions=casebook:source', '--require', 'esbuild-register', '--eval', code, '--', ...args],
    { cwd, stdio: ['pipe', 'pipe', 'inherit'] },
  );

/** The first word that a process says. */
export const firstWord = async ({ stdout }: ChildProcess): Promise<string> => {
  if (stdout === null) throw new Error('a process without output');
  const [word] = await once(stdout, 'data');
  return String(word).trim();
};

/** Kills a process as `kill -9` does, and waits until it is gone. */
export const kill = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
};
