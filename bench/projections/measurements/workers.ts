import { setTimeout as pause } from 'node:timers/promises';
import { run } from '@casebook/casebook';
import { median, whole } from '../../measuring/statistics';
import { begunApart } from '../apart';
import { openDesk } from '../open-desk';
import type { Followed } from '../work/live';
import { microseconds, type Measurement } from './measurement';

const gettingReady = 5_000; // milliseconds

/** One process, then two, take in a log of which the read models hold nothing yet. */
export const workersMeasured: Measurement = async ({ server, fresh, events, rounds }) => {
  const taken = async (workers: number, round: number) => {
    const desk = await fresh(`workers_${workers}_${round}`);
    const { readModels, log, close } = await openDesk(desk);
    const head = await run(log.head());
    await server.settle();
    const from = Date.now() + gettingReady;
    const before = server.processorSeconds();
    const processes = Array.from({ length: workers }, () => begunApart<Followed>('following', { ...desk, from }));
    await pause(from - Date.now());
    while ((await run(readModels.position())) < head) await pause(50);
    const seconds = (Date.now() - from) / 1_000;
    for (const { end } of processes) end();
    await Promise.all(processes.map(({ answer }) => answer));
    await close();
    return { rate: events / seconds, there: server.processorSeconds() - before };
  };
  const results = new Map<number, { readonly rate: number; readonly there: number }[]>([
    [1, []],
    [2, []],
  ]);
  for (let round = 0; round < rounds; round += 1)
    for (const [workers, each] of results) each.push(await taken(workers, round));
  const rateOf = (workers: number): number => median((results.get(workers) ?? []).map(({ rate }) => rate));
  return [
    `| a backlog of ${whole(events)} events | events/s | µs an event there |`,
    '| --- | ---: | ---: |',
    ...[...results].map(
      ([workers, each]) =>
        `| ${workers === 1 ? 'one worker' : `${workers} workers`} | ${whole(rateOf(workers))} | ${microseconds(median(each.map(({ there }) => there)), events)} |`,
    ),
    '',
    `Two workers are ${(rateOf(2) / rateOf(1)).toFixed(2)} times one.`,
  ];
};
