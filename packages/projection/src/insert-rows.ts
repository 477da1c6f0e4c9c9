import type { Query } from './database';
import { copied, copyInto } from './sql/copied';
import { list } from './sql/quoted';
import type { PreparedTable } from './sql/statements';

/** New rows for a table, gathered to be written at once. */
export interface Gathering {
  readonly add: (tenant: string, stream: string, values: ReadonlyArray<string | null>) => void;
  readonly rows: () => number;
  readonly write: (query: Query) => Promise<void>;
}

/** Rows of streams of which the table has none. Copying costs a third of inserting, where the database takes it. */
export const gathering = (table: PreparedTable, copies: boolean): Gathering => (copies ? copying : inserting)(table);

const copying = (table: PreparedTable): Gathering => {
  let [rows, text] = [0, ''];
  return {
    add: (tenant, stream, values) => {
      text += copied(tenant, stream, values);
      rows += 1;
    },
    rows: () => rows,
    write: async (query) => {
      if (rows > 0) await query(copyInto(table), [text]);
    },
  };
};

const inserting = ({ projection, statements }: PreparedTable): Gathering => {
  const tenants: string[] = [];
  const streams: string[] = [];
  const columns: (string | null)[][] = Object.keys(projection.columns).map(() => []);
  return {
    add: (tenant, stream, values) => {
      tenants.push(tenant);
      streams.push(stream);
      for (const [index, value] of values.entries()) columns[index]?.push(value);
    },
    rows: () => tenants.length,
    write: async (query) => {
      if (tenants.length > 0) await query(statements.insert, [tenants, streams, ...columns].map(list));
    },
  };
};
