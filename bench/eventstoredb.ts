import { parseArgs } from 'node:util';
import { adapter, bare, type Contestant } from './eventstoredb/contestants';
import { startServer } from './eventstoredb/server';
import { workloads } from './eventstoredb/workloads';
import { median, whole } from './measuring/statistics';

// `pnpm bench eventstoredb`: the log on an EventStoreDB beside the bare client, in turn on one server.

const usage = `pnpm bench eventstoredb [--rounds 7] [--seconds 0.5] [--url esdb://…]

--rounds   how often each workload is measured
--seconds  how long each time
--url      a server of yours; otherwise the one of the tests, in a process of its own`;

const spread = (rates: ReadonlyArray<number>): string =>
  `${whole(median(rates))} (${whole(Math.min(...rates))}-${whole(Math.max(...rates))})`;

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '7' },
      seconds: { type: 'string', default: '0.5' },
      url: { type: 'string' },
    },
  });
  const rounds = Number(values.rounds);
  const seconds = Number(values.seconds);
  if (!Number.isSafeInteger(rounds) || rounds < 1 || !(seconds > 0)) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const server = values.url === undefined ? await startServer() : { url: values.url, stop: () => Promise.resolve() };
  const contestants: ReadonlyArray<Contestant> = [
    await bare(server.url),
    await adapter(server.url, 'stream'),
    await adapter(server.url, 'tenant'),
  ];
  console.log(`| a second | ${contestants.map(({ name }) => name).join(' | ')} | of the bare client |`);
  console.log(`| --- |${' --- |'.repeat(contestants.length + 1)}`);
  for (const { name, run } of workloads) {
    const rates = new Map<Contestant, number[]>(contestants.map((contestant) => [contestant, []]));
    for (const contestant of contestants) await run(contestant, seconds / 2); // warm
    for (let round = 0; round < rounds; round += 1)
      for (const contestant of round % 2 === 0 ? contestants : [...contestants].reverse())
        rates.get(contestant)?.push(await run(contestant, seconds));
    const [first, ...others] = contestants.map((contestant) => rates.get(contestant) ?? []);
    const ratios = others.map((own) => median(own.map((rate, round) => rate / (first?.[round] ?? NaN))));
    const cells = [name, ...[first ?? [], ...others].map(spread), ratios.map((ratio) => ratio.toFixed(2)).join(', ')];
    console.log(`| ${cells.join(' | ')} |`);
  }
  for (const { close } of contestants) await close();
  await server.stop();
};

void main();
