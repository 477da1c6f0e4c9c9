import { pause } from '../pause';
import { CasebookError } from '../run';
import type { OnTrouble } from './trouble';

/** Does it again and again, so many milliseconds after it was done, until the signal aborts. What is thrown is told, and does not end it. */
export const repeatedly = async (
  {
    doing,
    every,
    signal,
    onTrouble,
  }: {
    readonly doing: string;
    readonly every: number;
    readonly signal: AbortSignal;
    readonly onTrouble: OnTrouble;
  },
  work: () => Promise<unknown>,
): Promise<void> => {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      onTrouble({ doing, failure: error instanceof CasebookError ? error.cause : error });
    }
    await pause(every, signal);
  }
};
