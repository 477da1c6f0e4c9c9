import * as E from 'fp-ts/Either';
import type { Instant } from '@casebook/vocabulary';
import type { Due, RulesLoop } from './decider';
import type { Dated } from './message';
import type { Versioned } from './topic';

/** More events than this at one instant can only be rules that follow each other without end. */
const bound = 1000;

/** What an aggregate's events lead to by themselves. */
export interface Course<State, Event, Rules> {
  readonly evolve: (state: State, event: Event) => State;
  /** By topic, in the order of the topics; then by type of event. */
  readonly follows: ReadonlyArray<{
    readonly [type: string]: (event: Event, state: State, rules: Rules) => ReadonlyArray<Event>;
  }>;
  readonly next: (state: State) => Due<Event> | undefined;
}

export interface Settled<State, Event> {
  readonly state: State;
  readonly events: ReadonlyArray<Event>;
}

const loop = (events: ReadonlyArray<Dated<string>>, at: Instant, rules: Versioned): RulesLoop => ({
  type: 'RulesLoop',
  rulebook: rules.at(at).version,
  chain: events.slice(-12).map(({ type }) => type),
});

/**
 * Takes events and all that follows from them. An event is offered to a topic once the topics before it have nothing left
 * to read, and what a topic yields is applied at once.
 */
export const settle = <State, Event extends Dated<string>, Rules extends Versioned>(
  { evolve, follows }: Course<State, Event, Rules>,
  start: State,
  first: ReadonlyArray<Event>,
  rules: Rules,
): E.Either<RulesLoop, Settled<State, Event>> => {
  const events = [...first];
  const read = follows.map(() => 0);
  let state = first.reduce(evolve, start);
  for (;;) {
    const turn = read.findIndex((count) => count < events.length);
    const event = events[read[turn] ?? events.length];
    if (event === undefined) return E.right({ state, events });
    if (events.length > bound) return E.left(loop(events, event.at, rules));
    read[turn] = (read[turn] ?? 0) + 1;
    const more = follows[turn]?.[event.type]?.(event, state, rules) ?? [];
    events.push(...more);
    state = more.reduce(evolve, state);
  }
};

/** What time has brought, and what it could not bring to an end. */
export interface Passed<State, Event> extends Settled<State, Event> {
  readonly stuck: RulesLoop | null;
}

/** Takes all that time brings up to an instant: the earliest first, each settled before the next is asked for. */
export const pass = <State, Event extends Dated<string>, Rules extends Versioned>(
  course: Course<State, Event, Rules>,
  start: State,
  until: Instant,
  rules: Rules,
): Passed<State, Event> => {
  const events: Event[] = [];
  let state = start;
  let instant = until;
  let since = 0;
  for (let due = course.next(state); due !== undefined && due.from <= until; due = course.next(state)) {
    if (due.from !== instant) [instant, since] = [due.from, events.length];
    if (events.length - since > bound) return { state, events, stuck: loop(events, due.event.at, rules) };
    const settled = settle(course, state, [due.event], rules);
    if (E.isLeft(settled)) return { state, events, stuck: settled.left };
    events.push(...settled.right.events);
    state = settled.right.state;
  }
  return { state, events, stuck: null };
};
