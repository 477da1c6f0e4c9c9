import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { map, mapWithIndex, type NonEmptyArray } from 'fp-ts/NonEmptyArray';
import * as TE from 'fp-ts/TaskEither';
import {
  assertStorable,
  type AppendFailure,
  type Appended,
  type EventStore,
  type Expected,
  type LogPage,
  type NewEvent,
  type StoredEvent,
  type StoreUnavailable,
  type StreamName,
  type StreamsPage,
  type Subscribe,
} from '@casebook/event-store';
import type { KeyStore } from './key-store';
import { opening } from './opening';
import { concerns, personIn, type PersonalData } from './personal-data';
import { repeated } from './repeated';
import { sealing, type Sealed } from './sealing';
import { turns } from './turns';

export interface Sealing {
  readonly keys: KeyStore;
  readonly personal: PersonalData;
}

const nothing = (): void => undefined;

const read =
  (readable: ReadonlyArray<string>) =>
  (index: number, event: StoredEvent): StoredEvent => ({ ...event, data: readable[index] ?? event.data });

/**
 * The same store, with personal fields sealed in what it keeps and open in what it gives. Whose person is erased, reads
 * `{"erased":true}`; what cannot be opened otherwise reads `{"sealed":"unknown key"}` or `{"sealed":"tampered"}`, which no codec
 * takes for a value. Types of event without personal fields pass through untouched.
 */
export const sealedEventStore = (store: EventStore, { keys, personal }: Sealing): EventStore => {
  const { seal, learn, forget } = sealing(store, keys, personal);
  const openerFor = opening(keys, personal);
  const again = repeated(store, openerFor, personal);

  const opened = (events: ReadonlyArray<StoredEvent>): TE.TaskEither<StoreUnavailable, ReadonlyArray<StoredEvent>> =>
    pipe(
      openerFor(events),
      TE.map((open) => events.map(open)),
    );

  const openedPage = <P extends LogPage | StreamsPage>(page: P): TE.TaskEither<StoreUnavailable, P> =>
    pipe(
      opened(page.events),
      TE.map((events) => ({ ...page, events })),
    );

  const written = (
    stream: StreamName,
    expected: Expected,
    events: NonEmptyArray<NewEvent>,
    { stored, readable, kept }: Sealed,
  ): TE.TaskEither<AppendFailure, Appended> =>
    pipe(
      store.append(stream, expected, stored),
      TE.matchEW(
        (failure): TE.TaskEither<AppendFailure, Appended> => {
          if (failure.type === 'RevisionConflict') forget(stream);
          return failure.type === 'EventIdTaken' ? again(stream, events, failure) : TE.left(failure);
        },
        (appended) => {
          kept();
          if (!appended.repeated)
            return TE.right({ ...appended, events: mapWithIndex(read(readable))(appended.events) });
          return pipe(
            openerFor(appended.events),
            TE.map((open) => ({ ...appended, events: map(open)(appended.events) })),
          );
        },
      ),
    );

  const inTurn = turns<StreamName>();
  /** By stream: appends that name a person and are not answered yet. */
  const naming = new Map<StreamName, Promise<unknown>>();

  const append = (
    stream: StreamName,
    expected: Expected,
    events: NonEmptyArray<NewEvent>,
  ): Promise<E.Either<AppendFailure, Appended>> => {
    const named = naming.get(stream);
    const prepare = async () => {
      assertStorable(events);
      await named;
      return seal(stream, expected, events)();
    };
    const answer = inTurn.take(stream, prepare, (sealed): Promise<E.Either<AppendFailure, Appended>> =>
      E.isLeft(sealed) ? Promise.resolve(sealed) : written(stream, expected, events, sealed.right)(),
    );
    if (events.some((event) => personIn(personal, event) !== undefined)) {
      const over = answer.then(nothing, nothing).then(() => {
        if (naming.get(stream) === over) naming.delete(stream);
      });
      naming.set(stream, over);
    }
    return answer;
  };

  async function* subscribe(options: Subscribe): AsyncGenerator<LogPage> {
    for await (const sealed of store.subscribe(options)) {
      const page = await openedPage(sealed)();
      if (E.isLeft(page)) throw new Error(page.left.message, { cause: page.left });
      yield page.right;
    }
  }

  const { readByStream } = store;
  return {
    append: (stream, expected, events) => async () => {
      const passes = !inTurn.isTaken(stream) && !events.some((event) => concerns(personal, event));
      return passes ? store.append(stream, expected, events)() : append(stream, expected, events);
    },
    readStream: (stream, options) =>
      pipe(
        store.readStream(stream, options),
        TE.chainFirstIOK((events) => () => {
          if (options?.from === undefined && options?.upTo === undefined) learn(stream, events);
        }),
        TE.chain(opened),
      ),
    readAll: (options) => pipe(store.readAll(options), TE.chain(openedPage)),
    ...(readByStream === undefined
      ? {}
      : { readByStream: (options) => pipe(readByStream(options), TE.chain(openedPage)) }),
    head: store.head,
    subscribe,
    close: store.close,
  };
};
