import { parseArgs } from 'node:util';
import { benchServer, type BenchServer } from './measuring/server';
import { whole } from './measuring/statistics';
import { apart } from './projections/apart';
import { asKnownMeasured } from './projections/measurements/as-known';
import { asOfMeasured } from './projections/measurements/as-of';
import { emmettMeasured } from './projections/measurements/emmett';
import { liveMeasured } from './projections/measurements/live';
import type { Measurement, Setting } from './projections/measurements/measurement';
import { rebuildMeasured } from './projections/measurements/rebuild';
import { workersMeasured } from './projections/measurements/workers';
import { writingMeasured } from './projections/measurements/writing';
import { profiled } from './projections/profile';
import { tasks, type FilledDesk } from './projections/tasks';

// `pnpm bench projections`: the read models of a generated desk, rebuilt, kept live and asked about the past, beside what bounds each.

const measurements: { readonly [name: string]: Measurement } = {
  rebuild: rebuildMeasured,
  live: liveMeasured,
  'as-of': asOfMeasured,
  'as-known': asKnownMeasured,
  workers: workersMeasured,
  emmett: emmettMeasured,
  writing: writingMeasured,
};
/** What is left out with ten million events: it would take too long, or tell nothing more. */
const small = ['workers', 'emmett', 'writing'];

const usage = `pnpm bench projections [--events 100000,1000000] [--ten-million] [--rounds 3] [--only NAME] [--profile] [--sealed] [--url postgres://…]

--events       how many events the desk's log holds, several with commas
--ten-million  ten million events as well
--rounds       how often each is measured
--only         one measurement: ${Object.keys(measurements).join(', ')}
--profile      says besides what the JavaScript of a rebuild is spent on
--sealed       with the personal fields sealed in the log, as a casebook keeps them
--url          a server on this machine whose account is a superuser; one is started otherwise`;

interface Options {
  readonly sizes: ReadonlyArray<number>;
  readonly rounds: number;
  readonly only: string | undefined;
  readonly profile: boolean;
  readonly sealed: boolean;
  readonly url: string | undefined;
}

const options = (): Options | undefined => {
  const { values } = parseArgs({
    options: {
      events: { type: 'string', default: '100000,1000000' },
      'ten-million': { type: 'boolean', default: false },
      rounds: { type: 'string', default: '3' },
      only: { type: 'string' },
      profile: { type: 'boolean', default: false },
      sealed: { type: 'boolean', default: false },
      url: { type: 'string' },
    },
  });
  const sizes = [...values.events.split(',').map(Number), ...(values['ten-million'] ? [10_000_000] : [])];
  const rounds = Number(values.rounds);
  const { only, profile, sealed, url } = values;
  const isCount = (count: number): boolean => Number.isSafeInteger(count) && count > 0;
  if (!sizes.every(isCount) || !isCount(rounds) || (only !== undefined && !(only in measurements))) return undefined;
  return { sizes, rounds, only, profile, sealed, url };
};

const distribution = ({ events, cases, late, types, seconds }: FilledDesk): string => {
  const share = (count: number): string => `${((count / events) * 100).toFixed(count * 100 < events ? 2 : 1)} %`;
  const parts = [...types].sort(([, a], [, b]) => b - a).map(([type, count]) => `${type} ${share(count)}`);
  return [
    `${whole(events)} events of ${whole(cases)} cases, ${share(late)} of them late, appended in ${seconds.toFixed(0)} s:`,
    `${parts.join(', ')}.`,
  ].join('\n');
};

const measured = async (server: BenchServer, size: number, options: Options): Promise<void> => {
  const { rounds, sealed, only, profile } = options;
  const empty = await server.make(`desk_${size}`);
  const filled = await apart<FilledDesk>('filled', { url: empty, sealed, events: size });
  console.log(`## ${whole(size)} events${sealed ? ', sealed' : ''}\n\n${distribution(filled)}\n`);
  const fresh = async (name: string) => ({ url: await server.make(`${name}_${size}`, empty), sealed });
  const desk = await fresh('rebuilt');
  const setting: Setting = { server, size, events: filled.events, rounds, sealed, desk, fresh };
  const wanted = Object.entries(measurements).filter(
    ([name]) => (only === undefined || only === name) && !(size > 1_000_000 && small.includes(name)),
  );
  // Unmeasured: the rebuild is of tables that hold something, and the others need them.
  if (wanted.some(([name]) => name !== 'emmett' && name !== 'workers')) await apart('rebuilt', desk);
  for (const [, measurement] of wanted) {
    await server.settle();
    for (const line of await measurement(setting)) console.log(line);
    console.log('');
  }
  if (!profile) return;
  const { parts, functions } = await profiled('rebuilt', desk);
  for (const [what, shares] of [
    ['the JavaScript of a rebuild', parts],
    ['function, by itself', functions],
  ] as const) {
    console.log(`| ${what} | seconds |\n| --- | ---: |`);
    for (const { part, seconds } of shares) if (seconds >= 0.05) console.log(`| ${part} | ${seconds.toFixed(2)} |`);
    console.log('');
  }
};

/** One of `tasks`, by its name: this process was begun for it. */
const asked = async (task: string, given: string): Promise<void> => {
  const work = Object.entries(tasks).find(([name]) => name === task)?.[1];
  if (work === undefined) throw new Error(`${task} is not a task`);
  // What `apart` was given for this task.
  console.log(JSON.stringify(await work(JSON.parse(given) as never)));
};

const main = async (): Promise<void> => {
  const [first, task = '', given = '{}'] = process.argv.slice(2);
  if (first === '--task') return asked(task, given);
  const chosen = options();
  if (chosen === undefined) {
    console.error(usage);
    process.exitCode = 1;
    return;
  }
  const server = await benchServer(chosen.url);
  try {
    for (const size of chosen.sizes) await measured(server, size, chosen);
  } finally {
    await server.stop();
  }
};

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1); // whatever is still open
});
