import * as E from 'fp-ts/Either';
import type { Instant } from '@casebook/vocabulary';
import { earliest, type Decider, type Due, type Outcome, type RulesLoop } from './decider';
import type { CommandOf, EventOf, RejectionOf, SharedOf, SlicesOf, Subjects, TopicsOf, Versioned } from './topic';

/** More events than this at one instant can only be rules that follow each other without end. */
const bound = 1000;

interface Settled<State, Event> {
  readonly state: State;
  readonly events: ReadonlyArray<Event>;
}

/** A topic as one of a list: which handler belongs to which type is known to `Topic`, not here. */
interface Loose<State, Command, Event, Rejection, Rules> {
  readonly initial: unknown;
  readonly decide: {
    readonly [type: string]: (
      command: Command,
      state: State,
      rules: Rules,
    ) => E.Either<Rejection, ReadonlyArray<Event>>;
  };
  readonly evolve: { readonly [type: string]: (slice: unknown, event: Event) => unknown };
  readonly follow?: { readonly [type: string]: (event: Event, state: State, rules: Rules) => ReadonlyArray<Event> };
  readonly next?: (state: State) => Due<Event> | undefined;
}

/**
 * Topics and shared folds as one decider. The order of the topics is a rule: an event reaches a topic once those before
 * it have nothing more to read.
 */
export const compose = <X extends Subjects<X>, V, Rules extends Versioned>(
  topics: TopicsOf<X, SlicesOf<X> & V, Rules>,
  shared: SharedOf<V, EventOf<X>>,
): Decider<SlicesOf<X> & V, CommandOf<X>, EventOf<X>, RejectionOf<X>, Rules> => {
  type State = SlicesOf<X> & V;
  type Command = CommandOf<X>;
  type Event = EventOf<X>;
  type Rejection = RejectionOf<X>;
  type Folds = { readonly [name: string]: Pick<Loose<State, Command, Event, Rejection, Rules>, 'initial' | 'evolve'> };

  // Topics and folds of different types walked as lists, and the state put together from them; `TopicsOf` and `SharedOf`
  // have checked every handler, and `decide`, `evolve` and `follow` are only ever asked by a message's own type.
  const table = topics as unknown as { readonly [name: string]: Loose<State, Command, Event, Rejection, Rules> };
  const folds = Object.entries({ ...table, ...(shared as unknown as Folds) });
  const list = Object.values(table);
  const initial = Object.fromEntries(folds.map(([name, fold]) => [name, fold.initial])) as State;

  const deciders = new Map(list.flatMap(({ decide }) => Object.entries(decide)));
  const readers = new Map<string, ReadonlyArray<readonly [keyof State, (slice: unknown, event: Event) => unknown]>>();
  for (const [name, { evolve }] of folds)
    for (const [type, handler] of Object.entries(evolve))
      readers.set(type, [...(readers.get(type) ?? []), [name as keyof State, handler]]);

  const evolve = (state: State, event: Event): State => {
    const changed = { ...state };
    for (const [name, handler] of readers.get(event.type) ?? [])
      changed[name] = handler(state[name], event) as State[keyof State];
    return changed;
  };

  const loop = (events: ReadonlyArray<Event>, at: Instant, rules: Rules): RulesLoop => ({
    type: 'RulesLoop',
    rulebook: rules.at(at).version,
    chain: events.slice(-12).map(({ type }) => type),
  });

  /** Takes events and all that follows from them, in the order of the topics. */
  const settle = (
    start: State,
    first: ReadonlyArray<Event>,
    rules: Rules,
  ): E.Either<RulesLoop, Settled<State, Event>> => {
    const events = [...first];
    const read = list.map(() => 0);
    let state = first.reduce(evolve, start);
    for (;;) {
      const turn = read.findIndex((count) => count < events.length);
      const event = events[read[turn] ?? events.length];
      if (event === undefined) return E.right({ state, events });
      if (events.length > bound) return E.left(loop(events, event.at, rules));
      read[turn] = (read[turn] ?? 0) + 1;
      const more = list[turn]?.follow?.[event.type]?.(event, state, rules) ?? [];
      events.push(...more);
      state = more.reduce(evolve, state);
    }
  };

  const next = (state: State): Due<Event> | undefined => earliest(list.map((topic) => topic.next?.(state)));

  /** All that time brings up to an instant, the earliest first, each settled before the next is asked for. */
  const pass = (start: State, at: Instant, rules: Rules): Settled<State, Event> & { readonly stuck?: RulesLoop } => {
    const events: Event[] = [];
    let state = start;
    let [instant, since] = [at, 0];
    for (let due = next(state); due !== undefined && due.from <= at; due = next(state)) {
      if (due.from !== instant) [instant, since] = [due.from, events.length];
      if (events.length - since > bound) return { state, events, stuck: loop(events, due.event.at, rules) };
      const settled = settle(state, [due.event], rules);
      if (E.isLeft(settled)) return { state, events, stuck: settled.left };
      events.push(...settled.right.events);
      state = settled.right.state;
    }
    return { state, events };
  };

  const observe = (state: State, at: Instant, rules: Rules): Outcome<Event, RulesLoop> => {
    const { events, stuck } = pass(state, at, rules);
    return { came: events, answer: stuck === undefined ? E.right([]) : E.left(stuck) };
  };

  const decide = (start: State, command: Command, rules: Rules): Outcome<Event, Rejection | RulesLoop> => {
    const handler = deciders.get(command.type);
    if (handler === undefined) throw new TypeError(`${command.type} is a command of no topic`);
    const before = pass(start, command.at, rules);
    const refused = (rejection: Rejection | RulesLoop) => ({ came: before.events, answer: E.left(rejection) });
    if (before.stuck !== undefined) return refused(before.stuck);

    const decision = handler(command, before.state, rules);
    if (E.isLeft(decision)) return refused(decision.left);
    const settled = settle(before.state, decision.right, rules);
    if (E.isLeft(settled)) return refused(settled.left);
    const after = pass(settled.right.state, command.at, rules);
    if (after.stuck !== undefined) return refused(after.stuck);
    return { came: before.events, answer: E.right([...settled.right.events, ...after.events]) };
  };

  return { initial, evolve, decide, observe, next };
};
