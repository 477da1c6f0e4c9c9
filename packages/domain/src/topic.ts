import type { Dated } from './message';

/** The types of one topic, in one place; `case.ts` lists them. */
export interface Subject {
  readonly slice: unknown;
  readonly command: Dated<string>;
  readonly event: Dated<string>;
  readonly rejection: unknown;
}

type Shape<X> = { readonly [K in keyof X]: Subject };
export type StateOf<X extends Shape<X>> = { readonly [K in keyof X]: X[K]['slice'] };
export type EventOf<X extends Shape<X>> = X[keyof X]['event'];
export type CommandOf<X extends Shape<X>> = X[keyof X]['command'];
export type RejectionOf<X extends Shape<X>> = X[keyof X]['rejection'];
