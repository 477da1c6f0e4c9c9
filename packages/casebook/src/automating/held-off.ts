/** What could not be recorded is left alone for a while, a longer one each time: whoever is told must not be told again and again. */
export interface HeldOff {
  readonly has: (name: string) => boolean;
  readonly add: (name: string) => void;
  readonly forget: (name: string) => void;
}

const [shortest, longest] = [60_000, 3_600_000]; // milliseconds

/** In memory: another process, or this one after a restart, tries once more. */
export const heldOff = (now: () => number = () => performance.now()): HeldOff => {
  const all = new Map<string, { readonly until: number; readonly wait: number }>();
  return {
    has: (name) => (all.get(name)?.until ?? 0) > now(),
    add: (name) => {
      const before = all.get(name)?.wait;
      const wait = before === undefined ? shortest : Math.min(before * 2, longest);
      all.set(name, { until: now() + wait, wait });
    },
    forget: (name) => void all.delete(name),
  };
};
