import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Dated, Decider, RulesLoop } from '@casebook/domain';
import {
  eventIdOf,
  type EventCodec,
  type EventStore,
  type NewEvent,
  type Recorded,
  type StreamName,
} from '@casebook/event-store';
import { later, type Actor, type CommandId, type Instant } from '@casebook/vocabulary';
import { automation } from './actors';
import { transactor, type Decided, type Loaded, type LogFailure } from './transact';

export interface Handling<
  State,
  Command extends Dated<string>,
  Event extends Dated<string>,
  Rejection,
  Rules,
  NoRules,
  Refusal,
> {
  readonly log: EventStore;
  readonly codec: EventCodec<Event>;
  readonly decider: Decider<State, Command, Event, Rejection, Rules>;
  /** The rules for a stream as it stands, asked for after it was read: they know every version that its events name. */
  readonly rulesFor: (state: State) => TE.TaskEither<NoRules, Rules>;
  readonly authorize: (actor: Actor, command: Command, state: State) => E.Either<Refusal, unknown>;
}

export interface Request<Command, F> {
  readonly stream: StreamName;
  readonly actor: Actor;
  readonly commandId: CommandId;
  readonly correlationId: string;
  readonly causationId: string | null;
  /** Asked for only if the command id is new to the stream: it may reserve what the command needs. */
  readonly command: TE.TaskEither<F, Command>;
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

/** Somebody else has given a command of this id to the same stream: an id belongs to who gave it. */
export interface CommandIdTaken {
  readonly type: 'CommandIdTaken';
  readonly commandId: CommandId;
}

const time = automation('time');

/** The one way in which commands and time become events. */
export const handler = <
  State,
  Command extends Dated<string>,
  Event extends Dated<string>,
  Rejection,
  Rules,
  NoRules,
  Refusal,
>({
  log,
  codec,
  decider,
  rulesFor,
  authorize,
}: Handling<State, Command, Event, Rejection, Rules, NoRules, Refusal>) => {
  type Failure = Rejection | RulesLoop | NoRules | Refusal | CommandIdTaken;
  type Read = Loaded<State, Event>;
  const transact = transactor(log, codec, decider);

  const outcome = (
    { events }: Read,
    appended: ReadonlyArray<Recorded<Event>>,
    mine: ReadonlyArray<Recorded<Event>>,
  ) => {
    const last = appended[appended.length - 1] ?? events[events.length - 1];
    return { events: mine, revision: last?.revision ?? -1, position: last?.position ?? 0 };
  };

  /** The last event of an append says when time alone will bring the next. */
  const wakeful = (state: State, events: ReadonlyArray<Event>, stamped: ReadonlyArray<NewEvent>) => {
    const wake = decider.next(events.reduce(decider.evolve, state))?.from ?? null;
    return stamped.map((event, index) => ({ ...event, wake: index === stamped.length - 1 ? wake : null }));
  };

  /** Named by its place in the stream: whoever observes the same, names it the same. */
  const broughtByTime = ({ stream, events }: Read, came: ReadonlyArray<Event>, correlationId: string) =>
    came.map((event, index): NewEvent => ({
      ...codec.encode(event),
      id: eventIdOf(`${stream}/time`, events.length + index),
      actor: time,
      commandId: null,
      correlationId,
      causationId: null,
      saidAt: null,
      source: null,
      wake: null,
    }));

  /** Named by the command, so that giving it twice is seen. */
  const broughtBy = (request: Request<Command, unknown>, events: ReadonlyArray<Event>, saidAt: Instant | null) =>
    events.map((event, index): NewEvent => ({
      ...codec.encode(event),
      id: eventIdOf(`${request.stream}/${request.commandId}`, index),
      actor: request.actor,
      commandId: request.commandId,
      correlationId: request.correlationId,
      causationId: request.causationId ?? request.commandId,
      saidAt,
      source: null,
      wake: null,
    }));

  const decide = (
    loaded: Read,
    request: Request<Command, unknown>,
    said: Command,
    rules: Rules,
  ): Decided<Event, Failure, Outcome<Event>> => {
    const at = loaded.events.reduce((latest, { occurredAt }) => later(latest, occurredAt), said.at);
    const command = { ...said, at };
    // What time had brought by then stands, also where the command is refused.
    const { came, answer: observed } = decider.observe(loaded.state, at, rules);
    const state = came.reduce(decider.evolve, loaded.state);
    const answer: E.Either<Failure, ReadonlyArray<Event>> = pipe(
      observed,
      E.chainW(() => authorize(request.actor, command, state)),
      E.chainW(() => decider.decide(state, command, rules).answer),
    );
    const brought = E.isRight(answer) ? answer.right : [];
    const stamped = [
      ...broughtByTime(loaded, came, request.correlationId),
      ...broughtBy(request, brought, at === said.at ? null : said.at),
    ];
    return {
      append: wakeful(loaded.state, [...came, ...brought], stamped),
      answer: (appended) =>
        pipe(
          answer,
          E.map(() => ({ ...outcome(loaded, appended, appended.slice(came.length)), repeated: false })),
        ),
    };
  };

  /** The first outcome of a command that is given again, to whoever gave it; undefined where it is new to the stream. */
  const repeated = (
    loaded: Read,
    { actor, commandId }: Request<Command, unknown>,
  ): E.Either<CommandIdTaken, Outcome<Event>> | undefined => {
    const first = loaded.events.filter((recorded) => recorded.commandId === commandId);
    if (first.length === 0) return undefined;
    return first.every((recorded) => recorded.actor.kind === actor.kind && recorded.actor.id === actor.id)
      ? E.right({ ...outcome(loaded, [], first), repeated: true })
      : E.left({ type: 'CommandIdTaken', commandId });
  };

  const handle = <F = never>(request: Request<Command, F>): TE.TaskEither<Failure | LogFailure | F, Outcome<Event>> =>
    transact<Failure | F, Outcome<Event>>(request.stream, (loaded) => {
      const before = repeated(loaded, request);
      if (before !== undefined) return TE.right({ append: [], answer: () => before });
      return pipe(
        TE.Do,
        TE.bindW('rules', () => rulesFor(loaded.state)),
        TE.bindW('command', () => request.command),
        TE.map(({ rules, command }) => decide(loaded, request, command, rules)),
      );
    });

  /** Lets time bring to a stream what it has brought by an instant; gives the events. */
  const observe = (
    stream: StreamName,
    at: Instant,
  ): TE.TaskEither<RulesLoop | NoRules | LogFailure, ReadonlyArray<Recorded<Event>>> =>
    transact<RulesLoop | NoRules, ReadonlyArray<Recorded<Event>>>(stream, (loaded) =>
      pipe(
        rulesFor(loaded.state),
        TE.map((rules) => {
          const { came, answer } = decider.observe(loaded.state, at, rules);
          const stamped = broughtByTime(loaded, came, `${stream}/${at}`);
          return {
            append: wakeful(loaded.state, came, stamped),
            answer: (appended) =>
              pipe(
                answer,
                E.map(() => appended),
              ),
          };
        }),
      ),
    );

  /** A stream as it stands; nothing is decided. */
  const load = (stream: StreamName): TE.TaskEither<LogFailure, Read> =>
    transact<never, Read>(stream, (loaded) => TE.right({ append: [], answer: () => E.right(loaded) }));

  /** A stream as it stands at an instant, what time has brought by then included, and the rules for it; nothing is appended. */
  const asItStands = (
    stream: StreamName,
    at: Instant,
  ): TE.TaskEither<NoRules | LogFailure, { readonly state: State; readonly rules: Rules }> =>
    pipe(
      load(stream),
      TE.bindW('rules', (loaded) => rulesFor(loaded.state)),
      TE.map(({ state, rules }) => ({
        state: decider.observe(state, at, rules).came.reduce(decider.evolve, state),
        rules,
      })),
    );

  return { handle, observe, load, asItStands };
};
