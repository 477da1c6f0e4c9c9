import * as TE from 'fp-ts/TaskEither';
import { streamParts, type LogFinding, type LogWitness, type StoreUnavailable, type Tail } from '@casebook/event-store';
import type { Database } from '../database';
import { namesIn } from '../schema/names';
import { sqlTypes } from '../sql-types';
import { unavailable } from './failures';

const columns = `"stream", "revision", encode("hash", 'hex') as "hash"`;

/** What the database keeps of the log's streams beside their events. */
export const logWitness = ({ pool, schema }: Database): LogWitness => {
  const { streams, events, positions } = namesIn(schema);
  const asked = <Row extends object>(
    text: string,
    values: ReadonlyArray<unknown> = [],
  ): TE.TaskEither<StoreUnavailable, ReadonlyArray<Row>> =>
    TE.tryCatch(async () => (await pool.query<Row>({ text, values: [...values], types: sqlTypes })).rows, unavailable);

  return {
    tails: (after, limit) =>
      asked<Tail>(
        `select ${columns} from ${streams} where ("stream", "tenant") > ($1, $2) order by "stream", "tenant" limit $3`,
        [after ?? '', after === null ? '' : streamParts(after).tenant, limit],
      ),
    tailOf: (stream) =>
      TE.map(([tail]: ReadonlyArray<Tail>) => tail ?? null)(
        asked<Tail>(`select ${columns} from ${streams} where "tenant" = $1 and "stream" = $2`, [
          streamParts(stream).tenant,
          stream,
        ]),
      ),
    // Not beyond the sequence as it is now, which is read after this statement's look at the events.
    strays: () =>
      asked<LogFinding>(
        `select case when e."position" > p.last_value then 'inserted' else 'changed' end as "kind", e."position", e."stream", e."revision"
        from ${events} as e, ${positions} as p
        where e."position" > p.last_value or not starts_with(e."stream", e."category" || '-' || e."tenant" || '_')`,
      ),
  };
};
