import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import type * as t from 'io-ts';
import { faults } from '@casebook/vocabulary';

/** What the caller gave does not fit: one line a fault, with its path. */
export interface InvalidInput {
  readonly type: 'InvalidInput';
  readonly faults: ReadonlyArray<string>;
}

export const invalid = (...lines: ReadonlyArray<string>): InvalidInput => ({ type: 'InvalidInput', faults: lines });

/** What a caller wrote in plain strings, as the words of the domain. */
export const decodeInput = <A>(codec: t.Decoder<unknown, A>, input: unknown): E.Either<InvalidInput, A> =>
  pipe(
    codec.decode(input),
    E.mapLeft((errors) => invalid(...faults(errors))),
  );
