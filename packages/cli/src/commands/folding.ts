import { run, type Casebook } from '@casebook/casebook';
import type { Running } from '../progress';
import type { Settings } from '../settings';

/** Shows how far the log has been folded while that goes on. */
export const folding = async <A>(
  { log }: Casebook,
  { progress }: Settings,
  what: string,
  work: (onProgress: (at: { readonly position: number }) => void) => Promise<A>,
): Promise<A> => {
  const running: Running = progress.start(what, await run(log.head()));
  try {
    return await work(({ position }) => running.at(position));
  } finally {
    running.end();
  }
};
