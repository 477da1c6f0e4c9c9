/** Wakes those who wait for something new; each wait ends at the next call of `wake`, on abort, or after its time. */
export const alarm = () => {
  const sleepers = new Set<(isWoken: boolean) => void>();
  return {
    wake: (): void => {
      for (const sleeper of [...sleepers]) sleeper(true);
    },
    /** True where it was woken. */
    sleep: (millis: number, signal?: AbortSignal): Promise<boolean> =>
      new Promise((resolve) => {
        const end = (isWoken: boolean) => {
          sleepers.delete(end);
          clearTimeout(timer);
          signal?.removeEventListener('abort', aborted);
          resolve(isWoken);
        };
        const aborted = () => end(false);
        const timer = setTimeout(aborted, millis);
        signal?.addEventListener('abort', aborted);
        sleepers.add(end);
      }),
  };
};
export type Alarm = ReturnType<typeof alarm>;
