import { spawnSync } from 'node:child_process';

/** Runs a program to its end and returns what it printed; throws with all it said if it fails. */
export const run = (program: string, args: ReadonlyArray<string>, cwd: string): string => {
  const { status, error, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 64 << 20 });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}\nended with ${status}:\n${stdout}${stderr}`);
  return stdout;
};
