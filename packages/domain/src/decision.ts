import type { Text } from '@casebook/vocabulary';

/** What a rule could have chosen instead. */
export interface Alternative {
  readonly choice: Text;
  /** Why it was not taken. */
  readonly because: Text;
}

/** Why a rule did what it did: kept in the very event that it caused. */
export interface Decision {
  /** Version of the rulebook that decided. */
  readonly rulebook: number;
  /** The rule's name in it. */
  readonly rule: Text;
  /** The facts it read, by name. */
  readonly inputs: { readonly [fact: string]: Text };
  /** What else it could have chosen, at most ten. */
  readonly alternatives: ReadonlyArray<Alternative>;
  /** The reason in words. */
  readonly because: Text;
}

/** How many alternatives a decision keeps: enough to understand it, few enough to store with every event. */
export const mostAlternatives = 10;
