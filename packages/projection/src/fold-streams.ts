import type { StoredEvent, StreamName } from '@casebook/event-store';
import type { Context, Progress } from './advance';
import { queryOn } from './database';
import { orStop } from './failure';
import type { Entry } from './fold';
import { foldWhole } from './fold-stream';
import { entryOf, typesOf } from './page';
import type { Source } from './source';
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
 * log is. Where an event cannot be folded its stream goes as far as it does in the live tables. All streams of a log can only be had
 * from one that keeps an order by stream.
 */
export const foldStreams = async (
  { db, source }: Pick<Context, 'db' | 'source'>,
  wanting: ReadonlyArray<Wanting>,
  { upTo, keep }: Part,
  onProgress: (progress: Progress) => void,
): Promise<void> => {
  const listed = wanting.flatMap(({ streams }) => (streams === null ? [] : [...streams]));
  const streams = wanting.some((one) => one.streams === null) ? null : [...new Set(listed)];
  const types = typesOf(wanting.map(({ table }) => table.projection));
  const handled = new Set(types);
  const query = queryOn(db);
  let events = 0;
  for await (const page of readingAhead(wholeStreams(source, types, upTo, streams))) {
    const folded = wanting.map(nothingOf);
    for (const stored of page) {
      events += stored.length;
      const entries = stored
        .filter((event) => handled.has(event.type) && keep(event))
        .map((one) => entryOf(source, one));
      const [first] = entries;
      if (first === undefined) continue;
      for (const [index, { table, streams: own }] of wanting.entries())
        if (own === null || own.has(first.stream))
          put(folded[index], first, foldWhole(table.projection, entries).values);
    }
    for (const [index, { table }] of wanting.entries()) {
      const { tenants, names, columns } = folded[index] ?? nothingOf({ table });
      if (names.length > 0) await query(table.statements.write, [list(tenants), list(names), ...columns.map(list)]);
    }
    onProgress({ events, position: 0 });
  }
};

/** Rows as the statement that writes them takes them: column by column. */
interface Columns {
  readonly tenants: string[];
  readonly names: string[];
  readonly columns: ReadonlyArray<(string | null)[]>;
}

const nothingOf = ({ table }: Pick<Wanting, 'table'>): Columns => ({
  tenants: [],
  names: [],
  columns: Object.keys(table.projection.columns).map(() => []),
});

const put = (
  to: Columns | undefined,
  { tenant, stream }: Entry,
  rows: ReadonlyArray<ReadonlyArray<string | null>>,
): void => {
  for (const row of rows) {
    to?.tenants.push(tenant);
    to?.names.push(stream);
    for (const [index, value] of row.entries()) to?.columns[index]?.push(value);
  }
};
