import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
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

/** Names, in the environment, the file into which `timed` writes what the profiler tells of its work. */
export const profileTo = 'CASEBOOK_BENCH_PROFILE';

const profiling = async <A>(file: string, work: () => Promise<A>): Promise<A> => {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  const result = await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  writeFileSync(file, JSON.stringify(profile));
  return result;
};

/** Times a piece of work that tells how many events it was about. */
export const timed = async (work: () => Promise<number>): Promise<Took> => {
  globalThis.gc?.();
  const opened = process.memoryUsage.rss();
  const [before, began] = [process.cpuUsage(), performance.now()];
  const file = process.env[profileTo];
  const events = file === undefined ? await work() : await profiling(file, work);
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

type Environment = { readonly [name: string]: string };

/** A process of this bench, on its way to its answer. */
export interface Apart<A> {
  readonly answer: Promise<A>;
  /** Says that it may come to its end. */
  readonly end: () => void;
}

/** Begins one of `tasks` in a process of its own, so that memory and collection of garbage are its own. */
export const begunApart = <A>(task: string, given: unknown, environment: Environment = {}): Apart<A> => {
  const args = ['--expose-gc', ...process.execArgv, script, 'projections', '--task', task, JSON.stringify(given)];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const ended = async (): Promise<A> => {
    await once(child, 'close');
    if (child.exitCode !== 0) throw new Error(`${task} ended with ${child.exitCode ?? 'a signal'}`);
    return JSON.parse(output) as A; // printed by that task in its process
  };
  const answer = ended();
  answer.catch(() => undefined); // whoever awaits it is told
  return { answer, end: () => child.kill('SIGTERM') };
};

export const apart = <A>(task: string, given: unknown, environment: Environment = {}): Promise<A> =>
  begunApart<A>(task, given, environment).answer;
