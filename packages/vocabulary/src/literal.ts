import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';
import { faults } from './faults';

/** A branded word from a value written in code or already known to be right. Throws, with the path of each fault, where it is not. */
export const literal = <A>(codec: t.Type<A, unknown>, value: t.OutputOf<typeof codec>): A => {
  const decoded = codec.decode(value);
  if (E.isRight(decoded)) return decoded.right;
  throw new TypeError(faults(decoded.left).join('; '));
};
