/** A number of appends, and of characters of their data. */
export interface Amount {
  readonly appends: number;
  readonly characters: number;
}

export interface Bounds {
  /** How many are under way at once. */
  readonly underWay: number;
  /** The most that waits; one always may. */
  readonly waiting: Amount;
}

interface Turn {
  readonly size: number;
  readonly run: () => Promise<void>;
}

/**
 * Has those that want the same key wait for each other, in the order in which they came, and no more than so many be under way.
 * `refused` is what is answered where too much waits already, in words what.
 */
export const turns = <Key>({ underWay: most, waiting }: Bounds) => {
  const queues = new Map<Key, Turn[]>(); // of the keys that somebody wants
  const ready: Key[] = []; // keys whose first is to run next
  const idle = new Set<() => void>();
  let running = 0;
  let [count, characters] = [0, 0]; // of those that wait

  const start = (): void => {
    while (running < most) {
      const key = ready.shift();
      if (key === undefined) break;
      const turn = queues.get(key)?.shift();
      if (turn === undefined) continue;
      running += 1;
      count -= 1;
      characters -= turn.size;
      void turn.run().finally(() => {
        running -= 1;
        if (queues.get(key)?.length === 0) queues.delete(key);
        else ready.push(key);
        start();
      });
    }
    if (running === 0 && count === 0) for (const done of idle) done();
  };

  const fullWith = (size: number): string | undefined => {
    if (count >= waiting.appends) return `${count} appends wait already, the most allowed`;
    if (count > 0 && characters + size > waiting.characters)
      return `${characters} characters wait to be appended, at most ${waiting.characters} are allowed`;
    return undefined;
  };

  return {
    /** `size` in characters. */
    take: <A>(key: Key, size: number, work: () => Promise<A>, refused: (full: string) => A): Promise<A> =>
      new Promise((resolve, reject) => {
        // Refused, not made to wait: whoever waits holds its events all the same, so only a refusal bounds the memory.
        const full = fullWith(size);
        if (full !== undefined) return resolve(refused(full));
        const queue = queues.get(key);
        const turn = { size, run: () => work().then(resolve, reject) };
        if (queue === undefined) {
          queues.set(key, [turn]);
          ready.push(key);
        } else queue.push(turn);
        count += 1;
        characters += size;
        start();
      }),
    /** Resolves once nothing is under way. */
    rest: (): Promise<void> =>
      running === 0 && count === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            const done = (): void => {
              idle.delete(done);
              resolve();
            };
            idle.add(done);
          }),
  };
};
