import { whole } from '../../measuring/statistics';
import { apart, begunApart } from '../apart';
import type { Followed, Lived } from '../work/live';
import { megabytes, type Measurement } from './measurement';

const rate = 500; // events a second
const seconds = 20;

/** One process follows, another appends what goes on at the desk and looks when it is visible in all read models. */
export const liveMeasured: Measurement = async ({ desk, size, events }) => {
  const follower = begunApart<Followed>('following', { ...desk, from: 0 });
  const living = apart<Lived>('living', { ...desk, events: size, rate, seconds });
  const lived = await living.finally(follower.end);
  const { opened, peak } = await follower.answer;
  const waits = [
    ['the call', lived.sinceAsked],
    ['the answer', lived.sinceAnswered],
  ] as const;
  return [
    `Live, ${whole(events)} events before: ${whole(lived.rate)} events/s appended; the process that follows ${megabytes(opened)} when it began, at most ${megabytes(peak)}.`,
    '',
    '| visible in all read models, ms since | p50 | p99 | most |',
    '| --- | ---: | ---: | ---: |',
    ...waits.map(
      ([since, { p50, p99, most }]) =>
        `| ${since} of its append | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${most.toFixed(1)} |`,
    ),
  ];
};
