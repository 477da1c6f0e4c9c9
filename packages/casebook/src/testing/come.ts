import { setTimeout as pause } from 'node:timers/promises';

/** Waits until it is so, half a minute at most. For tests. */
export const come = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  const until = performance.now() + 30_000;
  while (!(await isSo())) {
    if (performance.now() > until) throw new Error('it did not come');
    await pause(10);
  }
};
