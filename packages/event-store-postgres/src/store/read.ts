import * as TE from 'fp-ts/TaskEither';
import {
  streamParts,
  type EventStore,
  type LogPage,
  type ReadByStream,
  type ReadLog,
  type StoredEvent,
  type StoreUnavailable,
  type StreamName,
  type StreamsPage,
} from '@casebook/event-store';
import type { TenantId } from '@casebook/vocabulary';
import type { Names } from '../schema/names';
import type { Ask, Statement } from './ask';
import { byStream } from './by-stream';
import { unavailable } from './failures';
import { isWanted, wanted } from './filter';
import { columns, storedEvent, type Row } from './rows';

const attempted = <A>(read: () => Promise<A>): TE.TaskEither<StoreUnavailable, A> => TE.tryCatch(read, unavailable);

const tenantOf = (stream: StreamName): TenantId => streamParts(stream).tenant;

type Reading = Pick<Required<EventStore>, 'readStream' | 'readAll' | 'readByStream' | 'head'>;

/** The reading half of the store: each answer is one statement, pages of the whole log two. */
export const reader = (ask: Ask, names: Names): Reading => {
  const events = async (
    where: string,
    values: ReadonlyArray<unknown>,
    prepared: Pick<Statement, 'name'> = {},
  ): Promise<ReadonlyArray<StoredEvent>> => {
    const text = `select ${columns} from ${names.events} as e where ${where}`;
    return (await ask.lists<Row>({ ...prepared, text, values: [...values] })).map(storedEvent);
  };

  // Every command reads a stream, and half of that is planning.
  const streamStatement = { name: `s ${names.events}` };

  const readable = async (): Promise<number> => {
    const [row] = await ask.rows<{ position: number }>({ text: `select ${names.readable}() as "position"` });
    return row?.position ?? 0;
  };

  // Its own statement after the first one, so that it sees all that was settled then.
  const page = async ({ after, upTo, limit, filter = {} }: ReadLog): Promise<LogPage> => {
    const end = Math.min(await readable(), upTo ?? Infinity);
    if (end <= after) return { events: [], position: Math.max(after, 0), end: true };
    const found = await events(`${isWanted} and e."position" <= $7 order by e."position" limit $8`, [
      ...wanted(after, filter),
      end,
      limit,
    ]);
    const last = found.length < limit ? end : (found[found.length - 1]?.position ?? end);
    return { events: found, position: last, end: last >= end };
  };

  const pageByStream = async (options: ReadByStream): Promise<StreamsPage> => {
    const upTo = Math.min(await readable(), options.upTo);
    const found = await byStream(ask, names, { ...options, upTo, limit: options.limit + 1 });
    return { events: found.slice(0, options.limit), end: found.length <= options.limit };
  };

  return {
    readStream: (stream, { from = 0, upTo = null } = {}) =>
      attempted(() =>
        events(
          `e."tenant" = $1 and e."stream" = $2 and e."revision" >= $3 and ($4::bigint is null or e."position" <= $4)
          order by e."revision"`,
          [tenantOf(stream), stream, from, upTo],
          streamStatement,
        ),
      ),
    readAll: (options) => attempted(() => page(options)),
    readByStream: (options) => attempted(() => pageByStream(options)),
    head: () => attempted(readable),
  };
};
