import { queryOn, type Db } from '../database';
import { decoded } from '../encoded';
import { inOrderOfKey } from '../key';
import type { Projection, Row } from '../projection';
import { readAs } from '../sql/statements';
import { columnsOf, liveTable, qualified } from '../sql/table';
import { name } from '../sql/quoted';

export type Rows = { readonly [stream: string]: ReadonlyArray<Row> };

/** All rows of a projection's table, kept columns included, by stream. */
export const rowsIn = async (db: Db, schema: string, projection: Projection): Promise<Rows> => {
  const columns = columnsOf(projection).map(
    ([column, { read }]) => `${readAs('kept', column, read)} as ${name(column)}`,
  );
  const table = qualified(liveTable(schema, projection));
  const rows = new Map<string, Row[]>();
  for (const row of await queryOn(db)(`select ${['kept.stream', ...columns].join(', ')} from ${table} as kept`)) {
    const stream = row['stream'] ?? '';
    rows.set(stream, [...(rows.get(stream) ?? []), decoded(projection, row)]);
  }
  return byStream([...rows].map(([stream, all]) => [stream, inOrderOfKey(projection, all)]));
};

export const byStream = (rows: Iterable<readonly [string, ReadonlyArray<Row>]>): Rows =>
  Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
