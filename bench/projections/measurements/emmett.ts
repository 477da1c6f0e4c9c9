import { median, whole } from '../../measuring/statistics';
import { apart, type Took } from '../apart';
import { microseconds, type Measurement } from './measurement';

const most = 20_000; // events: its default would take hours for a million
const batches = [null, 5_000];

/** Emmett and Pongo rebuild one document a case, our queue entry, of the first events of the same log. */
export const emmettMeasured: Measurement = async ({ server, fresh, events, rounds }) => {
  const count = Math.min(events, most);
  const lines: string[] = [];
  for (const batch of batches) {
    const rates: number[] = [];
    let cost = '';
    for (let round = 0; round < rounds; round += 1) {
      // In a database of its own each time: where it has rebuilt once, it goes on after the last event.
      const desk = await fresh(`emmett_${batch ?? 'default'}_${round}`);
      await apart<number>('emmettFilled', { ...desk, events: count });
      await server.settle();
      const before = server.processorSeconds();
      const took = await apart<Took>('emmettRebuilt', { ...desk, batch });
      rates.push(took.events / took.seconds);
      cost = `${microseconds(took.processorSeconds, took.events)} | ${microseconds(server.processorSeconds() - before, took.events)}`;
    }
    lines.push(`| ${batch === null ? 'its default, 100' : whole(batch)} | ${whole(median(rates))} | ${cost} |`);
  }
  return [
    `| Emmett and Pongo, ${whole(count)} events, one read model; events a batch | events/s | µs an event here | there |`,
    '| --- | ---: | ---: | ---: |',
    ...lines,
  ];
};
