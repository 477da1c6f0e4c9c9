import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { codeOf } from '../failures';

/** When a process started, in whatever form the system tells it; tells a process from a later one with the same pid. */
export type ProcessStart = string | null;

const linux = (pid: number): ProcessStart => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in parentheses, may hold anything; state and start time are fields 3 and 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return 'ended';
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`;
};

const unix = (pid: number): ProcessStart =>
  execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  }).trim();

/** Null where the system does not tell (or there is no such process). */
export const processStart = (pid: number): ProcessStart => {
  try {
    if (process.platform === 'linux') return linux(pid);
    return process.platform === 'win32' ? null : unix(pid);
  } catch {
    return null;
  }
};

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not ours to signal, but there.
    return codeOf(error) === 'EPERM';
  }
};

/** Whether the process that had this pid and this start still runs on this machine. */
export const stillRuns = (pid: number, started: ProcessStart): boolean => {
  if (!exists(pid)) return false;
  const now = processStart(pid);
  return now === null || started === null || now === started;
};
