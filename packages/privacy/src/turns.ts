interface Turns<K> {
  /** Prepares at once, and enters once all that came before it under the same name has entered. */
  readonly take: <A, B>(name: K, prepare: () => Promise<A>, enter: (prepared: A) => Promise<B>) => Promise<B>;
  /** Somebody is still preparing under that name. */
  readonly isTaken: (name: K) => boolean;
}

/** Keeps the order of calls that take time to prepare, name by name. */
export const turns = <K>(): Turns<K> => {
  const last = new Map<K, Promise<unknown>>();
  return {
    isTaken: (name) => last.has(name),
    take: async (name, prepare, enter) => {
      const before = last.get(name);
      const prepared = prepare();
      let leave: () => void = () => undefined;
      const entered = new Promise<void>((resolve) => (leave = resolve));
      last.set(name, entered);
      try {
        const ready = await prepared;
        await before;
        return enter(ready);
      } finally {
        // Whoever fails to prepare still waits for his turn, so that those after him do not overtake those before.
        await before;
        leave();
        if (last.get(name) === entered) last.delete(name);
      }
    },
  };
};
