import { isNonEmpty } from 'fp-ts/Array';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Dated, Decider } from '@casebook/domain';
import type {
  EventCodec,
  EventStore,
  EventUnreadable,
  Expected,
  NewEvent,
  Recorded,
  StoreUnavailable,
  StreamName,
} from '@casebook/event-store';

/** Others kept writing to the stream; nothing was decided. Trying again is safe. */
export interface TooContended {
  readonly type: 'TooContended';
  readonly stream: StreamName;
  readonly attempts: number;
}

export type LogFailure = StoreUnavailable | EventUnreadable | TooContended;

/** What a stream holds when something is decided. */
export interface Loaded<State, Event> {
  readonly stream: StreamName;
  readonly events: ReadonlyArray<Recorded<Event>>;
  readonly state: State;
}

/** What was decided: what to append, and what to answer once it stands in the log. */
export interface Decided<Event, F, A> {
  readonly append: ReadonlyArray<NewEvent>;
  readonly answer: (appended: ReadonlyArray<Recorded<Event>>) => E.Either<F, A>;
}

const most = 50; // attempts

const expectedAfter = (events: ReadonlyArray<unknown>): Expected =>
  events.length === 0 ? { is: 'noStream' } : { is: 'revision', revision: events.length - 1 };

/**
 * Loads and folds a stream, has something decided, and appends it at the revision that was decided on. If somebody else
 * has written meanwhile, all of it again.
 */
export const transactor = <State, Event extends Dated<string>>(
  log: EventStore,
  codec: EventCodec<Event>,
  { initial, evolve }: Pick<Decider<State, never, Event, unknown, unknown>, 'initial' | 'evolve'>,
) => {
  const decoded = E.traverseArray(codec.decode);

  const load = (stream: StreamName): TE.TaskEither<LogFailure, Loaded<State, Event>> =>
    pipe(
      log.readStream(stream),
      TE.chainEitherKW((stored) => decoded(stored)),
      TE.map((events) => ({
        stream,
        events,
        state: events.reduce((state, { event }) => evolve(state, event), initial),
      })),
    );

  const append = <F, A>(
    { stream, events }: Loaded<State, Event>,
    decided: Decided<Event, F, A>,
    again: () => TE.TaskEither<F | LogFailure, A>,
  ): TE.TaskEither<F | LogFailure, A> => {
    const written = [...decided.append];
    if (!isNonEmpty(written)) return TE.fromEither(decided.answer([]));
    return pipe(
      log.append(stream, expectedAfter(events), written),
      TE.matchEW(
        (failure) => {
          // Event ids are named after their stream: if they are taken, this very command was being handled elsewhere.
          const wasOvertaken = failure.type === 'RevisionConflict' || failure.type === 'EventIdTaken';
          return wasOvertaken ? again() : TE.left<F | LogFailure, A>(failure);
        },
        (appended) => TE.fromEither(pipe(decoded(appended.events), E.chainW(decided.answer))),
      ),
    );
  };

  const transact = <F, A>(
    stream: StreamName,
    decide: (loaded: Loaded<State, Event>) => TE.TaskEither<F, Decided<Event, F, A>>,
    attempt = 1,
  ): TE.TaskEither<F | LogFailure, A> =>
    pipe(
      load(stream),
      TE.chainW((loaded) =>
        pipe(
          decide(loaded),
          TE.chainW((decided) =>
            append<F, A>(loaded, decided, () =>
              attempt < most
                ? transact(stream, decide, attempt + 1)
                : TE.left({ type: 'TooContended', stream, attempts: most }),
            ),
          ),
        ),
      ),
    );

  return transact;
};
