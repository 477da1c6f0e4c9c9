import type { Context, Progress } from './advance';
import { catchUp, namesOf } from './catch-up';
import { headOf } from './ahead';
import { lockBuilds } from './builds';
import { lockCheckpoints } from './checkpoints';
import { transacted, type Query, type TextRow } from './database';
import type { Projection, Row } from './projection';
import { fill, openScratch } from './scratch';
import { name } from './sql/quoted';
import { readAs } from './sql/statements';
import { columnsOf, keyOf, liveTable, qualified, type Table } from './sql/table';

/** A stored value that the log does not make, or a row too many or too few. */
export interface Drift {
  readonly kind: 'changed' | 'missing' | 'surplus';
  readonly projection: string;
  readonly table: string;
  readonly tenant: string;
  readonly stream: string;
  /** The columns that tell the row from others of its stream. */
  readonly key: Row;
  /** Null where the whole row is missing or surplus. */
  readonly column: string | null;
  readonly stored: unknown;
  readonly folded: unknown;
}

/** Folds the log again and compares: the first thousand rows of each table that differ, column by column. */
export const check = async (
  context: Context,
  projections: ReadonlyArray<Projection>,
  onProgress: (progress: Progress) => void,
): Promise<ReadonlyArray<Drift>> => {
  const { db, schema } = context;
  const scratch = await openScratch(context, projections);
  try {
    let after = 0;
    for (;;) {
      const { position: upTo } = await catchUp(context, projections, await headOf(context), () => undefined);
      if (after === 0 || upTo > after) await fill(context, scratch.takers, { after, upTo }, onProgress);
      after = upTo;
      const drifts = await transacted(db, async (query) => {
        const builds = await lockBuilds(query, schema, namesOf(projections));
        const live = builds.filter(({ role }) => role === 'live').map(({ build }) => build);
        const checkpoints = await lockCheckpoints(query, schema, live);
        if (checkpoints.some(({ position }) => position !== upTo)) return 'moved';
        const found: Drift[] = [];
        for (const table of scratch.tables)
          found.push(...(await compare(query, liveTable(schema, table.projection), table)));
        return found;
      });
      if (drifts !== 'moved') return drifts;
    }
  } finally {
    await scratch.dispose();
  }
};

const compare = async (query: Query, stored: Table, folded: Table): Promise<ReadonlyArray<Drift>> => {
  const { projection } = stored;
  const columns = columnsOf(projection);
  const key = keyOf(projection);
  const all = (alias: string): string => columns.map(([column]) => `${alias}.${name(column)}`).join(', ');
  const one = (alias: string): ReadonlyArray<string> => [
    `${alias}.tenant as ${alias}_tenant`,
    `${alias}.stream as ${alias}_stream`,
    ...columns.map(([column, { read }], index) => `${readAs(alias, column, read)} as ${alias}_${index}`),
  ];
  const rows = await query(
    `select ${[...one('stored'), ...one('folded')].join(', ')}
     from ${qualified(stored)} as stored full join ${qualified(folded)} as folded
     on ${key.map((column) => `stored.${name(column)} = folded.${name(column)}`).join(' and ')}
     where stored.tenant is null or folded.tenant is null or row(${all('stored')}) is distinct from row(${all('folded')})
     order by ${key.map((column) => `coalesce(stored.${name(column)}, folded.${name(column)})`).join(', ')} limit 1000`,
  );
  return rows.flatMap((row) => drifts(stored, row));
};

const drifts = ({ projection, name: table }: Table, row: TextRow): ReadonlyArray<Drift> => {
  const side = (alias: string): Row | null =>
    row[`${alias}_tenant`] === null
      ? null
      : Object.fromEntries(
          columnsOf(projection).map(([column, { decode }], index) => {
            const written = row[`${alias}_${index}`] ?? null;
            return [column, written === null ? null : decode(written)];
          }),
        );
  const [stored, folded] = [side('stored'), side('folded')];
  const there = stored ?? folded ?? {};
  const found = {
    projection: projection.name,
    table,
    tenant: row['stored_tenant'] ?? row['folded_tenant'] ?? '',
    stream: row['stored_stream'] ?? row['folded_stream'] ?? '',
    key: Object.fromEntries(projection.key.map((column) => [column, there[column]])),
  };
  if (stored === null) return [{ kind: 'missing', ...found, column: null, stored: null, folded }];
  if (folded === null) return [{ kind: 'surplus', ...found, column: null, stored, folded: null }];
  return columnsOf(projection).flatMap(([column]) =>
    same(stored[column], folded[column])
      ? []
      : [{ kind: 'changed' as const, ...found, column, stored: stored[column], folded: folded[column] }],
  );
};

// Both were written by jsonb or by one and the same column, hence alike where they are equal.
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
