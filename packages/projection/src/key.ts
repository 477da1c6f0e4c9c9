import type { Projection, Row } from './projection';

type Key = string | number | boolean;

/** As PostgreSQL orders text by its bytes; comparing with `<` differs where characters need two units. */
const compareText = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    if (a.charCodeAt(index) !== b.charCodeAt(index)) return (a.codePointAt(index) ?? 0) - (b.codePointAt(index) ?? 0);
  }
  return a.length - b.length;
};

const compareKey = (a: Key, b: Key): number =>
  typeof a === 'string' && typeof b === 'string' ? compareText(a, b) : Number(a) - Number(b);

const compare = (key: ReadonlyArray<string>, a: Row, b: Row): number => {
  for (const column of key) {
    const order = compareKey(a[column] as Key, b[column] as Key); // the columns of a key are text, numbers, flags or instants
    if (order !== 0) return order;
  }
  return 0;
};

/**
 * A stream's rows in the order of their key, which is how handlers are promised them, wherever a page ended.
 * Throws a RangeError for two rows with one key.
 */
export const inOrderOfKey = (projection: Projection, rows: ReadonlyArray<Row>): ReadonlyArray<Row> => {
  if (rows.length < 2) return rows;
  const ordered = rows.every((row, index) => index === 0 || compare(projection.key, rows[index - 1] ?? row, row) < 0);
  if (ordered) return rows;
  const sorted = [...rows].sort((a, b) => compare(projection.key, a, b));
  sorted.forEach((row, index) => {
    const before = sorted[index - 1];
    if (before !== undefined && compare(projection.key, before, row) === 0)
      throw new RangeError(`${projection.name} has two rows with the key ${JSON.stringify(keyIn(projection, row))}`);
  });
  return sorted;
};

/** The values that tell a row from the others of its stream; empty where a stream has one row. */
export const keyIn = (projection: Projection, row: Row): Row =>
  Object.fromEntries(projection.key.map((column) => [column, row[column]]));
