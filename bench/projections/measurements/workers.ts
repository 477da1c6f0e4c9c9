import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { run } from '@casebook/casebook';
import { median, whole } from '../../measuring/statistics';
import { begunApart } from '../apart';
import { openDesk } from '../open-desk';
import type { Followed } from '../work/live';
import { microseconds, type Measurement } from './measurement';

const gettingReady = 5_000; // milliseconds

interface Round {
  readonly seconds: number;
  /** Processor seconds of the workers, and of the database. */
  readonly here: number;
  readonly there: number;
}

/** One process, then two, take in a log of which the read models hold nothing yet. */
export const workersMeasured: Measurement = async ({ server, fresh, events, rounds }) => {
  const taken = async (workers: number, round: number): Promise<Round> => {
    const desk = await fresh(`workers_${workers}_${round}`);
    const { readModels, log, close } = await openDesk(desk);
    const head = await run(log.head());
    await server.settle();
    const from = Date.now() + gettingReady;
    const processes = Array.from({ length: workers }, () => begunApart<Followed>('following', { ...desk, from }));
    await pause(from - Date.now());
    const before = server.processorSeconds();
    while ((await run(readModels.position())) < head) await pause(50);
    const seconds = (Date.now() - from) / 1_000;
    const there = server.processorSeconds() - before;
    for (const { end } of processes) end();
    const followed = await Promise.all(processes.map(({ answer }) => answer));
    await close();
    return { seconds, here: followed.reduce((sum, { processorSeconds }) => sum + processorSeconds, 0), there };
  };
  const results = new Map<number, Round[]>([
    [1, []],
    [2, []],
  ]);
  for (let round = 0; round < rounds; round += 1)
    for (const [workers, each] of results) each.push(await taken(workers, round));
  const medianOf = (workers: number, pick: (round: Round) => number): number =>
    median((results.get(workers) ?? []).map(pick));
  const rateOf = (workers: number): number => medianOf(workers, ({ seconds }) => events / seconds);
  const workOf = (workers: number): number => medianOf(workers, ({ here, there }) => here + there) / events;
  return [
    `| a backlog of ${whole(events)} events | events/s | µs an event here | there | cores busy |`,
    '| --- | ---: | ---: | ---: | ---: |',
    ...[...results.keys()].map((workers) => {
      const [here, there] = [medianOf(workers, (round) => round.here), medianOf(workers, (round) => round.there)];
      const busy = (workOf(workers) * rateOf(workers)).toFixed(2);
      return `| ${workers === 1 ? 'one worker' : `${workers} workers`} | ${whole(rateOf(workers))} | ${microseconds(here, events)} | ${microseconds(there, events)} | ${busy} |`;
    }),
    '',
    `Two workers are ${(rateOf(2) / rateOf(1)).toFixed(2)} times one; with all ${availableParallelism()} cores busy and no more work an event than one worker has they could be ${(availableParallelism() / workOf(1) / rateOf(1)).toFixed(2)} times one.`,
  ];
};
