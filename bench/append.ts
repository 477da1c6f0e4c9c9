import { parseArgs } from 'node:util';
import { emmett } from './append/emmett';
import { floor } from './append/floor';
import { fullRead } from './append/full-read';
import { ours, type Ours } from './append/ours';
import { alternated, type Outcome } from './append/rounds';
import { smallestCommit } from './append/smallest-commit';
import { costs, lengthCosts, rateOf, table, verdicts } from './append/table';
import { lengthened, workloads, type Entry } from './append/workloads';
import { benchServer, type BenchServer } from './measuring/server';
import { whole } from './measuring/statistics';

// `pnpm bench append`: the log, Emmett's PostgreSQL store and the plainest SQL with the same promises, in turn on one server.

const usage = `pnpm bench append [--rounds 7] [--seconds 0.5] [--stored 10000,1000000] [--ten-million] [--alone] [--url postgres://…]

--rounds       how often each workload is measured
--seconds      how long each time
--stored       how many events are stored before, several with commas; whole tens
--ten-million  ten million events as well; takes half an hour and 25 GB
--alone        the log without the others, to compare its own sizes
--url          a server whose account may create databases and checkpoints; one is started otherwise`;

const longStreams = 100_000; // events
const readings = { rounds: 3, most: 1_000_000 }; // events, as far as there is a smaller log

interface Options {
  readonly rounds: number;
  readonly seconds: number;
  readonly sizes: ReadonlyArray<number>;
  readonly alone: boolean;
  readonly url: string | undefined;
}

const options = (): Options | undefined => {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '7' },
      seconds: { type: 'string', default: '0.5' },
      stored: { type: 'string', default: '10000,1000000' },
      'ten-million': { type: 'boolean', default: false },
      alone: { type: 'boolean', default: false },
      url: { type: 'string' },
    },
  });
  const rounds = Number(values.rounds);
  const seconds = Number(values.seconds);
  const sizes = [...values.stored.split(',').map(Number), ...(values['ten-million'] ? [10_000_000] : [])];
  const isSize = (size: number): boolean => Number.isSafeInteger(size) && size >= 10 && size % 10 === 0;
  if (!Number.isSafeInteger(rounds) || rounds < 1 || !(seconds > 0) || !sizes.every(isSize)) return undefined;
  return { rounds, seconds, sizes, alone: values.alone, url: values.url };
};

/** Those that take part, at one size; the first is the log itself. */
const entered = async (
  server: BenchServer,
  size: number,
  alone: boolean,
): Promise<{ readonly entries: ReadonlyArray<Entry>; readonly log: Ours }> => {
  const log = await ours(await server.make(`casebook_${size}`));
  const others = alone
    ? []
    : [await emmett(await server.make(`emmett_${size}`)), await floor(await server.make(`floor_${size}`))];
  const contestants = [log, ...others];
  const entries = contestants.map((contestant): Entry => ({ contestant, size, long: { length: 0 } }));
  for (const entry of entries) {
    const began = performance.now();
    await entry.contestant.fill(size);
    await lengthened(entry, longStreams);
    const took = ((performance.now() - began) / 1000).toFixed(1);
    console.error(`${entry.contestant.name}: ${whole(size)} events and a stream of ${whole(longStreams)} in ${took} s`);
  }
  return { entries, log };
};

const compared = async ({ rounds, seconds, sizes, alone, url }: Options): Promise<void> => {
  const server = await benchServer(url);
  const entries: Entry[] = [];
  const commits: Entry[] = [];
  try {
    const logs = new Map<number, Ours>();
    for (const size of sizes) {
      const { entries: some, log } = await entered(server, size, alone);
      entries.push(...some);
      logs.set(size, log);
    }
    for (const { contestant, size } of entries)
      if (size === sizes[0]) console.log(`${contestant.name} keeps ${contestant.keeps}.`);
    const readable = sizes.filter((size) => size <= readings.most);
    const log = logs.get(readable.length > 0 ? Math.max(...readable) : Math.min(...sizes));
    const read = log === undefined ? '' : await fullRead(log, readings.rounds);

    commits.push({ contestant: await smallestCommit(await server.make('commit')), size: 0, long: { length: 0 } });
    const outcomes: Outcome[] = [];
    for (const workload of workloads) {
      await server.settle();
      const measured = workload.inFlight === 1 ? [...entries, ...commits] : entries;
      outcomes.push(await alternated(workload, measured, { rounds, seconds }, server.written));
      console.error(`measured: ${workload.name}`);
    }
    console.log(`\nEvents a second, median (least-most) of ${rounds} rounds of ${seconds} s.\n`);
    console.log(table(outcomes, entries));
    console.log(
      `\nWith the most stored: milliseconds p50 / p99 of an append; of each event, processor time here and WAL there.\n`,
    );
    console.log(costs(outcomes, entries));
    console.log(
      `\nThe smallest commit there is, one integer, 1 in flight: ${rateOf(outcomes, 'smallest commit')} a second.`,
    );
    console.log(`\n${read}\n`);
    for (const line of [...lengthCosts(outcomes, entries), '', ...verdicts(outcomes, entries)]) console.log(line);
    console.log('');
    for (const { contestant, size } of entries)
      console.log(
        `${contestant.name}, from ${whole(size)}: ${whole(await contestant.stored())} events stored at the end`,
      );
  } finally {
    for (const { contestant } of [...entries, ...commits]) await contestant.close();
    await server.stop();
  }
};

const given = options();
if (given === undefined) {
  console.error(usage);
  process.exitCode = 1;
} else void compared(given);
