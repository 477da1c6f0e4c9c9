import type { Instant } from '@casebook/vocabulary';

/** One member of a union of messages. */
export type Variant<T extends string, F = unknown> = Readonly<{ type: T } & F>;
/** A message that says when: a command's instant is when its caller wants it to count. */
export type Dated<T extends string, F = unknown> = Variant<T, { at: Instant } & F>;
/** The member of a union that has this type. */
export type Of<M extends { readonly type: string }, T extends M['type']> = Extract<M, { readonly type: T }>;
