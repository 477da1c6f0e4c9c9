import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A process of its own that works until it is killed. */
export interface Process {
  readonly name: string;
  readonly pid: number;
  /** Whether it has ended, by itself or killed. */
  readonly isOver: () => boolean;
  readonly tell: (line: string) => void;
  /** Resolves when it says this, as often as asked for; rejects where it ends before. */
  readonly says: (line: string, times?: number) => Promise<void>;
  /** Resolves to its exit code once it has ended; null where it was killed. */
  readonly ended: Promise<number | null>;
  /** As SIGSTOP does: it stands still in the middle of whatever it does. */
  readonly stop: () => void;
  readonly goOn: () => void;
  readonly end: () => Promise<void>;
  readonly kill: () => Promise<void>;
}

/** Runs TypeScript of these packages: the file, what it is called, and its arguments. */
export const start = (name: string, file: string, ...args: ReadonlyArray<string>): Process => {
  const child = spawn(
    process.execPath,
    ['--conditions=casebook:source', '--require', 'esbuild-register', file, ...args],
    { cwd: __dirname, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  child.stdin.on('error', () => undefined); // it is gone: `ended` says so
  const heard = new Set<(line: string) => void>();
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    for (const hear of [...heard]) hear(line);
  });
  const ended = once(child, 'close').then(() => child.exitCode);
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    name,
    pid: child.pid ?? 0,
    isOver,
    tell: (line) => void child.stdin.write(`${line}\n`),
    says: async (wanted, times = 1) => {
      let left = times;
      const word = new Promise<void>((resolve) => {
        const hear = (line: string): void => {
          if (line === wanted) left -= 1;
          if (left > 0) return;
          heard.delete(hear);
          resolve();
        };
        heard.add(hear);
      });
      const over = ended.then(() => {
        throw new Error(`${name} has ended before it said ${wanted}`);
      });
      over.catch(() => undefined); // it may well end later
      await Promise.race([word, over]);
    },
    ended,
    stop: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    end: async () => {
      child.kill('SIGTERM');
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};
