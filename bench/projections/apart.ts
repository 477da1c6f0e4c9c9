import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What a measured process did, and what it took. */
export interface Took {
  readonly events: number;
  readonly seconds: number;
  /** Of the JavaScript process alone. */
  readonly processorSeconds: number;
  /** Resident bytes before the work began, and at most by its end. */
  readonly opened: number;
  readonly peak: number;
}

/** Times a piece of work that tells how many events it was about. */
export const timed = async (work: () => Promise<number>): Promise<Took> => {
  globalThis.gc?.();
  const opened = process.memoryUsage.rss();
  const [before, began] = [process.cpuUsage(), performance.now()];
  const events = await work();
  const { user, system } = process.cpuUsage(before);
  return {
    events,
    seconds: (performance.now() - began) / 1000,
    processorSeconds: (user + system) / 1e6,
    opened,
    peak: process.resourceUsage().maxRSS * 1024,
  };
};

const script = join(__dirname, '..', 'run.ts');

/** A process of this bench, on its way to its answer. */
export interface Apart<A> {
  readonly answer: Promise<A>;
}

/** Begins one of `tasks` in a process of its own, so that memory and collection of garbage are its own. */
export const begunApart = <A>(task: string, given: unknown, flags: ReadonlyArray<string> = []): Apart<A> => {
  const args = ['--expose-gc', ...process.execArgv, ...flags, script, 'projections', '--task', task, JSON.stringify(given)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const ended = async (): Promise<A> => {
    await once(child, 'close');
    if (child.exitCode !== 0) throw new Error(`${task} ended with ${child.exitCode ?? 'a signal'}`);
    return JSON.parse(output) as A; // printed by that task in its process
  };
  return { answer: ended() };
};

export const apart = <A>(task: string, given: unknown, flags: ReadonlyArray<string> = []): Promise<A> =>
  begunApart<A>(task, given, flags).answer;
