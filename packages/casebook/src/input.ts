import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as t from 'io-ts';
import { faults } from '@casebook/vocabulary';

/** What the caller gave does not fit: one line a fault, with its path. */
export interface InvalidInput {
  readonly type: 'InvalidInput';
  readonly faults: ReadonlyArray<string>;
}

export const invalid = (...lines: ReadonlyArray<string>): InvalidInput => ({ type: 'InvalidInput', faults: lines });

/** A position of the log; 0 is before its first event. */
export const Position = t.refinement(
  t.Integer,
  (position) => position >= 0 && Number.isSafeInteger(position),
  'Position',
);

/** What a caller wrote in plain strings, as the words of the domain. */
export const decodeInput = <A>(codec: t.Decoder<unknown, A>, input: unknown): E.Either<InvalidInput, A> =>
  pipe(
    codec.decode(input),
    E.mapLeft((errors) => invalid(...faults(errors))),
  );
