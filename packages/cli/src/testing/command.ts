import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from '@jest/globals';

/** Where it is run: paths of this repository can be given as they are. */
export const root = resolve(__dirname, '../../../..');

let folder: string | undefined;

afterAll(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

const compile = (): string => {
  folder = mkdtempSync(join(tmpdir(), 'casebook-command-'));
  const file = join(folder, 'casebook.cjs');
  const { status, stderr } = spawnSync(process.execPath, [join(__dirname, 'compile.cjs'), file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the command cannot be compiled: ${stderr}`);
  return file;
};

let compiled: string | undefined;

/** The file that Node runs: the command of these sources, compiled once for a file of tests. */
export const command = (): string => (compiled ??= compile());

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command in a process of its own, as somebody types it. */
export const start = (
  ...args: ReadonlyArray<string>
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } => {
  const child = spawn(process.execPath, [command(), ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  const ended = new Promise<Ended>((resolved, rejected) => {
    child.on('error', rejected);
    child.on('close', (status) => resolved({ status, ...output }));
  });
  return { child, ended };
};

/** What the command answers as JSON. Throws what it says where it fails. */
export const answer = async (...args: ReadonlyArray<string>): Promise<unknown> => {
  const { status, stdout, stderr } = await start(...args, '--json').ended;
  if (status !== 0) throw new Error(`casebook ${args.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
};
