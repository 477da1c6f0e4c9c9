import { canonicalJson } from '@casebook/event-store';
import { inOrderOfKey, keyIn } from './key';
import type { Row } from './projection';
import type { Json } from '@casebook/vocabulary';
import { columnsOf, type Table } from './sql/table';

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

// Keys of JSON come back from the database in an order of its own.
const same = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && canonicalJson(a as Json) === canonicalJson(b as Json)); // columns hold JSON

/** How the stored rows of a stream differ from those that its events make. */
export const driftsOf = (
  { projection, name: table }: Table,
  { tenant, stream }: { readonly tenant: string; readonly stream: string },
  stored: ReadonlyArray<Row>,
  folded: ReadonlyArray<Row>,
): ReadonlyArray<Drift> => {
  const keyOf = (row: Row): string => JSON.stringify(keyIn(projection, row));
  const wanted = new Map(folded.map((row) => [keyOf(row), row]));
  const there = new Map(stored.map((row) => [keyOf(row), row]));
  const all = inOrderOfKey(projection, [...folded, ...stored.filter((row) => !wanted.has(keyOf(row)))]);
  return all.flatMap((row): ReadonlyArray<Drift> => {
    const [is, ought] = [there.get(keyOf(row)), wanted.get(keyOf(row))];
    const found = { projection: projection.name, table, tenant, stream, key: keyIn(projection, row) };
    if (is === undefined) return [{ kind: 'missing', ...found, column: null, stored: null, folded: ought }];
    if (ought === undefined) return [{ kind: 'surplus', ...found, column: null, stored: is, folded: null }];
    return columnsOf(projection).flatMap(([column]) =>
      same(is[column], ought[column])
        ? []
        : [{ kind: 'changed' as const, ...found, column, stored: is[column], folded: ought[column] }],
    );
  });
};
