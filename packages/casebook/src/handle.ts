import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { isNonEmpty } from 'fp-ts/Array';
import * as TE from 'fp-ts/TaskEither';
import type { Dated, Decider, RulesLoop } from '@casebook/domain';
import {
  eventIdOf,
  type EventCodec,
  type EventIdTaken,
  type EventStore,
  type EventUnreadable,
  type Expected,
  type NewEvent,
  type Recorded,
  type StoreUnavailable,
  type StreamName,
} from '@casebook/event-store';
import { later, Text, literal, type Actor, type CommandId, type Instant } from '@casebook/vocabulary';

export interface Handling<State, Command extends Dated<string>, Event extends Dated<string>, Rejection, Rules, Refusal> {
  readonly log: EventStore;
  readonly codec: EventCodec<Event>;
  readonly decider: Decider<State, Command, Event, Rejection, Rules>;
  readonly rules: Rules;
  readonly authorize: (actor: Actor, command: Command, state: State) => E.Either<Refusal, unknown>;
}

export interface Request<Command, Failure> {
  readonly stream: StreamName;
  readonly actor: Actor;
  readonly commandId: CommandId;
  readonly correlationId: string;
  readonly causationId: string | null;
  /** Asked for only if the command id is new to the stream: it may reserve what the command needs. */
  readonly command: TE.TaskEither<Failure, Command>;
}

export interface Outcome<Event> {
  /** What the command brought, what followed from it included; empty where it was already so. */
  readonly events: ReadonlyArray<Recorded<Event>>;
  /** Of the stream's last event; -1 where there is no stream. */
  readonly revision: number;
  /** Of the stream's last event; 0 where there is no stream. */
  readonly position: number;
  /** The command id was known: this is its first outcome, and nothing was decided. */
  readonly repeated: boolean;
}

/** Others kept writing to the stream; nothing was decided. Trying again is safe. */
export interface TooContended {
  readonly type: 'TooContended';
  readonly stream: StreamName;
  readonly attempts: number;
}

export type HandlingFailure = StoreUnavailable | EventUnreadable | EventIdTaken | TooContended;

const attempts = 50;
const time: Actor = { kind: 'system', id: literal(Text, 'time'), onBehalfOf: null };

interface Loaded<State, Event> {
  readonly state: State;
  readonly events: ReadonlyArray<Recorded<Event>>;
}

const expectedAfter = (events: ReadonlyArray<unknown>): Expected =>
  events.length === 0 ? { is: 'noStream' } : { is: 'revision', revision: events.length - 1 };

const tail = <Event>(events: ReadonlyArray<Recorded<Event>>): { readonly revision: number; readonly position: number } => {
  const last = events[events.length - 1];
  return { revision: last?.revision ?? -1, position: last?.position ?? 0 };
};

/**
 * The one way in which a command becomes events: load, fold, let time bring what it has brought, decide, stamp, append
 * at the revision that was decided on; if somebody else has written meanwhile, all of it again.
 */
export const handler = <State, Command extends Dated<string>, Event extends Dated<string>, Rejection, Rules, Refusal>({
  log,
  codec,
  decider,
  rules,
  authorize,
}: Handling<State, Command, Event, Rejection, Rules, Refusal>) => {
  type Failure = Rejection | RulesLoop | Refusal | HandlingFailure;

  const load = (stream: StreamName): TE.TaskEither<StoreUnavailable | EventUnreadable, Loaded<State, Event>> =>
    pipe(
      log.readStream(stream),
      TE.chainEitherKW((stored) => E.traverseArray(codec.decode)(stored)),
      TE.map((events) => ({
        events,
        state: events.reduce((state, { event }) => decider.evolve(state, event), decider.initial),
      })),
    );

  const stamp =
    ({ stream, actor, commandId, correlationId, causationId }: Request<Command, never>, loaded: Loaded<State, Event>, said: Instant | null) =>
    (came: ReadonlyArray<Event>, answer: ReadonlyArray<Event>): ReadonlyArray<NewEvent> => {
      const all = [...came, ...answer];
      const wake = decider.next(all.reduce(decider.evolve, loaded.state))?.from ?? null;
      return all.map((event, index) => {
        const isAnswer = index >= came.length;
        const id = isAnswer
          ? eventIdOf(`${stream}/${commandId}`, index - came.length)
          : eventIdOf(`${stream}/time`, loaded.events.length + index);
        return {
          ...codec.encode(event),
          id,
          actor: isAnswer ? actor : time,
          commandId: isAnswer ? commandId : null,
          correlationId,
          causationId: isAnswer ? causationId : null,
          saidAt: isAnswer ? said : null,
          source: null,
          wake: index === all.length - 1 ? wake : null,
        };
      });
    };

  const once = <F>(request: Request<Command, F>, attempt: number): TE.TaskEither<Failure | F, Outcome<Event>> =>
    pipe(
      load(request.stream),
      TE.chainW((loaded): TE.TaskEither<Failure | F, Outcome<Event>> => {
        const known = loaded.events.filter(({ commandId }) => commandId === request.commandId);
        if (known.length > 0) return TE.right({ events: known, ...tail(loaded.events), repeated: true });
        return pipe(
          request.command,
          TE.chainW((command) => decided({ ...request, command: TE.right(command) }, command, loaded, attempt)),
        );
      }),
    );

  const decided = (
    request: Request<Command, never>,
    said: Command,
    loaded: Loaded<State, Event>,
    attempt: number,
  ): TE.TaskEither<Failure, Outcome<Event>> => {
    const last = loaded.events.reduce((at, { occurredAt }) => later(at, occurredAt), said.at);
    const command = { ...said, at: last };
    const allowed = authorize(request.actor, command, loaded.state);
    if (E.isLeft(allowed)) return TE.left(allowed.left);

    const { came, answer } = decider.decide(loaded.state, command, rules);
    const events = stamp(request, loaded, last === said.at ? null : said.at)(came, E.isRight(answer) ? answer.right : []);
    const settled = (appended: ReadonlyArray<Recorded<Event>>): E.Either<Failure, Outcome<Event>> =>
      pipe(
        answer,
        E.map(() => ({
          events: appended.slice(came.length),
          ...tail([...loaded.events, ...appended]),
          repeated: false,
        })),
      );
    const writable = [...events];
    if (!isNonEmpty(writable)) return TE.fromEither(settled([]));
    return pipe(
      log.append(request.stream, expectedAfter(loaded.events), writable),
      TE.matchEW(
        (failure): TE.TaskEither<Failure, Outcome<Event>> => {
          if (failure.type !== 'RevisionConflict') return TE.left(failure);
          return attempt < attempts
            ? once(request, attempt + 1)
            : TE.left({ type: 'TooContended', stream: request.stream, attempts });
        },
        (appended) =>
          pipe(
            E.traverseArray(codec.decode)(appended.events),
            E.chainW((recorded) => settled(recorded)),
            TE.fromEither,
          ),
      ),
    );
  };

  return <F = never>(request: Request<Command, F>): TE.TaskEither<Failure | F, Outcome<Event>> => once(request, 1);
};
