import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

/** Values of a codec for which more holds; `name` says in words what they are. */
export const such = <A, O>(name: string, base: t.Type<A, O>, holds: (value: A) => boolean): t.Type<A, O> =>
  new t.Type(
    name,
    (value): value is A => base.is(value) && holds(value),
    (value, context) => {
      const read = base.validate(value, context);
      return E.isRight(read) && holds(read.right) ? read : t.failure(value, context);
    },
    base.encode,
  );
