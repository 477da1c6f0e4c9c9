import type { StoredEvent, StreamName } from '@casebook/event-store';
import type { Context, Progress } from './advance';
import { queryOn } from './database';
import type { Entry } from './fold';
import { foldWhole } from './fold-stream';
import { entryOf, typesOf } from './page';
import { list } from './sql/quoted';
import { streamBatches } from './stream-batches';
import { readingAhead } from './streams-in-order';
import type { PreparedTable } from './sql/statements';

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

/**
 * Folds streams one after the other, each once, and inserts their rows: what is in memory at a time is a page, however long the
 * log is. Where an event cannot be folded its stream goes as far as it does in the live tables.
 */
export const foldStreams = async (
  { db, source }: Pick<Context, 'db' | 'source'>,
  wanting: ReadonlyArray<Wanting>,
  { upTo, keep }: Part,
  onProgress: (progress: Progress) => void,
): Promise<void> => {
  const listed = wanting.flatMap(({ streams }) => (streams === null ? [] : [...streams]));
  const types = typesOf(wanting.map(({ table }) => table.projection));
  const query = queryOn(db);
  let events = 0;
  const isAll = wanting.some((one) => one.streams === null);
  const wanted = { upTo, types, ...(isAll ? {} : { streams: [...new Set(listed)] }) };
  for await (const batch of readingAhead(streamBatches(source.log, wanted))) {
    const folded = wanting.map(nothingOf);
    for (const stored of batch.values()) {
      events += stored.length;
      const entries = stored.filter(keep).map((one) => entryOf(source, one));
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
