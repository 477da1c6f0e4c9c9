import * as TE from 'fp-ts/TaskEither';
import type { LogHead, StoreUnavailable } from '@casebook/event-store';
import type { Database } from '../database';
import { codeOf } from '../failures';
import { namesIn } from '../schema/names';
import { sqlTypes } from '../sql-types';
import { unavailable } from './failures';

export interface LogHeads {
  readonly all: () => TE.TaskEither<StoreUnavailable, ReadonlyArray<LogHead>>;
  /** Adds a head; one at a position that is there already is left as it is. False where this role may only read. */
  readonly keep: (head: LogHead) => TE.TaskEither<StoreUnavailable, boolean>;
}

// insufficient_privilege, read_only_sql_transaction
const mayOnlyRead = new Set<unknown>(['42501', '25006']);

/** The heads that were seen when this log was checked, in its own database: good against all but those who can change that too. */
export const logHeads = ({ pool, schema }: Database): LogHeads => {
  const { heads } = namesIn(schema);
  return {
    all: () =>
      TE.tryCatch(async () => {
        const text = `select "position", "events", encode("root", 'hex') as "root", "seen_at" as "seenAt" from ${heads} order by "position"`;
        return (await pool.query<LogHead>({ text, types: sqlTypes })).rows;
      }, unavailable),
    keep: ({ position, events, root, seenAt }) =>
      TE.tryCatch(async () => {
        const text = `insert into ${heads} ("position", "events", "root", "seen_at") values ($1, $2, decode($3, 'hex'), $4) on conflict do nothing`;
        try {
          await pool.query(text, [position, events, root, seenAt]);
          return true;
        } catch (error) {
          if (mayOnlyRead.has(codeOf(error))) return false;
          throw error;
        }
      }, unavailable),
  };
};
