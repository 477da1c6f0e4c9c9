import type { Of } from '../message';
import type { CaseEvent } from './case';

/** What some of a case's events add up to, for deciders and read models alike; the others leave it as it is. */
export interface CaseFold<State, T extends CaseEvent['type']> {
  readonly initial: State;
  readonly evolve: { readonly [K in T]: (state: State, event: Of<CaseEvent, K>) => State };
}

/** The state after one more event. */
export const folded = <State, T extends CaseEvent['type']>(
  { evolve }: CaseFold<State, T>,
  state: State,
  event: CaseEvent,
): State => {
  // A table typed handler by handler, looked up by a type that is only known while running.
  const handlers = evolve as unknown as {
    readonly [type: string]: ((state: State, event: CaseEvent) => State) | undefined;
  };
  return handlers[event.type]?.(state, event) ?? state;
};
