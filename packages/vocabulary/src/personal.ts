import * as t from 'io-ts';

/** What is left of a personal value once its person has been erased. */
export const Erased = t.readonly(t.strict({ erased: t.literal(true) }), 'Erased');
export type Erased = t.TypeOf<typeof Erased>;

/** A value that tells something about a person: it can be erased, so whoever reads it must reckon with that. */
export type Personal<A> = A | Erased;

/** A message without its personal fields: all that rules, routing and metrics may see, so that erasing changes no figure. */
export type Impersonal<M> = M extends unknown
  ? { readonly [K in keyof M as Erased extends M[K] ? never : K]: M[K] }
  : never;

/** The value, or undefined once it has been erased. */
export const unlessErased = <A extends string | number>(value: Personal<A>): A | undefined =>
  typeof value === 'object' ? undefined : value;
