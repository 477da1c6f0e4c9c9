import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import * as t from 'io-ts';
import type { Kysely } from 'kysely';
import type { Projection, ReadModelFailure, ReadModels, TablesOf } from '@casebook/projection';
import { WrittenInstant, type Instant, type TenantId } from '@casebook/vocabulary';
import type { Clock } from './clock';
import { decodeInput, invalid, Position, type InvalidInput } from './input';

/** Of which moment a question speaks; of now by default. */
export interface When {
  /** What had happened by then, whenever the log learned of it. */
  readonly asOf?: string | undefined;
  /** What the log knew then. */
  readonly asKnown?: string | undefined;
  /** True: what the read models hold, without waiting for what the log has and they do not have yet. */
  readonly stale?: boolean | undefined;
  /** All up to this position of the log, such as that of an event you have written, in whichever process; what is beyond is not waited for. */
  readonly atLeast?: number | undefined;
  /** Told before the answer: all up to this position of the log is in it. */
  readonly onPosition?: ((position: number) => void) | undefined;
}

export type Moment =
  | { readonly is: 'now'; readonly at: Instant; readonly stale: boolean; readonly atLeast: number | null }
  | {
      readonly is: 'past';
      readonly at: Instant;
      readonly cut: { readonly occurred: Instant } | { readonly known: Instant };
    };

const Asked = t.partial({ asOf: WrittenInstant, asKnown: WrittenInstant, stale: t.boolean, atLeast: Position });

export const momentOf = (when: When, clock: Clock): E.Either<InvalidInput, Moment> =>
  pipe(
    decodeInput(Asked, when),
    E.chain(({ asOf, asKnown, stale = false, atLeast = null }): E.Either<InvalidInput, Moment> => {
      if (asOf !== undefined && asKnown !== undefined)
        return E.left(invalid('asKnown: must be left out where asOf is given'));
      if (stale && atLeast !== null) return E.left(invalid('atLeast: must be left out where stale is true'));
      if (asOf !== undefined) return E.right({ is: 'past', at: asOf, cut: { occurred: asOf } });
      if (asKnown !== undefined) return E.right({ is: 'past', at: asKnown, cut: { known: asKnown } });
      return E.right({ is: 'now', at: clock(), stale, atLeast });
    }),
  );

export type QueryFailure = InvalidInput | ReadModelFailure;

/** The views that a question is asked of. */
export interface Views {
  readonly db: ReadModels['db'];
  readonly schema: string;
}

/** Brings the read models to where a question of now wants them; gives the position they are at, at least. */
const brought = (
  readModels: ReadModels,
  { stale, atLeast }: Extract<Moment, { readonly is: 'now' }>,
): TE.TaskEither<ReadModelFailure, number> => {
  if (stale) return readModels.position();
  if (atLeast !== null)
    return pipe(
      readModels.waitFor(atLeast),
      TE.chain(() => readModels.position()),
    );
  return pipe(
    readModels.catchUp(),
    TE.map(({ position }) => position),
  );
};

/** Asks read models: of now, after they have taken in all that the log holds, or of a past moment, folded for the question. */
export const viewsAt =
  (readModels: ReadModels, schema: string, clock: Clock) =>
  <F, A>(
    names: ReadonlyArray<string>,
    question: (views: Views, moment: Moment) => TE.TaskEither<F, A>,
    when: When = {},
  ): TE.TaskEither<QueryFailure | F, A> =>
    pipe(
      TE.fromEither(momentOf(when, clock)),
      TE.chainW((moment): TE.TaskEither<ReadModelFailure | F, A> => {
        if (moment.is === 'past')
          return TE.bracketW(
            readModels.asOf(moment.cut, names),
            (views) => {
              when.onPosition?.(views.position);
              return question(views, moment);
            },
            ({ dispose }) => TE.tryCatch(dispose, unavailable),
          );
        const now = question({ db: readModels.db, schema }, moment);
        if (moment.stale && when.onPosition === undefined) return now;
        return pipe(
          brought(readModels, moment),
          TE.chainW((position) => {
            when.onPosition?.(position);
            return now;
          }),
        );
      }),
    );

const unavailable = (error: unknown): ReadModelFailure => ({
  type: 'StoreUnavailable',
  message: error instanceof Error ? error.message : String(error),
});

export type ViewsAt = ReturnType<typeof viewsAt>;

/** A question that knows only the views and the instant. Whoever asks says which tables the names stand for. */
export const asker =
  (views: ViewsAt) =>
  <Tables, A>(
    names: ReadonlyArray<string>,
    question: (db: Kysely<Tables>, at: Instant) => Promise<A>,
    when?: When,
  ): TE.TaskEither<QueryFailure, A> =>
    views(names, ({ db }, { at }) => TE.tryCatch(() => question(db as Kysely<Tables>, at), unavailable), when); // as it says

export type Ask = ReturnType<typeof asker>;

/** A question of somebody else's to read models, ours or theirs. */
export const queryOf =
  (tenant: TenantId, ask: Ask) =>
  <const All extends ReadonlyArray<Projection>, A>(
    of: All,
    question: (db: Kysely<TablesOf<All>>, of: { readonly tenant: TenantId; readonly at: Instant }) => Promise<A>,
    when?: When,
  ): TE.TaskEither<QueryFailure, A> =>
    ask(
      of.map(({ name }) => name),
      (db: Kysely<TablesOf<All>>, at) => question(db, { tenant, at }),
      when,
    );

export type Query = ReturnType<typeof queryOf>;
