import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { whole } from '../measuring/statistics';

/** What is done to the log, as it is told. */
export type Operation = 'append' | 'append of 100' | 'conflict' | 'repeat' | 'read stream' | 'read page';

/** How often each operation was done and how long it took, in bounded memory. */
export interface Latencies {
  /** Runs it and counts its time towards what it turned out to be. */
  readonly timed: <A>(run: () => Promise<A>, operation: (answer: A) => Operation) => Promise<A>;
  /** A line for each operation that there was since the last time. */
  readonly told: (seconds: number) => ReadonlyArray<string>;
}

const line = (operation: Operation, histogram: RecordableHistogram, seconds: number): string => {
  const millis = (percent: number): string => (histogram.percentile(percent) / 1000).toFixed(1).padStart(7);
  const rate = whole(histogram.count / seconds).padStart(6);
  return `  ${operation.padEnd(14)}${rate}/s   ms p50${millis(50)}  p99${millis(99)}  p99.9${millis(99.9)}`;
};

export const latencies = (): Latencies => {
  const histograms = new Map<Operation, RecordableHistogram>();
  const of = (operation: Operation): RecordableHistogram => {
    const known = histograms.get(operation) ?? createHistogram();
    histograms.set(operation, known);
    return known;
  };
  return {
    timed: async (run, operation) => {
      const began = performance.now();
      const answer = await run();
      of(operation(answer)).record(Math.max(1, Math.round((performance.now() - began) * 1000)));
      return answer;
    },
    told: (seconds) => {
      const lines = [...histograms].map(([operation, histogram]) => line(operation, histogram, seconds));
      for (const histogram of histograms.values()) histogram.reset();
      return lines;
    },
  };
};
