import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { kill } from '../child-process';
import type { Acknowledged } from './examine';

/** A writer under way in a process of its own. */
export interface Writing {
  /** In the order in which it heard of them. */
  readonly acknowledged: ReadonlyArray<Acknowledged>;
  readonly unanswered: () => ReadonlyArray<string>;
  /** What it was refused, which must be nothing. */
  readonly failed: ReadonlyArray<string>;
  /** Resolves after so many further acknowledgements; rejects where it ends before. */
  readonly goesOn: (count: number) => Promise<void>;
  readonly kill: () => Promise<void>;
  /** Resolves when it has ended by itself. */
  readonly ended: Promise<void>;
}

export const startWriting = (url: string, number: number, loops: number, repeat: ReadonlyArray<string>): Writing => {
  const child = spawn(
    process.execPath,
    [
      '--conditions=casebook:source',
      '--require',
      'esbuild-register',
      join(__dirname, 'writer.ts'),
      url,
      String(number),
      String(loops),
      repeat.join(','),
    ],
    { cwd: __dirname, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const asked = new Set<string>();
  const acknowledged: Acknowledged[] = [];
  const failed: string[] = [];
  const heard = new Set<() => void>();
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const [word, name = '', position, revision] = line.split(' ');
    if (word === 'asked') asked.add(name);
    else asked.delete(name);
    if (word === 'failed') failed.push(line);
    // A line is one write, so it comes whole or not at all.
    if (word === 'ok') acknowledged.push({ name, position: Number(position), revision: Number(revision) });
    for (const hear of [...heard]) hear();
  });
  const ended = once(lines, 'close').then(() => undefined);
  return {
    acknowledged,
    failed,
    unanswered: () => [...asked],
    goesOn: async (count) => {
      const enough = acknowledged.length + count;
      const reached = new Promise<void>((resolve) => {
        const hear = () => {
          if (acknowledged.length < enough) return;
          heard.delete(hear);
          resolve();
        };
        heard.add(hear);
      });
      const over = ended.then(() => {
        throw new Error(`the writer has ended: ${failed.join('; ')}`);
      });
      await Promise.race([reached, over]);
    },
    kill: async () => {
      await kill(child);
      await ended;
    },
    ended,
  };
};
