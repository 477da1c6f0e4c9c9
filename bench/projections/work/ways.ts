import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';
import { arrayAsText, arrayInBinary, copyBinary, copyText, type Values } from './row-forms';

/** A table, and the names and types of its columns. */
export interface Target {
  readonly table: string;
  readonly columns: ReadonlyArray<{ readonly name: string; readonly sql: string }>;
}

/** One way to bring rows into a table. */
export type Way = (client: PoolClient, target: Target, rows: ReadonlyArray<Values>) => Promise<void>;

const namesIn = ({ columns }: Target): string => columns.map(({ name }) => `"${name}"`).join(', ');

const transposed = ({ columns }: Target, rows: ReadonlyArray<Values>): ReadonlyArray<Values> =>
  columns.map((_, index) => rows.map((row) => row[index] ?? null));

/** All rows by one insert, each column an array: of text, cast there, or of its own type. */
const insert = async (
  client: PoolClient,
  target: Target,
  { arrays, values }: { readonly arrays: 'text' | 'typed'; readonly values: ReadonlyArray<string | Buffer> },
): Promise<void> => {
  const given = target.columns.map(({ sql }, index) => `$${index + 1}::${arrays === 'typed' ? sql : 'text'}[]`);
  const made = target.columns.map(({ sql }, index) => (arrays === 'typed' ? `v${index}` : `v${index}::${sql}`));
  const aliases = target.columns.map((_, index) => `v${index}`);
  const text = `insert into ${target.table} (${namesIn(target)})
    select ${made.join(', ')} from unnest(${given.join(', ')}) as given (${aliases.join(', ')})`;
  await client.query({ text, values: [...values] });
};

const copy = async (client: PoolClient, target: Target, format: string, bytes: string | Buffer): Promise<void> => {
  const into = client.query(from(`copy ${target.table} (${namesIn(target)}) from stdin (format ${format})`));
  await pipeline(Readable.from([bytes]), into);
};

export const ways: { readonly [name: string]: Way } = {
  'insert, arrays of text as text': (client, target, rows) =>
    insert(client, target, { arrays: 'text', values: transposed(target, rows).map(arrayAsText) }),
  'insert, arrays of text in binary': (client, target, rows) =>
    insert(client, target, {
      arrays: 'text',
      values: transposed(target, rows).map((column) => arrayInBinary(column, 'text')),
    }),
  'insert, typed arrays in binary': (client, target, rows) =>
    insert(client, target, {
      arrays: 'typed',
      values: transposed(target, rows).map((column, index) => arrayInBinary(column, target.columns[index]?.sql ?? '')),
    }),
  'copy in text': (client, target, rows) => copy(client, target, 'text', copyText(rows)),
  'copy in binary': (client, target, rows) => {
    const types = target.columns.map(({ sql }) => sql);
    return copy(client, target, 'binary', copyBinary(rows, types));
  },
};
