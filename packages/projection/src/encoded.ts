import type { Projection, Row } from './projection';
import { columnsOf } from './sql/table';

/** A row as its columns hold it, in their order. Throws a RangeError for a value that would not come back as it was. */
export const encoded = (projection: Projection, row: Row): ReadonlyArray<string | null> =>
  columnsOf(projection).map(([name, column]) => {
    const value = row[name];
    if (value === null && column.nullable) return null;
    if (value === null || value === undefined) throw new RangeError(`${projection.name}.${name} is missing`);
    try {
      return column.encode(value);
    } catch (error) {
      // What a personal column was to hold is told to nobody.
      if (error instanceof RangeError && column.personal)
        throw new RangeError(`${projection.name}.${name} cannot hold its value`);
      throw error instanceof RangeError ? new RangeError(`${projection.name}.${name}: ${error.message}`) : error;
    }
  });

/** The row that these columns hold. */
export const decoded = (projection: Projection, row: { readonly [column: string]: string | null }): Row =>
  Object.fromEntries(
    columnsOf(projection).map(([name, column]) => {
      const written = row[name] ?? null;
      return [name, written === null ? null : column.decode(written)];
    }),
  );
