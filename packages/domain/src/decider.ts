import type { Either } from 'fp-ts/Either';
import type { Instant } from '@casebook/vocabulary';
import type { Dated } from './message';

/** What time alone will bring: `event.at` is its instant, `from` the first instant at which it counts (a breach: one later). */
export interface Due<Event> {
  readonly from: Instant;
  readonly event: Event;
}

/** What a command leads to. */
export interface Outcome<Event, Rejection> {
  /** What time had brought by then; it stands even where the command is refused. */
  readonly came: ReadonlyArray<Event>;
  /** What the command brought and what followed from it; no events where it was already so. */
  readonly answer: Either<Rejection, ReadonlyArray<Event>>;
}

/** The rules follow each other without end at one instant: nothing of it is taken. */
export interface RulesLoop {
  readonly type: 'RulesLoop';
  /** Version of the rulebook in effect. */
  readonly rulebook: number;
  /** The types of the last events, in order. */
  readonly chain: ReadonlyArray<string>;
}

/** An aggregate as pure functions. `evolve` never refuses: it takes any events in any order. */
export interface Decider<State, Command extends Dated<string>, Event extends Dated<string>, Rejection, Rules> {
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
  readonly decide: (state: State, command: Command, rules: Rules) => Outcome<Event, Rejection | RulesLoop>;
  /** Lets time bring what it has brought by an instant, and nothing else: `answer` has no events. */
  readonly observe: (state: State, at: Instant, rules: Rules) => Outcome<Event, RulesLoop>;
  /** What an event leads to by itself, in a case as it then stands; each topic for itself, in their order. */
  readonly follow: (event: Event, state: State, rules: Rules) => ReadonlyArray<ReadonlyArray<Event>>;
  /** What time will bring next; its `from` is when to look again. */
  readonly next: (state: State) => Due<Event> | undefined;
}

/** The one that comes first: the earliest to count, then the earliest dated, then the first named. */
export const earliest = <Event extends Dated<string>>(
  dues: ReadonlyArray<Due<Event> | undefined>,
): Due<Event> | undefined =>
  dues.reduce((first, due) => {
    if (first === undefined || due === undefined) return first ?? due;
    if (due.from !== first.from) return due.from < first.from ? due : first;
    return due.event.at < first.event.at ? due : first;
  }, undefined);
