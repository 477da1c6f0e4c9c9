import { setTimeout as pause } from 'node:timers/promises';
import { newDatabase, random } from '@casebook/event-store-postgres/testing';
import type { Contender } from './contender';
import { wordsOf, type Fault } from './examine';
import { leaseFaults, takeovers, type Interruption } from './leases';
import { start, type Process } from './processes';
import { reach } from './reach';
import { clock, movesAfter, watch } from './watched';
import { atRest, holding, midway, persistently } from './watching';

/** A server that can be killed and started again. */
export interface Killable {
  readonly url: string;
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
}

export interface Round {
  readonly round: number;
  /** What was done to the workers and the server, in words. */
  readonly acts: ReadonlyArray<string>;
  /** In the log by now. */
  readonly events: number;
  /** Milliseconds, by the database's clock, from a kill to the first page of another holder; one for each checkpoint that changed hands. */
  readonly takeovers: ReadonlyArray<number>;
  /** Events that were counted otherwise than once and in order, without those of the rounds before. */
  readonly faults: ReadonlyArray<Fault>;
  /** With those of the rounds before, as far as they still stand. */
  readonly standing: ReadonlyArray<Fault>;
  /** What else is not as promised, in words. */
  readonly others: ReadonlyArray<string>;
}

export interface FightOptions {
  readonly server: Killable;
  readonly contender: Contender;
  readonly rounds: number;
  readonly seed: number;
}

const most = 3; // workers at once
const undisturbed = 3_000; // milliseconds of the first round, in which nothing is done to anybody

/**
 * Has several workers fold one log, to which others append, and kills them, stops them for longer than their lease, lets them go on,
 * has others join, and kills the server, as drawn by the seed. After each round the writers rest and what was counted is examined.
 */
export async function* fightRounds({ server, contender, rounds, seed }: FightOptions): AsyncGenerator<Round> {
  const draw = random(seed);
  const url = await newDatabase(server.url, 'fight');
  await contender.prepare(url);
  const own = await reach(url);
  await watch(own, contender.checkpoints);

  const { lease } = contender;
  let numbered = 0;
  const join = (): Process => {
    numbered += 1;
    return start(`worker-${numbered}`, ...contender.worker(url, `worker-${numbered}`));
  };
  const writers = [1, 2].map((number) =>
    start(`writer-${number}`, require.resolve('./writer'), contender.log, url, String(number)),
  );
  let workers: ReadonlyArray<Process> = [join(), join()];
  let ended: ReadonlyArray<string> = [];
  let interruptions: ReadonlyArray<Interruption & { readonly victim: Process }> = [];

  /** Whoever has ended by himself is followed by another. */
  const mend = (): void => {
    const gone = workers.filter((worker) => worker.isOver());
    ended = [...ended, ...gone.map(({ name }) => name)];
    workers = workers.filter((worker) => !gone.includes(worker));
    while (workers.length < 2) workers = [...workers, join()];
  };
  /** Of this one, or of all: what comes now says nothing of how soon it was taken over. */
  const over = async (victim?: Process): Promise<void> => {
    const now = await persistently(() => clock(own));
    interruptions = interruptions.map((one) =>
      one.over === null && (victim === undefined || one.victim === victim) ? { ...one, over: now } : one,
    );
  };
  const interrupted = async (victim: Process): Promise<void> => {
    await over(); // whoever would have taken over may be the one who is stopped now
    const at = await persistently(() => clock(own));
    const isHolder = (holder: string): boolean => contender.isHeldBy(holder, victim);
    interruptions = [...interruptions, { victim, isHolder, at, over: null }];
  };
  const kill = async (victim: Process): Promise<void> => {
    await interrupted(victim);
    await victim.kill();
    workers = [...workers.filter((worker) => worker !== victim), join()];
  };
  const stop = async (victim: Process, millis: number): Promise<void> => {
    await interrupted(victim);
    victim.stop();
    await pause(millis);
    await over(victim);
    victim.goOn();
  };
  const act = async (): Promise<string> => {
    const held = await persistently(() => holding(own, contender, workers));
    const among = held.length > 0 && draw(3) > 0 ? held : workers;
    const [victim = join()] = among.slice(draw(among.length));
    const [what, millis] = [draw(10), draw(lease)];
    switch (what) {
      case 0:
      case 1:
      case 2:
        await kill(victim);
        return `${victim.name} killed`;
      case 3:
      case 4:
      case 5:
        await stop(victim, lease + 300 + millis);
        return `${victim.name} stopped for ${lease + 300 + millis} ms`;
      case 6:
        await stop(victim, lease + 300 + millis);
        await kill(victim);
        return `${victim.name} stopped for ${lease + 300 + millis} ms, let go and killed`;
      case 7:
        await stop(victim, millis);
        return `${victim.name} stopped for ${millis} ms`;
      case 8:
        if (!contender.killsServer) return act();
        await over();
        await server.kill();
        await server.start();
        return 'the server killed';
      default:
        if (workers.length < most) {
          workers = [...workers, join()];
          return `worker-${numbered} joined`;
        }
        workers = workers.filter((worker) => worker !== victim);
        await victim.end();
        return `${victim.name} ended`;
    }
  };

  let lastMove = '0';
  const known = new Set<string>();
  try {
    await Promise.all(writers.map((writer) => writer.says('going')));
    for (let round = 1; round <= rounds; round += 1) {
      const acts: string[] = [];
      const others: string[] = [];
      interruptions = [];
      await pause(round === 1 ? undisturbed : 300 + draw(300));
      for (let left = round === 1 ? 0 : 1 + draw(3); left > 0; left -= 1) {
        mend();
        acts.push(await act());
        await pause(draw(lease));
        others.push(...(await persistently(() => midway(own, contender))));
      }
      await Promise.all(writers.map((writer) => told(writer, 'rest', 'resting')));
      const { events, faults } = await atRest(own, contender, mend);
      const { moves, last } = await movesAfter(own, lastMove);
      const taken = interruptions.flatMap((interruption) => takeovers(moves, interruption));
      others.push(...leaseFaults(moves));
      others.push(...ended.map((name) => `${name} ended by itself`));
      const found = faults.filter((fault) => !known.has(wordsOf(fault)));
      yield { round, acts, events, takeovers: taken, faults: found, standing: faults, others };
      faults.forEach((fault) => known.add(wordsOf(fault)));
      lastMove = last;
      ended = [];
      await Promise.all(writers.map((writer) => told(writer, 'go', 'going')));
    }
  } finally {
    await Promise.all([...workers, ...writers].map((one) => one.kill()));
    await own.close();
  }
}

const told = async (writer: Process, line: string, answer: string): Promise<void> => {
  const said = writer.says(answer);
  writer.tell(line);
  await said;
};
