import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** It has ended, and nobody has asked how. */
  readonly isZombie: boolean;
}

const parsed = (pid: number, state: string, parent: number): Process => ({ pid, parent, isZombie: state === 'Z' });

// `pid (name) state parent …`, where the name may contain anything.
const fromProc = (): ReadonlyArray<Process> =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      try {
        const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
        const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return [parsed(Number(entry), state, Number(parent))];
      } catch {
        return []; // it has ended while we looked
      }
    });

const fromPs = (): ReadonlyArray<Process> =>
  spawnSync('ps', ['-A', '-o', 'pid=,state=,ppid='], { encoding: 'utf8' })
    .stdout.split('\n')
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, state = '', parent]) => parsed(Number(pid), state.slice(0, 1), Number(parent)));

const processes = (): ReadonlyArray<Process> => (existsSync('/proc/self/stat') ? fromProc() : fromPs());

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // it has ended already
  }
};

/** Kills a process and its children at one moment, as `kill -9` does; the parent is stopped first, so that it makes no new ones. Resolves when all are gone. */
export const killWithChildren = async (parent: number): Promise<void> => {
  signal(parent, 'SIGSTOP');
  const victims = new Set([parent, ...processes().flatMap((one) => (one.parent === parent ? [one.pid] : []))]);
  for (const pid of victims) signal(pid, 'SIGKILL');
  while (processes().some(({ pid, isZombie }) => victims.has(pid) && !isZombie)) await pause(5);
};
