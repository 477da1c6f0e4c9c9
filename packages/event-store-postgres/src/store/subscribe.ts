import * as E from 'fp-ts/Either';
import type { EventStore, LogPage, Subscribe } from '@casebook/event-store';

/** Wakes those who wait for something new; each wait ends at the next call of `wake`, on abort, or after its time. */
export const alarm = () => {
  const sleepers = new Set<() => void>();
  return {
    wake: (): void => {
      for (const sleeper of [...sleepers]) sleeper();
    },
    sleep: (millis: number, signal: AbortSignal | undefined): Promise<void> =>
      new Promise((resolve) => {
        const end = () => {
          sleepers.delete(end);
          clearTimeout(timer);
          signal?.removeEventListener('abort', end);
          resolve();
        };
        const timer = setTimeout(end, millis);
        signal?.addEventListener('abort', end);
        sleepers.add(end);
      }),
  };
};
export type Alarm = ReturnType<typeof alarm>;

const pageSize = 1_000;
const shortest = 10; // milliseconds between two looks, doubled while nothing comes
const longest = 250;

/** `EventStore.subscribe` by looking again and again; appends of this process end the wait at once. */
export const subscriber = (
  readAll: EventStore['readAll'],
  { sleep }: Alarm,
  news: () => number,
  isClosed: () => boolean,
): EventStore['subscribe'] =>
  async function* ({ after, filter = {}, signal }: Subscribe): AsyncGenerator<LogPage> {
    const isOver = () => isClosed() || signal?.aborted === true;
    let position = after;
    let pause = shortest;
    while (!isOver()) {
      const seen = news();
      const read = await readAll({ after: position, limit: pageSize, filter })();
      if (isOver()) return;
      if (E.isLeft(read)) throw new Error(read.left.message, { cause: read.left });
      const page = read.right;
      pause = page.position > position ? shortest : Math.min(pause * 2, longest);
      position = page.position;
      if (page.events.length > 0) yield page;
      if (page.end && !isOver() && news() === seen) await sleep(pause, signal);
    }
  };
