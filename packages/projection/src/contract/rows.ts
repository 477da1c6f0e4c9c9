import { queryOn, type Db } from '../database';
import { decoded } from '../encoded';
import { inOrderOfKey } from '../key';
import type { Columns, Projection, Row } from '../projection';
import { readAs } from '../sql/statements';
import { columnsOf, liveTable, qualified } from '../sql/table';
import { name } from '../sql/quoted';

export type Rows = { readonly [stream: string]: ReadonlyArray<Row> };

/** All rows of a projection's table, kept columns included, by stream. */
export const rowsIn = (db: Db, schema: string, projection: Projection): Promise<Rows> =>
  rowsOfRelation(db, qualified(liveTable(schema, projection)), projection);

/** What people read of a projection's rows, by stream. */
export const shownIn = (db: Db, schema: string, projection: Projection): Promise<Rows> =>
  rowsOfRelation(db, qualified({ schema, name: projection.name }), shown(projection));

/** The same read model without the columns that are in no view. */
const shown = (projection: Projection): Projection => ({
  ...projection,
  columns: Object.fromEntries(columnsOf(projection).filter(([, column]) => column.shown)) satisfies Columns,
});

/** Rows without the columns that are in no view. */
export const shownOf = (projection: Projection, rows: Rows): Rows => {
  const columns = columnsOf(shown(projection)).map(([column]) => column);
  return byStream(
    Object.entries(rows).map(([stream, all]) => [
      stream,
      all.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]]))),
    ]),
  );
};

const rowsOfRelation = async (db: Db, relation: string, projection: Projection): Promise<Rows> => {
  const columns = columnsOf(projection).map(
    ([column, { read }]) => `${readAs('kept', column, read)} as ${name(column)}`,
  );
  const rows = new Map<string, Row[]>();
  for (const row of await queryOn(db)(`select ${['kept.stream', ...columns].join(', ')} from ${relation} as kept`)) {
    const stream = row['stream'] ?? '';
    rows.set(stream, [...(rows.get(stream) ?? []), decoded(projection, row)]);
  }
  return byStream([...rows].map(([stream, all]) => [stream, inOrderOfKey(projection, all)]));
};

export const byStream = (rows: Iterable<readonly [string, ReadonlyArray<Row>]>): Rows =>
  Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
