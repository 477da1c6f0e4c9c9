import { whole } from '../../measuring/statistics';
import { apart } from '../apart';
import type { Written } from '../work/writing';
import type { Measurement } from './measurement';

const tables = ['case_facts', 'status_intervals'];

/** Ways to bring finished rows into a table, each with its keys there before and added after. */
export const writingMeasured: Measurement = async ({ desk }) => {
  const lines: string[] = [];
  for (const name of tables)
    for (const { way, keys, rows, seconds } of await apart<ReadonlyArray<Written>>('written', {
      ...desk,
      name,
    }))
      lines.push(
        `| ${name}, ${whole(rows)} | ${way} | ${keys} | ${seconds.all.toFixed(2)} | ${seconds.here.toFixed(2)} | ${seconds.there.toFixed(2)} |`,
      );
  return [
    '| rows | way | keys | seconds | processor here | there |',
    '| --- | --- | --- | ---: | ---: | ---: |',
    ...lines,
  ];
};
