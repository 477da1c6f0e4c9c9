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

/** Waits for this ringing, for so many milliseconds at most; no timer is left behind. */
export const within = async (ringing: Promise<void>, millis: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([ringing, new Promise<void>((over) => (timer = setTimeout(over, millis)))]);
  clearTimeout(timer);
};
