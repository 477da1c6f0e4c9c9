import * as TE from 'fp-ts/TaskEither';
import {
  passes,
  type EventStore,
  type LogFilter,
  type LogPage,
  type ReadLog,
  type StoredEvent,
  type StoreUnavailable,
  type StreamName,
} from '@casebook/event-store';
import { isInvalidPosition, unavailable } from '../connection/failures';
import { enough, type Ask, type RecordedEvent } from './ask';
import type { Names } from './names';
import { exact, storedEvent } from './recorded';
import { streamForwards, wholeLog, type Place } from './requests';

const attempted = <A>(read: () => Promise<A>): TE.TaskEither<StoreUnavailable, A> => TE.tryCatch(read, unavailable);

const everything = Number.MAX_SAFE_INTEGER;
const fewest = 32; // events asked for at once where a filter that the server does not know may leave most of them out

const positionOf = (event: RecordedEvent): number => exact(event.getCommitPosition(), 'position');

interface Looked {
  readonly position: number;
  readonly event: StoredEvent | undefined;
}

type Reading = Pick<EventStore, 'readAll' | 'head'> & {
  /** A stream from a revision on: so many events, or all. */
  readonly stream: (stream: StreamName, from: number, count?: number) => Promise<ReadonlyArray<StoredEvent>>;
};

/** The reading half of the store. */
export const reader = (ask: Ask, names: Names): Reading => {
  const looked = (event: RecordedEvent): Looked => ({ position: positionOf(event), event: storedEvent(names, event) });

  let seen = 0; // a head that was there; it only moves on

  const head = async (): Promise<number> => {
    let from: Place = 'end';
    for (;;) {
      const request = wholeLog({ pattern: names.pattern({}), from, count: 1, backwards: true });
      const [last]: ReadonlyArray<Looked> = await ask.read(request, looked);
      if (last === undefined || last.event !== undefined) return (seen = Math.max(seen, last?.position ?? 0));
      from = last.position; // a link or a tombstone in one of our streams: what comes before it
    }
  };

  /** What the server has after a position, up to another: at most so many. */
  const after = async (
    position: number,
    end: number,
    count: number,
    filter: LogFilter,
  ): Promise<ReadonlyArray<Looked>> => {
    const pattern = names.pattern(filter);
    const upToEnd = (event: RecordedEvent) => {
      const at = positionOf(event);
      if (at > end) return enough;
      return at <= position ? undefined : looked(event);
    };
    if (position <= 0) return ask.read(wholeLog({ pattern, from: 'start', count }), upToEnd);
    try {
      return await ask.read(wholeLog({ pattern, from: position, count: count + 1 }), upToEnd);
    } catch (error) {
      if (!isInvalidPosition(error)) throw error;
      // Between two events, where the server cannot begin: from the beginning, then, and what comes before is left out here.
      return (await ask.read(wholeLog({ pattern, from: 'start', count: everything }), upToEnd)).slice(0, count);
    }
  };

  const page = async ({ after: begin, upTo, limit, filter = {} }: ReadLog): Promise<LogPage> => {
    const end = upTo !== undefined && upTo <= seen ? upTo : Math.min(await head(), upTo ?? Infinity);
    if (end <= begin) return { events: [], position: Math.max(begin, 0), end: true };
    const events: StoredEvent[] = [];
    let position = Math.max(begin, 0);
    const isWanted = filter.categories?.length !== 0 && filter.types?.length !== 0;
    for (let isMore = isWanted; isMore;) {
      const count = Math.max(limit, fewest);
      const found = await after(position, end, count, filter);
      isMore = found.length === count;
      for (const { position: at, event } of found) {
        position = at;
        if (event !== undefined && passes(filter, event)) events.push(event);
        if (events.length === limit) return { events, position: at, end: at >= end };
      }
    }
    return { events, position: end, end: true };
  };

  return {
    stream: async (stream, from, count = everything) =>
      ask.read(streamForwards(names.onServer(stream), from, count), (event) => storedEvent(names, event)),
    readAll: (options) => attempted(() => page(options)),
    head: () => attempted(head),
  };
};
