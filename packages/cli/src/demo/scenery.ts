import { agent, customer, run, type Casebook, type Cases } from '@casebook/casebook';
import type { Instant } from '@casebook/vocabulary';
import type { Somebody } from './life';

/** Where stories are played: a desk, and the clock that it lives by. */
export interface Scenery {
  readonly casesAs: (by: Somebody) => Cases;
  readonly setClock: (to: Instant) => void;
  /** Lets time bring what it has brought by now. */
  readonly observe: () => Promise<void>;
}

/** The desk of a casebook whose clock is moved by hand. */
export const sceneryOf = (casebook: Casebook, tenant: string, setClock: Scenery['setClock']): Scenery => {
  const known = new Map<string, Cases>();
  return {
    setClock,
    observe: async () => void (await run(casebook.observeTime())),
    casesAs: ({ kind, id }) => {
      const name = `${kind} ${id}`;
      const cases =
        known.get(name) ?? casebook.as({ tenant, actor: kind === 'agent' ? agent(id) : customer(id) }).cases;
      known.set(name, cases);
      return cases;
    },
  };
};
