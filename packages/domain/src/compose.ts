import * as E from 'fp-ts/Either';
import { earliest, type Decider, type Due } from './decider';
import { evolution, type LooseFold } from './evolution';
import { pass, settle, type Course } from './settle';
import type { CommandOf, EventOf, RejectionOf, SharedOf, SlicesOf, Subjects, TopicsOf, Versioned } from './topic';

/** A topic as one of a list: which handler belongs to which type is known to `Topic`, not here. */
interface LooseTopic<State, Command, Event, Rejection, Rules> extends LooseFold<Event> {
  readonly decide: {
    readonly [type: string]: (
      command: Command,
      state: State,
      rules: Rules,
    ) => E.Either<Rejection, ReadonlyArray<Event>>;
  };
  readonly follow?: Course<State, Event, Rules>['follows'][number];
  readonly next?: (state: State) => Due<Event> | undefined;
}

/**
 * Topics, and folds that they share, as one decider. The order of the topics is a rule: an event reaches a topic once
 * those before it have nothing more to say.
 */
export const compose = <X extends Subjects<X>, V, Rules extends Versioned>(
  topics: TopicsOf<X, SlicesOf<X> & V, Rules>,
  shared: SharedOf<V, EventOf<X>>,
): Decider<SlicesOf<X> & V, CommandOf<X>, EventOf<X>, RejectionOf<X>, Rules> => {
  type State = SlicesOf<X> & V;
  type Loose = LooseTopic<State, CommandOf<X>, EventOf<X>, RejectionOf<X>, Rules>;

  // Differently typed topics, walked as a list: `TopicsOf` has checked each handler, and each is asked for its type only.
  const table = topics as unknown as { readonly [name: string]: Loose };
  // Likewise, checked by `SharedOf`.
  const folds = shared as unknown as { readonly [name: string]: LooseFold<EventOf<X>> };
  const list = Object.values(table);
  const deciders = new Map(list.flatMap((topic) => Object.entries(topic.decide)));

  const { initial, evolve } = evolution<State, EventOf<X>>({ ...table, ...folds });
  const next = (state: State) => earliest(list.map((topic) => topic.next?.(state)));
  const course = { evolve, next, follows: list.map(({ follow }) => follow ?? {}) };

  return {
    initial,
    evolve,
    next,
    follow: (event, state, rules) => course.follows.map((topic) => topic[event.type]?.(event, state, rules) ?? []),
    observe: (state, at, rules) => {
      const { events, stuck } = pass(course, state, at, rules);
      return { came: events, answer: stuck === null ? E.right([]) : E.left(stuck) };
    },
    decide: (state, command, rules) => {
      const decider = deciders.get(command.type);
      if (decider === undefined) throw new TypeError(`${command.type} is a command of no topic`);
      const before = pass(course, state, command.at, rules);
      const came = before.events;
      if (before.stuck !== null) return { came, answer: E.left(before.stuck) };

      const decision = decider(command, before.state, rules);
      if (E.isLeft(decision)) return { came, answer: decision };
      const settled = settle(course, before.state, decision.right, rules);
      if (E.isLeft(settled)) return { came, answer: settled };
      const after = pass(course, settled.right.state, command.at, rules);
      if (after.stuck !== null) return { came, answer: E.left(after.stuck) };
      return { came, answer: E.right([...settled.right.events, ...after.events]) };
    },
  };
};
