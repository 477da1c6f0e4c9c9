import type { Decider } from './decider';
import type { Dated } from './message';
import { same } from './same';

/** A recorded event that rules or time had brought, and what they bring now; null where it is nothing of the kind. */
export interface Differing<Event> {
  /** Its place among the events, from 0. */
  readonly index: number;
  readonly recorded: Event;
  readonly expected: Event | null;
}

export interface Redecided<Event> {
  /** How many events rules or time had brought. */
  readonly decided: number;
  readonly differing: ReadonlyArray<Differing<Event>>;
}

/** What deciding anew needs to know of an aggregate beside its decider. */
export interface Redeciding<State, Event, Rules> {
  /** Whether rules or time have brought it, rather than a command or an import. */
  readonly isRuled: (event: Event) => boolean;
  /** What is being started or ended: two events about the same can be each other's correction. */
  readonly subjectOf: (event: Event) => string;
  /** What rules make of a command that says nothing itself, if it is given then. */
  readonly commanded: (event: Event, state: State, rules: Rules) => ReadonlyArray<Event>;
}

/** What rules and time could have brought at one instant, collected as the events of that instant come. */
interface Possible<Event> {
  readonly happened: ReadonlyArray<Event>;
  readonly next: ReadonlyArray<Event>;
}

/** In how many fields two events differ. */
const differences = (one: object, other: object): number => {
  const fields = new Map<string, unknown>(Object.entries(other));
  return Object.entries(one).filter(([name, value]) => !same(value, fields.get(name))).length;
};

/** The one that differs in the fewest fields, of several alike the last; undefined where there is none. */
const likest = <Event extends object>(recorded: Event, candidates: ReadonlyArray<Event>): Event | undefined =>
  candidates.reduce<Event | undefined>(
    (best, candidate) =>
      best === undefined || differences(recorded, candidate) <= differences(recorded, best) ? candidate : best,
    undefined,
  );

/**
 * Decides anew what was decided once: every event of a stream, in its order, that rules or time had brought is compared with what
 * they make of the case as it stood. Where they differ it goes on with what they make of it, so that one altered outcome is
 * one difference, not all that followed from it.
 */
export const redecide = <State, Command extends Dated<string>, Event extends Dated<string>, Rejection, Rules>(
  decider: Decider<State, Command, Event, Rejection, Rules>,
  { isRuled, subjectOf, commanded }: Redeciding<State, Event, Rules>,
  events: ReadonlyArray<Event>,
  rules: Rules,
): Redecided<Event> => {
  const differing: Differing<Event>[] = [];
  let decided = 0;
  let state = decider.initial;
  let possible: Possible<Event> = { happened: [], next: [] };

  const look = (happened: ReadonlyArray<Event>): ReadonlyArray<Event> => {
    const due = decider.next(state);
    const followed = happened.flatMap((event) => decider.follow(event, state, rules).flat());
    return due === undefined ? followed : [...followed, due.event];
  };
  const take = (event: Event): void => {
    const began = possible.happened[0]?.at === event.at;
    const happened = began ? [...possible.happened, event] : [event];
    // What time brings at an instant was to be seen before it, also where nothing else happens then.
    const before = began ? possible.next : look([]);
    state = decider.evolve(state, event);
    possible = { happened, next: [...before, ...look(happened)] };
  };

  events.forEach((recorded, index) => {
    if (!isRuled(recorded)) return take(recorded);
    decided += 1;
    const known = possible.happened[0]?.at === recorded.at ? possible.next : look([]);
    const candidates = [...known, ...look([]), ...commanded(recorded, state, rules)];
    if (candidates.some((candidate) => same(candidate, recorded))) return take(recorded);
    const taken = (candidate: Event): boolean => possible.happened.some((event) => same(event, candidate));
    const alike = candidates.filter(({ type }) => type === recorded.type).filter((candidate) => !taken(candidate));
    const expected = likest(
      recorded,
      alike.filter((candidate) => subjectOf(candidate) === subjectOf(recorded)),
    );
    const instead = expected ?? alike[alike.length - 1];
    differing.push({ index, recorded, expected: instead ?? null });
    take(instead ?? recorded);
  });
  return { decided, differing };
};
