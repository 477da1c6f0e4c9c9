import { measured, type Entry, type Slot, type Workload, type Written } from './workloads';

/** What came of one workload: the slots of each entry, one a round. */
export interface Outcome {
  readonly workload: Workload;
  readonly slots: ReadonlyMap<Entry, ReadonlyArray<Slot>>;
}

export interface Pace {
  readonly rounds: number;
  /** Of one workload in one round of one entry. */
  readonly seconds: number;
}

const warmth = 0.25; // seconds: connections made, statements planned, code compiled

/**
 * Every entry in turn, round after round, so that what else the machine does falls on all alike; each round begins with
 * another entry.
 */
export const alternated = async (
  workload: Workload,
  entries: ReadonlyArray<Entry>,
  { rounds, seconds }: Pace,
  written: Written,
): Promise<Outcome> => {
  const slots = new Map<Entry, Slot[]>(entries.map((entry) => [entry, []]));
  for (const entry of entries) await measured(entry, workload, Math.min(warmth, seconds), written);
  for (let round = 0; round < rounds; round += 1) {
    const turn = round % entries.length;
    for (const entry of [...entries.slice(turn), ...entries.slice(0, turn)])
      slots.get(entry)?.push(await measured(entry, workload, seconds, written));
  }
  return { workload, slots };
};
