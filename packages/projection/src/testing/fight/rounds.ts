import { setTimeout as pause } from 'node:timers/promises';
import { newDatabase, random } from '@casebook/event-store-postgres/testing';
import { act, type Killable } from './acts';
import type { Contender } from './contender';
import { wordsOf, type Fault } from './examine';
import { crewOf } from './crew';
import { leaseFaults, takeovers } from './leases';
import { start, type Process } from './processes';
import { reach } from './reach';
import { movesAfter, watch } from './watched';
import { atRest, holding, midway, persistently } from './watching';

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

  const crew = crewOf(contender, url, own);
  const writers = [1, 2].map((number) =>
    start(`writer-${number}`, require.resolve('./writer'), contender.log, url, String(number)),
  );
  let lastMove = '0';
  const known = new Set<string>();
  try {
    await Promise.all(writers.map((writer) => writer.says('going')));
    for (let round = 1; round <= rounds; round += 1) {
      const acts: string[] = [];
      const others: string[] = [];
      crew.mend();
      await pause(round === 1 ? undisturbed : 300 + draw(300));
      for (let left = round === 1 ? 0 : 1 + draw(3); left > 0; left -= 1) {
        crew.mend();
        const held = await persistently(() => holding(own, contender, crew.workers()));
        acts.push(await act(draw, server, contender, crew, held));
        await pause(draw(contender.lease));
        others.push(...(await persistently(() => midway(own, contender))));
      }
      await Promise.all(writers.map((writer) => told(writer, 'rest', 'resting')));
      const { events, faults } = await atRest(own, contender, crew.mend);
      const { moves, last } = await movesAfter(own, lastMove);
      const { interruptions, ended } = crew.told();
      const taken = interruptions.flatMap((interruption) => takeovers(moves, interruption));
      others.push(...leaseFaults(moves), ...ended.map((name) => `${name} ended by itself`));
      const found = faults.filter((fault) => !known.has(wordsOf(fault)));
      yield { round, acts, events, takeovers: taken, faults: found, standing: faults, others };
      faults.forEach((fault) => known.add(wordsOf(fault)));
      lastMove = last;
      await Promise.all(writers.map((writer) => told(writer, 'go', 'going')));
    }
  } finally {
    await Promise.all([...crew.workers(), ...writers].map((one) => one.kill()));
    await own.close();
  }
}

const told = async (writer: Process, line: string, answer: string): Promise<void> => {
  const said = writer.says(answer);
  writer.tell(line);
  await said;
};
