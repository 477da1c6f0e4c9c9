import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { run } from '@casebook/casebook';
import type { EventStore } from '@casebook/event-store';
import { migrate, openDatabase, postgresEventStore } from '@casebook/event-store-postgres';
import { benchServer } from './measuring/server';
import { growth, sampled, type Sample } from './soak/growth';
import { latencies } from './soak/latencies';
import { assigned, load, type Load } from './soak/load';
import { tally, type Tally } from './soak/tally';
import { watch, type Watch } from './soak/watch';
import { whole } from './measuring/statistics';

// `pnpm bench soak`: everything at once for some minutes; nothing may be lost, doubled or out of order, and memory may not grow.

const usage = `pnpm bench soak [--minutes 10] [--url postgres://…]

--minutes  how long, from 0.5 to 120
--url      a server whose account may create databases; one is started otherwise`;

const mostEvents = 5_000_000; // ends earlier when there are so many
const betweenSamples = 10_000; // milliseconds
const samplesALine = 3;
const patience = 60_000; // milliseconds for the subscriptions to come to the end

const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MB`;

const settled = async (head: number, watches: ReadonlyArray<Watch>): Promise<void> => {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline && watches.some(({ position }) => position() < head)) await pause(50);
};

/** Everything that the log holds in the end: tells what was never stored from what a subscription did not see. */
const held = async (log: EventStore): Promise<Tally> => {
  const all = tally();
  for (let after = 0, end = false; !end;) {
    const page = await run(log.readAll({ after, limit: 1_000 }));
    all.add(page.events);
    ({ position: after, end } = page);
  }
  return all;
};

/** What was lost, doubled, out of order or answered wrongly, in words. */
const faultsOf = (
  { acknowledged, faults }: Load,
  [all, some]: readonly [Watch, Watch],
  stored: Tally,
): ReadonlyArray<string> => {
  const pairs = [
    [all, acknowledged.all],
    [some, acknowledged.assigned],
    [{ name: 'the log read at the end', seen: stored }, acknowledged.all],
  ] as const;
  const missing = pairs.flatMap(([{ name, seen }, written]) =>
    seen.count() === written.count() && seen.sum() === written.sum()
      ? []
      : [`${name}: ${whole(seen.count())} events seen, ${whole(written.count())} acknowledged`],
  );
  return [...faults, ...all.faults, ...some.faults, ...missing];
};

const soaked = async (minutes: number, url: string | undefined): Promise<boolean> => {
  const server = await benchServer(url);
  try {
    const database = await openDatabase({ url: await server.make('soak') });
    await migrate(database);
    const log = postgresEventStore(database);
    const times = latencies();
    const ending = new AbortController();
    const watches = [
      watch(log, 'the subscription to all', {}, ending.signal),
      watch(log, 'the subscription to one type', { types: [assigned] }, ending.signal),
    ] as const;

    const began = performance.now();
    const isOver = (): boolean =>
      performance.now() - began > minutes * 60_000 || work.acknowledged.all.count() > mostEvents;
    const work: Load = load(log, times, isOver);
    const running = work.run();
    const samples: Sample[] = [];
    let told = began;
    while (!isOver()) {
      await pause(betweenSamples);
      samples.push(sampled(began));
      if (samples.length % samplesALine > 0) continue;
      const seconds = (performance.now() - told) / 1000;
      told = performance.now();
      const live = megabytes(samples[samples.length - 1]?.live ?? 0);
      const rss = megabytes(process.memoryUsage.rss());
      const events = whole(work.acknowledged.all.count());
      console.log(
        `${((told - began) / 60_000).toFixed(1)} min: ${events} events, resident ${rss}, live after collection ${live}`,
      );
      for (const line of times.told(seconds)) console.log(line);
    }
    await running;
    await settled(await run(log.head()), watches);
    ending.abort();
    await Promise.all(watches.map(({ over }) => over));

    const faults = faultsOf(work, watches, await held(log));
    for (const words of faults) console.log(words);
    const { bytes, grows } = growth(samples);
    const { all } = work.acknowledged;
    console.log(
      [
        `${whole(all.count())} events acknowledged; ${faults.length === 0 ? 'none lost, doubled or out of order' : 'FAULTS, as above'}`,
        `memory over the second half ${grows ? 'GREW' : 'did not grow'}: ${megabytes(bytes)} by the line through ${Math.ceil(samples.length / 2)} samples`,
      ].join('\n'),
    );
    await log.close();
    await database.close();
    return faults.length === 0 && !grows;
  } finally {
    await server.stop();
  }
};

/** The same again in a process that can be told to collect its garbage. */
const again = async (): Promise<void> => {
  const args = ['--expose-gc', ...process.execArgv, __filename, ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  await once(child, 'close');
  process.exitCode = child.exitCode ?? 1;
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' }, url: { type: 'string' } } });
  const minutes = Number(values.minutes);
  if (!(minutes >= 0.5 && minutes <= 120)) {
    console.error(usage);
    process.exitCode = 1;
  } else if (globalThis.gc === undefined) await again();
  else process.exitCode = (await soaked(minutes, values.url)) ? 0 : 1;
};

void main();
