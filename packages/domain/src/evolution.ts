/** A slice of a state with its handlers, as one of a list: which handler belongs to which type is known to `Topic`, not here. */
export interface LooseFold<Event> {
  readonly initial: unknown;
  readonly evolve: { readonly [type: string]: (slice: unknown, event: Event) => unknown };
}

/** Slices put together: the state they begin with, and how an event changes those that have a handler for it. */
export const evolution = <State extends object, Event extends { readonly type: string }>(folds: {
  readonly [name: string]: LooseFold<Event>;
}) => {
  const slices: { readonly [name: string]: unknown } = Object.fromEntries(
    Object.entries(folds).map(([name, { initial }]) => [name, initial]),
  );
  const handlers = new Map<string, ReadonlyArray<readonly [string, (slice: unknown, event: Event) => unknown]>>();
  for (const [name, fold] of Object.entries(folds))
    for (const [type, handler] of Object.entries(fold.evolve))
      handlers.set(type, [...(handlers.get(type) ?? []), [name, handler]]);

  return {
    // The slices of the folds that make up the state: `compose` has checked that they do.
    initial: slices as State,
    evolve: (state: State, event: Event): State => {
      // A copy, the slices of which are replaced by name: of the same type as those they replace.
      const changed = { ...state } as unknown as { [name: string]: unknown };
      for (const [name, handler] of handlers.get(event.type) ?? []) changed[name] = handler(changed[name], event);
      // Has all that the state had.
      return changed as unknown as State;
    },
  };
};
