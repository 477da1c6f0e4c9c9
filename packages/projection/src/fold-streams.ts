import * as E from 'fp-ts/Either';
import type { Recorded, StoredEvent, StreamName } from '@casebook/event-store';
import type { Context, Progress } from './advance';
import { queryOn } from './database';
import { encoded } from './encoded';
import { orStop, Stopped } from './failure';
import { fold, inTime } from './fold';
import type { Source } from './page';
import type { Projection, Row, Typed } from './projection';
import { list } from './sql/quoted';
import type { PreparedTable } from './write-page';

/** A table, empty of these streams, and the streams that are to be folded into it. */
export interface Wanting {
  readonly table: PreparedTable;
  /** Null: all of them. */
  readonly streams: ReadonlySet<StreamName> | null;
}

/** How much of each stream counts. */
export interface Part {
  readonly upTo: number;
  readonly keep: (stored: StoredEvent) => boolean;
}

type Stream = ReadonlyArray<StoredEvent>;

const streamsAtOnce = 1_000;

const chunks = <A>(all: ReadonlyArray<A>): ReadonlyArray<ReadonlyArray<A>> =>
  Array.from({ length: Math.ceil(all.length / streamsAtOnce) }, (_, chunk) =>
    all.slice(chunk * streamsAtOnce, (chunk + 1) * streamsAtOnce),
  );

/** Whole streams, as they come page by page. */
async function* inOrder(
  { log, pageSize }: Source,
  types: ReadonlyArray<string>,
  upTo: number,
  streams: ReadonlyArray<StreamName> | null,
): AsyncGenerator<ReadonlyArray<Stream>, void> {
  const { readByStream } = log;
  if (readByStream === undefined) throw new TypeError('this log keeps no order by stream');
  const wanted = { ...(streams === null ? {} : { streams }), upTo, limit: pageSize, filter: { types } };
  let begun: StoredEvent[] = [];
  let last: StoredEvent | undefined;
  for (;;) {
    const after = last === undefined ? {} : { after: { stream: last.stream, revision: last.revision } };
    const { events, end } = await orStop(readByStream({ ...wanted, ...after }));
    last = events[events.length - 1];
    const whole: StoredEvent[][] = [];
    for (const event of events) {
      if (begun[0] !== undefined && begun[0].stream !== event.stream) {
        whole.push(begun);
        begun = [];
      }
      begun.push(event);
    }
    if (end && begun.length > 0) whole.push(begun);
    yield whole;
    if (end) return;
  }
}

async function* oneByOne(
  { log }: Source,
  upTo: number,
  streams: ReadonlyArray<StreamName>,
): AsyncGenerator<ReadonlyArray<Stream>, void> {
  for (const some of chunks(streams)) {
    const whole: Stream[] = [];
    for (const stream of some) whole.push(await orStop(log.readStream(stream, { upTo })));
    yield whole.filter((events) => events.length > 0);
  }
}

async function* wholeStreams(
  source: Source,
  types: ReadonlyArray<string>,
  upTo: number,
  streams: ReadonlyArray<StreamName> | null,
): AsyncGenerator<ReadonlyArray<Stream>, void> {
  if (streams === null) yield* inOrder(source, types, upTo, null);
  else if (source.log.readByStream === undefined) yield* oneByOne(source, upTo, streams);
  else for (const some of chunks(streams)) yield* inOrder(source, types, upTo, some);
}

/** The same, with the next one under way while one is worked on. */
async function* readingAhead<A>(pages: AsyncGenerator<A, void>): AsyncGenerator<A, void> {
  let next = pages.next();
  for (;;) {
    const page = await next;
    if (page.done === true) return;
    next = pages.next();
    next.catch(() => undefined); // awaited in the next round
    yield page.value;
  }
}

/**
 * Folds streams one after the other, each once, and inserts their rows: what is in memory at a time is a page, however long the
 * log is. All streams of a log can only be had from one that keeps an order by stream.
 */
export const foldStreams = async (
  { db, source }: Context,
  wanting: ReadonlyArray<Wanting>,
  { upTo, keep }: Part,
  onProgress: (progress: Progress) => void,
): Promise<void> => {
  const listed = wanting.flatMap(({ streams }) => (streams === null ? [] : [...streams]));
  const streams = wanting.some((one) => one.streams === null) ? null : [...new Set(listed)];
  const types = [...new Set(wanting.flatMap(({ table }) => Object.keys(table.projection.on)))];
  const query = queryOn(db);
  let events = 0;
  for await (const page of readingAhead(wholeStreams(source, types, upTo, streams))) {
    const rows = wanting.map((): Written[] => []);
    for (const stored of page) {
      events += stored.length;
      const recorded = recordedOf(source, stored.filter(keep), types);
      const [first] = recorded;
      if (first === undefined) continue;
      wanting.forEach((one, index) => {
        if (one.streams !== null && !one.streams.has(first.stream)) return;
        for (const row of foldedBy(one.table.projection, recorded))
          rows[index]?.push({ tenant: first.tenant, stream: first.stream, row });
      });
    }
    for (const [index, { table }] of wanting.entries()) {
      const written = rows[index] ?? [];
      if (written.length > 0) await query(table.statements.write, parametersOf(table.projection, written));
    }
    onProgress({ events, position: 0 });
  }
};

interface Written {
  readonly tenant: string;
  readonly stream: string;
  readonly row: Row;
}

const recordedOf = ({ codec }: Source, stored: Stream, types: ReadonlyArray<string>): ReadonlyArray<Recorded<Typed>> =>
  stored
    .filter(({ type }) => types.includes(type))
    .map((event) => {
      const decoded = codec.decode(event);
      if (E.isLeft(decoded)) throw new Stopped(decoded.left);
      return decoded.right;
    })
    .sort(inTime);

const failed = (projection: Projection, stream: string, error: unknown): Stopped => {
  const message = error instanceof Error ? error.message : String(error);
  return new Stopped({ type: 'ProjectionFailed', projection: projection.name, stream, revision: null, message }, error);
};

const foldedBy = (projection: Projection, events: ReadonlyArray<Recorded<Typed>>): ReadonlyArray<Row> => {
  try {
    return fold(projection, [], events);
  } catch (error) {
    throw failed(projection, events[0]?.stream ?? '', error);
  }
};

const parametersOf = (projection: Projection, written: ReadonlyArray<Written>): ReadonlyArray<string> => {
  const columns: (string | null)[][] = Object.keys(projection.columns).map(() => []);
  for (const { stream, row } of written) {
    try {
      encoded(projection, row).forEach((value, index) => columns[index]?.push(value));
    } catch (error) {
      throw failed(projection, stream, error);
    }
  }
  return [list(written.map(({ tenant }) => tenant)), list(written.map(({ stream }) => stream)), ...columns.map(list)];
};
