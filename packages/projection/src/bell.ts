/** Wakes whoever waits. */
export interface Bell {
  /** Resolves when it rings next. */
  readonly next: () => Promise<void>;
  readonly ring: () => void;
}

export const bell = (): Bell => {
  let ring: () => void = () => undefined;
  let next = new Promise<void>((resolve) => (ring = resolve));
  return {
    next: () => next,
    ring: () => {
      const rung = ring;
      next = new Promise<void>((resolve) => (ring = resolve));
      rung();
    },
  };
};
