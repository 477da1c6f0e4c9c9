import * as t from 'io-ts';

/** Text of which only some is meant; the name says which, as faults tell it. */
export const word = <A extends string>(
  name: string,
  holds: (value: string) => value is A,
): t.Type<A, string, unknown> =>
  new t.Type(
    name,
    (value): value is A => typeof value === 'string' && holds(value),
    (value, context) => (typeof value === 'string' && holds(value) ? t.success(value) : t.failure(value, context)),
    String,
  );
