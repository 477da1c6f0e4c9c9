import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import * as t from 'io-ts';
import { Instant } from '@casebook/vocabulary';
import type { Clock } from './clock';
import { decodeInput, invalid, type InvalidInput } from './input';

/** Of which moment a question speaks; of now by default. */
export interface When {
  /** What had happened by then, whenever the log learned of it. */
  readonly asOf?: string;
  /** What the log knew then. */
  readonly asKnown?: string;
  /** True: what the read models hold, without waiting for what the log has and they do not have yet. */
  readonly stale?: boolean;
}

export type Moment =
  | { readonly is: 'now'; readonly at: Instant; readonly stale: boolean }
  | { readonly is: 'past'; readonly at: Instant; readonly cut: { readonly occurred: Instant } | { readonly known: Instant } };

const Past = t.partial({ asOf: Instant, asKnown: Instant });

export const momentOf = (when: When, clock: Clock): E.Either<InvalidInput, Moment> =>
  pipe(
    decodeInput(Past, when),
    E.chain(({ asOf, asKnown }): E.Either<InvalidInput, Moment> => {
      if (asOf !== undefined && asKnown !== undefined) return E.left(invalid('asKnown: must be left out where asOf is given'));
      if (asOf !== undefined) return E.right({ is: 'past', at: asOf, cut: { occurred: asOf } });
      if (asKnown !== undefined) return E.right({ is: 'past', at: asKnown, cut: { known: asKnown } });
      return E.right({ is: 'now', at: clock(), stale: when.stale ?? false });
    }),
  );
