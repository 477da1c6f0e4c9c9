import type { Either } from 'fp-ts/Either';
import type { Impersonal, Instant } from '@casebook/vocabulary';
import type { Due } from './decider';
import type { Dated, Of, Variant } from './message';

/** The types of one topic, in one place; `case.ts` lists them. */
export interface Subject {
  readonly slice: unknown;
  readonly command: Dated<string>;
  readonly event: Dated<string>;
  readonly rejection: Variant<string>;
}

/** One topic of an aggregate: functions over its own slice of the state, and what follows in it from events anywhere. */
export interface Topic<State, S extends Subject, AnyEvent extends Dated<string>, Rules> {
  readonly initial: S['slice'];
  /** No events: it is already so. */
  readonly decide: {
    readonly [T in S['command']['type']]: (
      command: Of<S['command'], T>,
      state: State,
      rules: Rules,
    ) => Either<S['rejection'], ReadonlyArray<S['event']>>;
  };
  readonly evolve: {
    readonly [T in S['event']['type']]: (slice: S['slice'], event: Of<S['event'], T>) => S['slice'];
  };
  /** What is still missing here after an event; it sees the case as it then stands and no personal field. */
  readonly follow?: {
    readonly [T in AnyEvent['type']]?: (
      event: Impersonal<Of<AnyEvent, T>>,
      state: State,
      rules: Rules,
    ) => ReadonlyArray<S['event']>;
  };
  /** The earliest that time alone will bring here. It reads instants that events recorded, never a rulebook. */
  readonly next?: (state: State) => Due<S['event']> | undefined;
}

/** What several topics need to know of all events: a fold beside the slices, which no topic owns. */
export interface Shared<State, Event extends Dated<string>> {
  readonly initial: State;
  readonly evolve: { readonly [T in Event['type']]?: (state: State, event: Of<Event, T>) => State };
}

/** Rules as far as composing needs to know them. */
export interface Versioned {
  readonly at: (instant: Instant) => { readonly version: number };
}

/** The types of all topics by name, and what is made of them. */
export type Subjects<X> = { readonly [K in keyof X]: Subject };
export type SlicesOf<X extends Subjects<X>> = { readonly [K in keyof X]: X[K]['slice'] };
export type EventOf<X extends Subjects<X>> = X[keyof X]['event'];
export type CommandOf<X extends Subjects<X>> = X[keyof X]['command'];
export type RejectionOf<X extends Subjects<X>> = X[keyof X]['rejection'];
export type TopicsOf<X extends Subjects<X>, State, Rules> = {
  readonly [K in keyof X]: Topic<State, X[K], EventOf<X>, Rules>;
};
export type SharedOf<V, Event extends Dated<string>> = { readonly [K in keyof V]: Shared<V[K], Event> };
