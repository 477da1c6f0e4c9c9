import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { EventStore, LogPage, StoreUnavailable, Subscribe } from '@casebook/event-store';
import type { Alarm } from './alarm';
import type { Listener } from './listen';
import type { Measure } from './measure';

/** Milliseconds between two looks: the first ones, doubled while nothing comes, up to one of the others. */
export interface Polling {
  readonly shortest: number;
  readonly longest: number;
  /** Where notifications are heard, and a look is only for what they missed. */
  readonly listening: number;
}

export const polling: Polling = { shortest: 10, longest: 250, listening: 2_000 };

/** At the end of the log a page is small whatever its events are; before it, as many events as this, of no more bytes than that. */
const few = 50;
const many = { events: 1_000, bytes: 4_000_000 };

interface Following {
  readonly readAll: EventStore['readAll'];
  readonly measure: Measure;
  readonly bell: Alarm;
  readonly listener: Listener;
  readonly polling: Polling;
  /** How often there was something new; what is read before it grows may be out of date. */
  readonly news: () => number;
  readonly isClosed: () => boolean;
}

interface Look {
  readonly seen: number;
  readonly page: Promise<E.Either<StoreUnavailable, LogPage>>;
}

/**
 * `EventStore.subscribe`: looks when there is news, and now and then. While a page is being dealt with the next one is read, and no
 * more than that one. When the loop has ended, nothing of it is under way.
 */
export const subscriber = ({
  readAll,
  measure,
  bell,
  listener,
  polling: { shortest, longest, listening },
  news,
  isClosed,
}: Following): EventStore['subscribe'] =>
  async function* ({ after, filter = {}, signal }: Subscribe): AsyncGenerator<LogPage> {
    const isOver = () => isClosed() || signal?.aborted === true;

    const full = (position: number): TE.TaskEither<StoreUnavailable, LogPage> =>
      pipe(
        measure({ after: position, filter, ...many }),
        TE.chain((upTo) =>
          upTo === null
            ? readAll({ after: position, filter, limit: many.events })
            : pipe(
                readAll({ after: position, filter, limit: many.events, upTo }),
                TE.map((page) => ({ ...page, end: false })),
              ),
        ),
      );

    const look = (position: number, isBehind: boolean): Look => ({
      seen: news(),
      page: isBehind ? full(position)() : readAll({ after: position, filter, limit: few })(),
    });

    let position = after;
    let ahead: Look | undefined;
    let leave: (() => Promise<void>) | undefined;
    let pause = shortest;
    try {
      while (!isOver()) {
        const { seen, page: reading } = ahead ?? look(position, false);
        const read = await reading;
        ahead = undefined;
        if (isOver()) return;
        if (E.isLeft(read)) throw new Error(read.left.message, { cause: read.left });
        const page = read.right;
        if (!page.end) ahead = look(page.position, true);
        if (page.position > position) {
          position = page.position;
          pause = shortest;
          yield page;
        }
        if (!page.end || isOver() || news() !== seen) continue;
        leave ??= listener.join();
        // News that cannot be read yet, since a writer before it is still under way, is looked for again soon.
        const isWoken = await bell.sleep(pause, signal);
        pause = isWoken ? shortest : Math.min(pause * 2, listener.isHearing() ? listening : longest);
      }
    } finally {
      await Promise.all([ahead?.page, leave?.()]);
    }
  };
