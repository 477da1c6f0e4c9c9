import * as E from 'fp-ts/Either';
import type { EventStore, LogPage, StoreUnavailable, Subscribe } from '@casebook/event-store';
import type { News } from './news';

/** Milliseconds between two looks, where the server is heard and a look is only for what was missed, and where it is not. */
const looks = { heard: 5_000, unheard: 250 } as const;

const most = 1_000; // events a page

interface Following {
  readonly readAll: EventStore['readAll'];
  readonly news: News;
  readonly isClosed: () => boolean;
}

type Read = E.Either<StoreUnavailable, LogPage>;

/**
 * `EventStore.subscribe`: pages of the log, then what comes. While a page is being dealt with the next one is read, and no more than that
 * one. When the loop has ended, nothing of it is under way.
 */
export const subscriber = ({ readAll, news, isClosed }: Following): EventStore['subscribe'] =>
  async function* ({ after, filter = {}, signal }: Subscribe): AsyncGenerator<LogPage> {
    const isOver = (): boolean => isClosed() || signal?.aborted === true;
    const look = (position: number): Promise<Read> => readAll({ after: position, filter, limit: most })();
    let position = after;
    let ahead: Promise<Read> | undefined;
    let leave: (() => void) | undefined;
    try {
      while (!isOver()) {
        const known = news.count();
        const read = await (ahead ?? look(position));
        ahead = undefined;
        if (isOver()) return;
        if (E.isLeft(read)) throw new Error(read.left.message, { cause: read.left });
        const page = read.right;
        if (!page.end) ahead = look(page.position);
        if (page.position > position) {
          position = page.position;
          yield page;
        }
        if (!page.end || isOver() || news.count() !== known) continue;
        leave ??= news.join();
        await news.wait(news.isHeard() ? looks.heard : looks.unheard, signal);
      }
    } finally {
      leave?.();
      await ahead;
    }
  };
