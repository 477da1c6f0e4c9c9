import type { StreamName } from '@casebook/event-store';
import type { Query } from './database';
import { decoded } from './encoded';
import type { Row } from './projection';
import { list } from './sql/quoted';
import { qualified } from './sql/table';
import type { PreparedTable } from './sql/statements';

/** By stream. */
export type StoredRows = ReadonlyMap<string, ReadonlyArray<Row>>;

/** The rows of these streams, in no order. */
export const storedRows = async (
  query: Query,
  { projection, statements }: PreparedTable,
  streams: ReadonlyArray<{ readonly tenant: string; readonly stream: string }>,
): Promise<StoredRows> => {
  const rows = new Map<string, Row[]>();
  if (streams.length === 0) return rows;
  const named = [list(streams.map(({ tenant }) => tenant)), list(streams.map(({ stream }) => stream))];
  for (const columns of await query(statements.load, named)) {
    const stream = columns['stream'] ?? '';
    const row = decoded(projection, columns);
    const all = rows.get(stream);
    if (all === undefined) rows.set(stream, [row]);
    else all.push(row);
  }
  return rows;
};

export const countRows = async (query: Query, table: PreparedTable): Promise<number> => {
  const [row] = await query(`select count(*)::text as rows from ${qualified(table)}`);
  return Number(row?.['rows']);
};

const atOnce = 1_000; // streams

/** The streams that have rows in a table, some at a time. */
export async function* storedStreams(query: Query, table: PreparedTable): AsyncGenerator<ReadonlyArray<StreamName>> {
  let after: readonly [string, string] = ['', ''];
  for (;;) {
    const rows = await query(
      `select distinct tenant, stream from ${qualified(table)} where (tenant, stream) > ($1, $2)
       order by tenant, stream limit ${atOnce}`,
      after,
    );
    if (rows.length > 0) yield rows.map(({ stream }) => (stream ?? '') as StreamName); // the kernel writes no others
    const last = rows[rows.length - 1];
    if (rows.length < atOnce || last === undefined) return;
    after = [last['tenant'] ?? '', last['stream'] ?? ''];
  }
}
