/** Lets so many tasks be under way at once. */
export interface InFlight {
  /** Waits for room, starts the task and does not wait for its end. Throws what an earlier task threw. */
  readonly start: (task: () => Promise<void>) => Promise<void>;
  /** All that was started is over, well or not. */
  readonly over: () => Promise<void>;
  /** All that was started is over. Throws what the first unlucky one threw. */
  readonly settled: () => Promise<void>;
}

export const inFlight = (limit: number): InFlight => {
  const thrown: unknown[] = [];
  let running = 0;
  let wake: () => void = () => undefined;
  const until = async (room: () => boolean): Promise<void> => {
    while (!room()) await new Promise<void>((resolve) => (wake = resolve));
  };
  const check = (): void => {
    if (thrown.length > 0) throw thrown[0];
  };
  const over = (): Promise<void> => until(() => running === 0);
  return {
    start: async (task) => {
      if (running >= limit) await until(() => running < limit);
      check();
      running += 1;
      void task()
        .catch((error: unknown) => thrown.push(error))
        .finally(() => {
          running -= 1;
          wake();
        });
    },
    over,
    settled: () => over().then(check),
  };
};
