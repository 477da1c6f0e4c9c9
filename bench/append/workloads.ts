import type { Contestant } from './contestants';

export interface Workload {
  readonly name: string;
  /** Appends that wait for their answer at the same time. */
  readonly inFlight: number;
  /** Events an append. */
  readonly batch: number;
  /** Every append to a stream of its own, or all of them to the one long stream, at its revision. */
  readonly to: 'new streams' | 'the long stream';
}

export const workloads: ReadonlyArray<Workload> = [
  { name: '1 in flight', inFlight: 1, batch: 1, to: 'new streams' },
  { name: '1 in flight, one long stream', inFlight: 1, batch: 1, to: 'the long stream' },
  { name: '8 in flight', inFlight: 8, batch: 1, to: 'new streams' },
  { name: '32 in flight', inFlight: 32, batch: 1, to: 'new streams' },
  { name: '256 in flight', inFlight: 256, batch: 1, to: 'new streams' },
  { name: 'batches of 100, 8 in flight', inFlight: 8, batch: 100, to: 'new streams' },
];

/** A contestant whose log holds so many events before anything is measured. */
export interface Entry {
  readonly contestant: Contestant;
  readonly size: number;
  /** How many events the long stream has; moves on with each append to it. */
  readonly long: { length: number };
}

/** What came of one workload in one round of one entry. */
export interface Slot {
  /** Events a second. */
  readonly rate: number;
  /** Milliseconds from asking to being answered, of each append. */
  readonly latencies: ReadonlyArray<number>;
  /** Microseconds of this process's processor time for each event. */
  readonly client: number;
  /** Bytes that the server wrote to its log for each event, so that it is durable. */
  readonly wal: number;
}

/** How many bytes the server has written to its log by now. */
export type Written = () => Promise<number>;

const longStream = 'case-bench_long';
let streams = 0;

/** Fills the long stream, in pieces. */
export const lengthened = async ({ contestant, long }: Entry, events: number): Promise<void> => {
  while (long.length < events) {
    await contestant.append(longStream, long.length, 1_000);
    long.length += 1_000;
  }
};

/** Keeps the entry busy for so many seconds, and until all that was asked for is answered. */
export const measured = async (
  { contestant, long }: Entry,
  workload: Workload,
  seconds: number,
  written: Written,
): Promise<Slot> => {
  const latencies: number[] = [];
  const before = await written();
  const idle = process.cpuUsage();
  const began = performance.now();
  const until = began + seconds * 1000;
  const worker = async (): Promise<void> => {
    for (let asked = performance.now(); asked < until; asked = performance.now()) {
      if (workload.to === 'the long stream') {
        await contestant.append(longStream, long.length, workload.batch);
        long.length += workload.batch;
      } else {
        streams += 1;
        await contestant.append(`case-bench_new-${streams}`, 0, workload.batch);
      }
      latencies.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: workload.inFlight }, worker));
  const took = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(idle);
  const events = latencies.length * workload.batch;
  return {
    rate: events / took,
    latencies,
    client: (user + system) / events,
    wal: ((await written()) - before) / events,
  };
};
