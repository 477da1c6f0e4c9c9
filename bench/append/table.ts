import { median, quantile, whole } from '../measuring/statistics';
import type { Outcome } from './rounds';
import type { Entry, Slot } from './workloads';

type Slots = ReadonlyArray<Slot>;
const rates = (slots: Slots): ReadonlyArray<number> => slots.map(({ rate }) => rate);

const spread = (slots: Slots): string => {
  const each = rates(slots);
  return `${whole(median(each))} (${whole(Math.min(...each))}-${whole(Math.max(...each))})`;
};

const latency = (slots: Slots): string => {
  const all = slots.flatMap(({ latencies }) => latencies);
  const millis = (q: number): string => {
    const value = quantile(all, q);
    return value.toFixed(value < 10 ? 1 : 0);
  };
  return `${millis(0.5)} / ${millis(0.99)}`;
};

/** The median of the rounds' own ratios: what slows a whole round down falls on both sides of it. */
const ratio = (ours: Slots, theirs: Slots): number =>
  median(ours.map(({ rate }, round) => rate / (theirs[round]?.rate ?? NaN)));

const row = (cells: ReadonlyArray<string>): string => `| ${cells.join(' | ')} |`;

const slotsOf = ({ slots }: Outcome, name: string, size: number): Slots => {
  const [entry] = [...slots.keys()].filter(({ contestant, size: own }) => contestant.name === name && own === size);
  return (entry === undefined ? undefined : slots.get(entry)) ?? [];
};

const sizesOf = (entries: ReadonlyArray<Entry>): ReadonlyArray<number> => [...new Set(entries.map(({ size }) => size))];

/** The slots of one workload at one size: of the log, and of those of the others that take part. */
interface Compared {
  readonly name: string;
  readonly size: number;
  readonly ours: Slots;
  readonly others: ReadonlyArray<Slots>;
}

const namesOf = (entries: ReadonlyArray<Entry>): ReadonlyArray<string> => [
  ...new Set(entries.map(({ contestant }) => contestant.name)),
];

const comparedIn = (outcomes: ReadonlyArray<Outcome>, entries: ReadonlyArray<Entry>): ReadonlyArray<Compared> => {
  const [first, ...others] = namesOf(entries);
  return outcomes.flatMap((outcome) =>
    sizesOf(entries).map((size) => ({
      name: outcome.workload.name,
      size,
      ours: slotsOf(outcome, first ?? '', size),
      others: others.map((name) => slotsOf(outcome, name, size)),
    })),
  );
};

const heading = (cells: ReadonlyArray<string>): ReadonlyArray<string> => [
  row(cells),
  row(cells.map((_, index) => (index === 0 ? '---' : '---:'))),
];

/** Events a second, a line for each workload and size; the first contestant is held against the others. */
export const table = (outcomes: ReadonlyArray<Outcome>, entries: ReadonlyArray<Entry>): string => {
  const [, ...others] = namesOf(entries);
  return [
    ...heading(['workload', 'stored', ...namesOf(entries), ...others.map((name) => `to ${name}`)]),
    ...comparedIn(outcomes, entries).map(({ name, size, ours, others: theirs }) =>
      row([
        name,
        whole(size),
        ...[ours, ...theirs].map(spread),
        ...theirs.map((slots) => ratio(ours, slots).toFixed(2)),
      ]),
    ),
  ].join('\n');
};

/** What an append makes its caller wait, and what an event costs, at the largest size. */
export const costs = (outcomes: ReadonlyArray<Outcome>, entries: ReadonlyArray<Entry>): string => {
  const largest = Math.max(...sizesOf(entries));
  const middle = (of: (slot: Slot) => number) => (slots: Slots) => whole(median(slots.map(of)));
  const columns = [
    { name: 'ms', of: latency },
    { name: 'client µs', of: middle(({ client }) => client) },
    { name: 'WAL bytes', of: middle(({ wal }) => wal) },
  ];
  return [
    ...heading(['workload', ...columns.flatMap(({ name }) => namesOf(entries).map((each) => `${each} ${name}`))]),
    ...comparedIn(outcomes, entries)
      .filter(({ size }) => size === largest)
      .map(({ name, ours, others }) => row([name, ...columns.flatMap(({ of }) => [ours, ...others].map(of))])),
  ].join('\n');
};

/** Events a second of a contestant that is in the first workload only. */
export const rateOf = ([first]: ReadonlyArray<Outcome>, name: string): string =>
  first === undefined ? '' : spread(slotsOf(first, name, 0));

interface Aim {
  readonly says: string;
  readonly least: number;
  readonly of: (outcome: Outcome, size: number, smallest: number) => number;
  readonly workloads: RegExp;
}

const toEmmett: Aim['of'] = (outcome, size) =>
  ratio(slotsOf(outcome, 'casebook', size), slotsOf(outcome, 'Emmett', size));
const toFloor: Aim['of'] = (outcome, size) =>
  ratio(slotsOf(outcome, 'casebook', size), slotsOf(outcome, 'floor', size));
const toSmallest: Aim['of'] = (outcome, size, smallest) =>
  ratio(slotsOf(outcome, 'casebook', size), slotsOf(outcome, 'casebook', smallest));

const aims: ReadonlyArray<Aim> = [
  { says: 'Emmett', least: 2, of: toEmmett, workloads: /^1 in flight$/ },
  { says: 'Emmett', least: 4, of: toEmmett, workloads: /^32/ },
  { says: 'Emmett', least: 2, of: toEmmett, workloads: /^batches/ },
  { says: 'the floor', least: 0.8, of: toFloor, workloads: /^/ },
  { says: 'the smallest log', least: 0.9, of: toSmallest, workloads: /^/ },
];

/** Each aim with what was reached. */
export const verdicts = (outcomes: ReadonlyArray<Outcome>, entries: ReadonlyArray<Entry>): ReadonlyArray<string> => {
  const sizes = sizesOf(entries);
  const smallest = Math.min(...sizes);
  return aims.flatMap(({ says, least, of, workloads }) =>
    outcomes
      .filter(({ workload }) => workloads.test(workload.name))
      .flatMap((outcome) =>
        sizes
          .filter((size) => of !== toSmallest || size !== smallest)
          .filter((size) => !Number.isNaN(of(outcome, size, smallest))) // against one that does not take part
          .map((size) => {
            const reached = of(outcome, size, smallest);
            const is = reached >= least ? 'reached' : 'MISSED ';
            return `${is} ${outcome.workload.name}, ${whole(size)} stored: ${reached.toFixed(2)} of ${says}, aim ${least}`;
          }),
      ),
  );
};

/** What length costs: the long stream against new streams, of the same contestant and size. */
export const lengthCosts = (outcomes: ReadonlyArray<Outcome>, entries: ReadonlyArray<Entry>): ReadonlyArray<string> => {
  const [short, long] = ['new streams', 'the long stream'].map((to) =>
    outcomes.find(({ workload }) => workload.to === to && workload.inFlight === 1),
  );
  if (short === undefined || long === undefined) return [];
  return entries.map((entry) => {
    const reached = median(rates(long.slots.get(entry) ?? [])) / median(rates(short.slots.get(entry) ?? []));
    const { contestant, size } = entry;
    return `${contestant.name}, ${whole(size)} stored: the long stream (${whole(entry.long.length)} events) takes ${reached.toFixed(2)} times what new streams take`;
  });
};
