import * as TE from 'fp-ts/TaskEither';
import type { EventStore, LogPage, ReadLog, StoredEvent, StoreUnavailable } from '@casebook/event-store';
import type { Database } from '../database';
import type { Names } from '../schema/names';
import { sqlTypes } from '../sql-types';
import { unavailable } from './failures';
import { isWanted, wanted } from './filter';
import { columns, storedEvent, type Row } from './rows';

const attempted = <A>(read: () => Promise<A>): TE.TaskEither<StoreUnavailable, A> => TE.tryCatch(read, unavailable);

type Reading = Pick<EventStore, 'readStream' | 'readAll' | 'outcomeOf' | 'head'>;

/** The reading half of the store: each answer is one statement, pages of the whole log two. */
export const reader = ({ pool, engine }: Database, names: Names): Reading => {
  const events = async (
    where: string,
    values: ReadonlyArray<unknown>,
    prepared: { readonly name?: string } = {},
  ): Promise<ReadonlyArray<StoredEvent>> => {
    const text = `select ${columns} from ${names.events} as e where ${where}`;
    const { rows } = await pool.query<Row>({
      ...prepared,
      text,
      values: [...values],
      types: sqlTypes,
      rowMode: 'array',
    });
    return rows.map(storedEvent);
  };

  // Every command reads a stream, and half of that is planning. A server may be behind a pooler that knows no names.
  const streamStatement = engine === 'pglite' ? { name: `s ${names.events}` } : {};

  const readable = async (): Promise<number> => {
    const { rows } = await pool.query<{ position: number }>({
      text: `select ${names.readable}() as "position"`,
      types: sqlTypes,
    });
    return rows[0]?.position ?? 0;
  };

  // Its own statement after the first one, so that it sees all that was settled then.
  const page = async ({ after, upTo, limit, filter = {} }: ReadLog): Promise<LogPage> => {
    const end = Math.min(await readable(), upTo ?? Infinity);
    if (end <= after) return { events: [], position: Math.max(after, 0), end: true };
    const found = await events(`${isWanted} and e."position" <= $5 order by e."position" limit $6`, [
      ...wanted(after, filter),
      end,
      limit,
    ]);
    const last = found.length < limit ? end : (found[found.length - 1]?.position ?? end);
    return { events: found, position: last, end: last >= end };
  };

  return {
    readStream: (stream, { from = 0, upTo = null } = {}) =>
      attempted(() =>
        events(
          `e."stream" = $1 and e."revision" >= $2 and ($3::bigint is null or e."position" <= $3) order by e."revision"`,
          [stream, from, upTo],
          streamStatement,
        ),
      ),
    readAll: (options) => attempted(() => page(options)),
    outcomeOf: (stream, command) =>
      attempted(() => events(`e."stream" = $1 and e."command_id" = $2 order by e."revision"`, [stream, command])),
    head: () => attempted(readable),
  };
};
