import { median, whole } from '../../measuring/statistics';
import { apart, type Took } from '../apart';
import type { Copied } from '../work/copy-floor';
import { megabytes, microseconds, type Measurement, type Setting } from './measurement';

interface Round {
  readonly seconds: number;
  readonly here: number;
  readonly there: number;
  readonly peak: number;
}

interface Contestant {
  readonly name: string;
  readonly run: (setting: Setting) => Promise<{ readonly took: Omit<Took, 'opened'>; readonly said?: string }>;
}

const reading = (order: 'position' | 'stream', decode: boolean): Contestant => ({
  name: `the log read${decode ? ' and decoded' : ''} in order of ${order}`,
  run: async ({ desk }) => ({ took: await apart<Took>('read', { ...desk, order, decode }) }),
});

const rebuild: Contestant = {
  name: 'rebuild of all read models',
  run: async ({ desk }) => ({ took: await apart<Took>('rebuilt', desk) }),
};

const floor = reading('stream', true);
const copy: Contestant = {
  name: 'COPY of the finished rows, keys after',
  run: async ({ desk, events }) => {
    const { rows, bytes, seconds } = await apart<Copied>('copied', desk);
    const said = `${whole(rows)} finished rows, ${megabytes(bytes)}: ${seconds.rows.toFixed(1)} s for the rows, ${(seconds.all - seconds.rows).toFixed(1)} s for their keys and indexes.`;
    return { took: { events, seconds: seconds.all, processorSeconds: 0, peak: NaN }, said };
  },
};

const contestants = [
  rebuild,
  floor,
  copy,
  reading('position', true),
  reading('stream', false),
  reading('position', false),
];

const spread = (rates: ReadonlyArray<number>): string =>
  `${whole(median(rates))} (${whole(Math.min(...rates))}-${whole(Math.max(...rates))})`;

/** Rebuilding, and what cannot be done without: reading and decoding, and writing the finished rows. In turn, round after round. */
export const rebuildMeasured: Measurement = async (setting) => {
  const { server, rounds, events } = setting;
  const results = new Map<string, Round[]>(contestants.map(({ name }) => [name, []]));
  let remark = '';
  for (let round = 0; round < rounds; round += 1)
    for (const { name, run } of contestants) {
      await server.settle();
      const before = server.processorSeconds();
      const { took, said } = await run(setting);
      const { seconds, processorSeconds: here, peak } = took;
      if (Math.abs(took.events - events) > events / 100)
        throw new Error(`${name}: ${took.events} events, not ${events}`);
      results.get(name)?.push({ seconds, here, there: server.processorSeconds() - before, peak });
      remark = said ?? remark;
    }
  const of = (name: string, pick: (round: Round) => number): ReadonlyArray<number> =>
    (results.get(name) ?? []).map(pick);
  const rates = (name: string): ReadonlyArray<number> => of(name, ({ seconds }) => events / seconds);
  const ratio = (name: string): string =>
    median(rates(rebuild.name).map((rate, index) => rate / (rates(name)[index] ?? NaN))).toFixed(2);
  const allowed = Math.min(...[floor, copy].map(({ name }) => median(rates(name))));
  const here = (name: string): string => microseconds(median(of(name, (round) => round.here)), events);
  const busy = (pick: (round: Round) => number): string =>
    `${Math.round(median(of(rebuild.name, (round) => pick(round) / round.seconds)) * 100)} %`;
  return [
    `| ${whole(events)} events | events/s | seconds | rebuild to it | µs an event here | there | peak |`,
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...contestants.map(({ name }) => {
      const [here, there, peak, seconds] = [
        median(of(name, (round) => round.here)),
        median(of(name, (round) => round.there)),
        Math.max(...of(name, (round) => round.peak)),
        median(of(name, (round) => round.seconds)),
      ];
      const memory = Number.isNaN(peak) ? '' : megabytes(peak);
      return `| ${name} | ${spread(rates(name))} | ${seconds.toFixed(1)} | ${ratio(name)} | ${microseconds(here, events)} | ${microseconds(there, events)} | ${memory} |`;
    }),
    '',
    remark,
    `The rebuild is at ${Math.round((median(rates(rebuild.name)) / allowed) * 100)} % of what the slower floor allows.`,
    `It keeps JavaScript busy for ${busy((round) => round.here)} of its time and the database for ${busy((round) => round.there)} of a core; of the ${here(rebuild.name)} µs of JavaScript an event, reading and decoding alone take ${here(floor.name)}.`,
  ];
};
