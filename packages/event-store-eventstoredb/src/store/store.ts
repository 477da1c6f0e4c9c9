import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { assertStorable, namedTwice, type EventStore, type NewEvent } from '@casebook/event-store';
import { instantOf, type Instant } from '@casebook/vocabulary';
import { unavailable } from '../connection/failures';
import type { EventStoreDb } from '../open';
import { appender } from './append';
import { asker } from './ask';
import { batchAppends } from './batch-appends';
import { claims } from './claims';
import { idsOfStreams, idsOfTenants } from './id-standings';
import { knowledge } from './knowledge';
import { namesWith } from './names';
import { newsOf } from './news';
import { reader } from './read';
import { newsOfLog } from './requests';
import { subscriber } from './subscribe';
import { turns, type Amount } from './turns';

export interface EventStoreDbStoreOptions {
  /** What time the log learns something; the system's by default. */
  readonly clock?: () => Instant;
  /** How many milliseconds an append, or a read, may take with all its attempts: 30,000 by default; then the answer is StoreUnavailable. */
  readonly deadline?: number;
  /** How many appends are under way at once, 64 by default. */
  readonly underWay?: number;
  /** What may wait beyond that, 50,000 appends and 100 million characters of data by default; an append beyond is refused at once, as StoreUnavailable. */
  readonly waiting?: Partial<Amount>;
  /**
   * Where no event id may stand twice: `tenant`, as the port promises, costs a write of its own for each event; `stream` costs nothing, and
   * is as much where ids are made of their stream's name. All who write to a log must say the same. `tenant` by default.
   */
  readonly idsWithin?: 'tenant' | 'stream';
}

const mostWaiting: Amount = { appends: 50_000, characters: 100_000_000 };

const sizeOf = (events: ReadonlyArray<NewEvent>): number => events.reduce((size, { data }) => size + data.length, 0);

const assertNamed = (events: ReadonlyArray<NewEvent>): void => {
  for (const { id, type } of events)
    if (type.startsWith('$')) throw new TypeError(`event ${id}: ${type} would be an event of the server's own`);
};

/** The log on a server that `openEventStoreDb` has opened. Closing it ends its subscriptions and leaves the connection open. */
export const eventStoreDbEventStore = (
  { connection, prefix }: EventStoreDb,
  options: EventStoreDbStoreOptions = {},
): EventStore => {
  const {
    clock = () => instantOf(Date.now()),
    deadline = 30_000,
    underWay = 64,
    waiting,
    idsWithin = 'tenant',
  } = options;
  const names = namesWith(prefix);
  const ask = asker(connection, deadline);
  const reading = reader(ask, names);
  const known = knowledge(reading.stream);
  const appends = batchAppends(connection);
  const news = newsOf(connection, newsOfLog(names.pattern({})));
  const ids = idsWithin === 'stream' ? idsOfStreams : idsOfTenants(claims({ prefix, ask, appends, known }));
  const append = appender({ names, known, ids, appends, read: reading.stream, clock, deadline });
  const queue = turns<string>({ underWay, waiting: { ...mostWaiting, ...waiting } });
  let isClosed = false;

  return {
    append: (stream, expected, events) => async () => {
      assertStorable(events);
      assertNamed(events);
      const twice = namedTwice(stream, events);
      if (twice !== undefined) return E.left(twice);
      if (isClosed) return E.left(unavailable(new Error('the store is closed')));
      const answer = await queue.take(
        stream,
        sizeOf(events),
        () => append({ stream, expected, events }),
        (full) => E.left(unavailable(new Error(`${full}: this one was not tried, and repeating it later is safe`))),
      );
      if (E.isRight(answer) && !answer.right.repeated) news.tell();
      return answer;
    },
    readStream: (stream, { from = 0, upTo = Infinity } = {}) =>
      TE.tryCatch(async () => {
        const events = await reading.stream(stream, from);
        known.learn(stream, events);
        return events.filter(({ position }) => position <= upTo);
      }, unavailable),
    readAll: reading.readAll,
    head: reading.head,
    subscribe: subscriber({ readAll: reading.readAll, news, isClosed: () => isClosed }),
    close: async () => {
      isClosed = true;
      news.close();
      await queue.rest();
      appends.close();
    },
  };
};
