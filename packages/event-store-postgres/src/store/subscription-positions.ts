import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type {
  StoreUnavailable,
  SubscriptionFilterChanged,
  SubscriptionHeld,
  SubscriptionKey,
  SubscriptionLost,
  SubscriptionPositions,
} from '@casebook/event-store';
import type { Instant } from '@casebook/vocabulary';
import type { Database } from '../database';
import { namesIn } from '../schema/names';
import { sqlTypes } from '../sql-types';
import { unavailable } from './failures';

export interface PostgresPositionsOptions {
  /** How long a lease lasts from one save to the next: milliseconds, 7000 by default. */
  readonly lease?: number;
}

interface Found {
  readonly position: number;
  readonly filter: string | null;
  readonly holder: string | null;
  readonly expires_at: Instant | null;
}

/** Positions in the schema of the log, which `migrate` has prepared. Leases are by the database's clock. */
export const postgresSubscriptionPositions = (
  { pool, schema }: Database,
  { lease: millis = 7_000 }: PostgresPositionsOptions = {},
): SubscriptionPositions => {
  const { subscriptions } = namesIn(schema);
  const expires = `clock_timestamp() + ${Math.floor(millis)} * interval '1 millisecond'`;

  const rows = <Row extends object>(
    text: string,
    values: ReadonlyArray<unknown>,
  ): TE.TaskEither<StoreUnavailable, ReadonlyArray<Row>> =>
    TE.tryCatch(async () => (await pool.query<Row>({ text, values: [...values], types: sqlTypes })).rows, unavailable);

  const found = ({ tenant, name }: SubscriptionKey): TE.TaskEither<StoreUnavailable, Found | undefined> =>
    pipe(
      rows<Found>(
        `select "position", "filter", case when "expires_at" > clock_timestamp() then "holder" end as "holder", "expires_at"
from ${subscriptions} where "tenant" = $1 and "name" = $2`,
        [tenant, name],
      ),
      TE.map(([row]) => row),
    );

  const claim: SubscriptionPositions['claim'] = (wanted) => {
    const { tenant, name, filter, after, holder } = wanted;
    const key = { tenant, name };
    return pipe(
      rows<{ position: number; epoch: number }>(
        `insert into ${subscriptions} as s ("tenant", "name", "position", "filter", "epoch", "holder", "expires_at")
values ($1, $2, $3, $4, 1, $5, ${expires})
on conflict ("tenant", "name") do update
set "filter" = excluded."filter", "epoch" = s."epoch" + 1, "holder" = excluded."holder", "expires_at" = ${expires}
where coalesce(s."expires_at" <= clock_timestamp(), true) and coalesce(s."filter" = excluded."filter", true)
returning "position", "epoch"`,
        [tenant, name, after, filter, holder],
      ),
      TE.chainW(([row]) =>
        row !== undefined
          ? TE.right({ ...key, ...row, millis })
          : pipe(
              found(key),
              TE.chainW((other) => {
                const begun = other?.filter ?? filter;
                if (begun !== filter)
                  return TE.left<SubscriptionFilterChanged>({
                    type: 'SubscriptionFilterChanged',
                    ...key,
                    filter: begun,
                  });
                const by = other?.holder ?? null;
                const until = other?.expires_at ?? null;
                // It was let go in this very moment.
                if (by === null || until === null) return claim(wanted);
                return TE.left<SubscriptionHeld>({ type: 'SubscriptionHeld', ...key, by, until });
              }),
            ),
      ),
    );
  };

  return {
    claim,
    save: (lease, position) =>
      pipe(
        rows(
          `update ${subscriptions} set "position" = $5, "expires_at" = ${expires}
where "tenant" = $1 and "name" = $2 and "epoch" = $3 and "position" in ($4, $5) and "expires_at" is not null
returning "position"`,
          [lease.tenant, lease.name, lease.epoch, lease.position, position],
        ),
        TE.chainEitherKW(([row]) =>
          row === undefined
            ? E.left<SubscriptionLost>({ type: 'SubscriptionLost', tenant: lease.tenant, name: lease.name })
            : E.right({ ...lease, position }),
        ),
      ),
    release: ({ tenant, name, epoch }) =>
      pipe(
        rows(
          `update ${subscriptions} set "holder" = null, "expires_at" = null where "tenant" = $1 and "name" = $2 and "epoch" = $3`,
          [tenant, name, epoch],
        ),
        TE.map(() => undefined),
      ),
    find: (key) =>
      pipe(
        found(key),
        TE.map((row) => {
          if (row === undefined) return O.none;
          const { position, holder: by, expires_at: until } = row;
          return O.some({ ...key, position, held: by === null || until === null ? null : { by, until } });
        }),
      ),
    reset: ({ tenant, name }, position) =>
      pipe(
        rows(
          `insert into ${subscriptions} as s ("tenant", "name", "position", "epoch") values ($1, $2, $3, 1)
on conflict ("tenant", "name") do update
set "position" = excluded."position", "filter" = null, "epoch" = s."epoch" + 1, "holder" = null, "expires_at" = null`,
          [tenant, name, position],
        ),
        TE.map(() => undefined),
      ),
  };
};
