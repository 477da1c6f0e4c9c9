import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../../../..');
const node = ['--conditions=casebook:source', '--require', 'esbuild-register', 'packages/cli/src/main.ts'];

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command in a process of its own, as somebody types it. */
export const start = (
  ...args: ReadonlyArray<string>
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } => {
  const child = spawn(process.execPath, [...node, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
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
