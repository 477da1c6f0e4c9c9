import { deepStrictEqual } from 'node:assert';
import * as E from 'fp-ts/Either';
import type { Instant } from '@casebook/vocabulary';
import type { Decider, Outcome, RulesLoop } from '../decider';
import type { Dated } from '../message';
import type { Rulebook } from '../rulebook/rulebook';
import { rulesOf, type Rules } from '../rulebook/rules';

/** What happened, to be compared: each throws an AssertionError that shows the difference. */
export interface When<Event, Rejection> {
  /** Time has brought these by then, all that follows from them included; without it, it must have brought nothing. */
  readonly timeBrings: (...events: ReadonlyArray<Event>) => When<Event, Rejection>;
  /** The command yields these, all that follows from them included. */
  readonly yields: (...events: ReadonlyArray<Event>) => void;
  /** It is already so. */
  readonly yieldsNothing: () => void;
  readonly isRefused: (rejection: Rejection) => void;
}

/** What has happened so far. */
export interface Given<Command, Event, Rejection> {
  /** Under these rulebooks rather than the plain one. */
  readonly under: (...rulebooks: ReadonlyArray<Rulebook>) => Given<Command, Event, Rejection>;
  readonly when: (command: Command) => When<Event, Rejection | RulesLoop>;
  /** Nobody does anything; it only becomes this late. */
  readonly whenTimeIs: (at: Instant) => When<Event, RulesLoop>;
}

const compared = <Event, Rejection>(
  { came, answer }: Outcome<Event, Rejection>,
  brought: ReadonlyArray<Event> = [],
): When<Event, Rejection> => {
  const answers = (expected: E.Either<Rejection, ReadonlyArray<Event>>): void =>
    deepStrictEqual({ timeBrings: came, answer }, { timeBrings: brought, answer: expected });
  return {
    timeBrings: (...events) => compared({ came, answer }, events),
    yields: (...events) => answers(E.right(events)),
    yieldsNothing: () => answers(E.right([])),
    isRefused: (rejection) => answers(E.left(rejection)),
  };
};

const under = <State, Command extends Dated<string>, Event extends Dated<string>, Rejection>(
  decider: Decider<State, Command, Event, Rejection, Rules>,
  events: ReadonlyArray<Event>,
  rules: Rules,
): Given<Command, Event, Rejection> => {
  const state = events.reduce(decider.evolve, decider.initial);
  return {
    under: (...rulebooks) => under(decider, events, rulesOf(rulebooks)),
    when: (command) => compared(decider.decide(state, command, rules)),
    whenTimeIs: (at) => compared(decider.observe(state, at, rules)),
  };
};

/** What has happened so far, under the plain rulebook: `given(caseDecider, created).when(command).yields(resolved)`. */
export const given = <State, Command extends Dated<string>, Event extends Dated<string>, Rejection>(
  decider: Decider<State, Command, Event, Rejection, Rules>,
  ...events: ReadonlyArray<Event>
): Given<Command, Event, Rejection> => under(decider, events, rulesOf([]));
