import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '@casebook/event-store-postgres';
import type { Contender } from './contender';
import type { Interruption } from './leases';
import { start, type Process } from './processes';
import { clock } from './watched';
import { persistently } from './watching';

/** The workers of a fight, and what was done to them. */
export interface Crew {
  readonly workers: () => ReadonlyArray<Process>;
  readonly join: () => Process;
  /** Two at least: whoever has ended by himself is followed by another. */
  readonly mend: () => void;
  /** As kill -9 does; another joins. */
  readonly kill: (victim: Process) => Promise<void>;
  /** Stands still for so many milliseconds. */
  readonly stop: (victim: Process, millis: number) => Promise<void>;
  /** Told to end, it lets go of what it has. */
  readonly dismiss: (victim: Process) => Promise<void>;
  /** Something else came between: what comes now says nothing of how soon somebody was followed. */
  readonly disturbed: () => Promise<void>;
  /** What was done since it was asked last, and the names of those that ended by themselves. */
  readonly told: () => { readonly interruptions: ReadonlyArray<Interruption>; readonly ended: ReadonlyArray<string> };
}

export const crewOf = (contender: Contender, url: string, database: Database): Crew => {
  let numbered = 0;
  let workers: ReadonlyArray<Process> = [];
  let ended: ReadonlyArray<string> = [];
  let interruptions: ReadonlyArray<Interruption> = [];

  const join = (): Process => {
    numbered += 1;
    const name = `worker-${numbered}`;
    const joined = start(name, ...contender.worker(url, name));
    workers = [...workers, joined];
    return joined;
  };
  const leave = (gone: Process): void => {
    workers = workers.filter((worker) => worker !== gone);
  };
  const disturbed = async (): Promise<void> => {
    const now = await persistently(() => clock(database));
    interruptions = interruptions.map((one) => ({ ...one, over: one.over ?? now }));
  };
  const interrupted = async (victim: Process): Promise<void> => {
    await disturbed(); // whoever would have followed may be the one who is stopped now
    const at = await persistently(() => clock(database));
    const isHolder = (holder: string): boolean => contender.isHeldBy(holder, victim);
    interruptions = [...interruptions, { isHolder, at, over: null }];
  };
  return {
    workers: () => workers,
    join,
    mend: () => {
      const gone = workers.filter((worker) => worker.isOver());
      ended = [...ended, ...gone.map(({ name }) => name)];
      gone.forEach(leave);
      while (workers.length < 2) join();
    },
    kill: async (victim) => {
      await interrupted(victim);
      await victim.kill();
      leave(victim);
      join();
    },
    stop: async (victim, millis) => {
      await interrupted(victim);
      victim.stop();
      await pause(millis);
      await disturbed();
      victim.goOn();
    },
    dismiss: async (victim) => {
      leave(victim);
      await victim.end();
    },
    disturbed,
    told: () => {
      const told = { interruptions, ended };
      [interruptions, ended] = [[], []];
      return told;
    },
  };
};
