/** An event of a log, as much of it as tells whether it was counted. */
export interface Happened {
  readonly stream: string;
  readonly position: number;
  readonly amount: number;
}

/** What a table holds of a stream. */
export interface Counted {
  readonly stream: string;
  readonly events: number;
  readonly sum: number;
  /** The positions that were counted, in the order in which they were. */
  readonly positions: ReadonlyArray<number>;
  /** How many the table itself saw come again, or in the wrong order. */
  readonly disorder: number;
}

export interface Fault {
  readonly what: 'counted twice' | 'missed' | 'not in the log' | 'out of order' | 'wrong figures';
  readonly stream: string;
  /** Which events, or how many are concerned. */
  readonly positions: ReadonlyArray<number>;
}

export const groupedBy = <A>(list: Iterable<A>, keyOf: (one: A) => string): ReadonlyMap<string, ReadonlyArray<A>> => {
  const groups = new Map<string, A[]>();
  for (const one of list) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
};

const nothing = (stream: string): Counted => ({ stream, events: 0, sum: 0, positions: [], disorder: 0 });

const again = (positions: ReadonlyArray<number>): ReadonlyArray<number> =>
  positions.filter((position, index) => positions.indexOf(position) !== index);

const faultsOfStream = (stream: string, log: ReadonlyArray<Happened>, counted: Counted): ReadonlyArray<Fault> => {
  const wanted = log.map(({ position }) => position);
  const [known, found] = [new Set(wanted), new Set(counted.positions)];
  const twice = again(counted.positions);
  const missed = wanted.filter((position) => !found.has(position));
  const foreign = counted.positions.filter((position) => !known.has(position));
  const first = counted.positions.filter((position, index) => counted.positions.indexOf(position) === index);
  const inOrder = wanted.filter((position) => found.has(position));
  const moved = first
    .filter((position) => known.has(position))
    .filter((position, index) => inOrder[index] !== position);
  const sum = log.reduce((all, { amount }) => all + amount, 0);
  // What is listed otherwise has other figures as well; these tell on their own where the list does not.
  const isListed = twice.length + missed.length + foreign.length === 0;
  const isWrong = isListed && (counted.events !== log.length || counted.sum !== sum || counted.disorder !== 0);
  return [
    { what: 'counted twice' as const, stream, positions: twice },
    { what: 'missed' as const, stream, positions: missed },
    { what: 'not in the log' as const, stream, positions: foreign },
    { what: 'out of order' as const, stream, positions: moved },
    { what: 'wrong figures' as const, stream, positions: isWrong ? wanted : [] },
  ].filter(({ positions }) => positions.length > 0);
};

/**
 * Where the rows differ from the log, of which each stream's events come in the order in which they are to be counted.
 * Empty where every event was counted once.
 */
export const faultsIn = (log: ReadonlyArray<Happened>, counted: ReadonlyArray<Counted>): ReadonlyArray<Fault> => {
  const [events, rows] = [groupedBy(log, ({ stream }) => stream), groupedBy(counted, ({ stream }) => stream)];
  return [...new Set([...events.keys(), ...rows.keys()])].flatMap((stream) => {
    const [row = nothing(stream), ...others] = rows.get(stream) ?? [];
    const more = others.map(({ positions }): Fault => ({ what: 'counted twice', stream, positions }));
    return [...faultsOfStream(stream, events.get(stream) ?? [], row), ...more];
  });
};

export const wordsOf = ({ what, stream, positions }: Fault): string =>
  `${stream}: ${positions.slice(0, 8).join(', ')}${positions.length > 8 ? ` and ${positions.length - 8} more` : ''} ${what}`;
