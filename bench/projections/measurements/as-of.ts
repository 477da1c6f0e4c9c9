import { median, whole } from '../../measuring/statistics';
import { apart, type Took } from '../apart';
import type { Answered } from '../work/as-of';
import type { Measurement } from './measurement';

const instants = ['2024-07-01T12:00:00.000Z', '2025-01-01T12:00:00.000Z', '2025-11-01T12:00:00.000Z'];
const table = 'queue_entries';
const tenant = 'retail-north';

/** Questions about the past, beside reading and decoding the events of the types that each needs. */
export const asOfMeasured: Measurement = async ({ desk, events, rounds }) => {
  const figures = new Map<string, number[]>(instants.map((at) => [at, []]));
  const tables = new Map<string, number[]>(instants.map((at) => [at, []]));
  const floors: { readonly figures: number[]; readonly table: number[] } = { figures: [], table: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const at of instants) {
      const answered = await apart<Answered>('askedAsOf', { ...desk, at, tenant, table });
      figures.get(at)?.push(answered.figures);
      tables.get(at)?.push(answered.table);
      if (at !== instants[0]) continue;
      for (const what of ['figures', 'table'] as const) {
        const given = { ...desk, order: 'position', decode: true, types: answered.types[what] };
        floors[what].push((await apart<Took>('read', given)).seconds);
      }
    }
  }
  const told = (what: string, seconds: ReadonlyMap<string, ReadonlyArray<number>>, floor: ReadonlyArray<number>) =>
    `| ${what} | ${instants.map((at) => median(seconds.get(at) ?? []).toFixed(2)).join(' | ')} | ${median(floor).toFixed(2)} |`;
  return [
    `| ${whole(events)} events; seconds as of | ${instants.map((at) => at.slice(0, 10)).join(' | ')} | reading and decoding its types of event |`,
    `| --- | ${instants.map(() => '---:').join(' | ')} | ---: |`,
    told('the figures of a tenant', figures, floors.figures),
    told(table, tables, floors.table),
  ];
};
