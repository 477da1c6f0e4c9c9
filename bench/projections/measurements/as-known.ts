import { median, whole } from '../../measuring/statistics';
import { apart } from '../apart';
import type { Known } from '../work/as-known';
import type { Measurement } from './measurement';

/** All read models as the log knew them at its end: from its beginning, and with a snapshot. */
export const asKnownMeasured: Measurement = async ({ desk, events, rounds }) => {
  const all: Known[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await apart<Known>('askedAsKnown', desk));
  const told = (of: keyof Known): string => median(all.map((one) => one[of])).toFixed(2);
  return [
    `| ${whole(events)} events; seconds for all read models as known at the end | from the beginning | with a snapshot | taking the snapshot |`,
    '| --- | ---: | ---: | ---: |',
    `| | ${told('folded')} | ${told('begun')} | ${told('taking')} |`,
  ];
};
