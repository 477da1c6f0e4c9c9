import { readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { run } from '@casebook/casebook';
import type { Projection } from '@casebook/projection';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { openDesk, type Place } from '../open-desk';

export interface Written {
  readonly way: string;
  readonly keys: 'before' | 'after';
  readonly rows: number;
  readonly rowsACall: number;
  /** Until the rows are there; with their keys; the JavaScript process alone. */
  readonly seconds: {
    readonly rows: number;
    readonly all: number;
    readonly processor: number;
    readonly server: number;
  };
}

type Values = ReadonlyArray<string | null>;

interface Shape {
  readonly columns: ReadonlyArray<{ readonly name: string; readonly sql: string }>;
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
const textForm = (values: Values): string =>
  `{${values.map((value) => (value === null ? 'NULL' : quoted(value))).join()}}`;

/** A text[] as PostgreSQL sends it: dimensions, nulls, type, length, lower bound, then each value after its length. */
const binaryForm = (values: Values): Buffer => {
  let most = 20;
  for (const value of values) most += 4 + (value === null ? 0 : value.length * 3);
  const bytes = Buffer.allocUnsafe(most);
  [1, 1, 25, values.length, 1].forEach((word, index) => bytes.writeInt32BE(word, index * 4));
  let end = 20;
  for (const value of values) {
    const length = value === null ? -1 : bytes.write(value, end + 4);
    bytes.writeInt32BE(length, end);
    end += 4 + Math.max(length, 0);
  }
  return bytes.subarray(0, end);
};

const special: { readonly [character: string]: string } = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const field = (value: string | null): string =>
  value === null
    ? '\\N'
    : /[\\\n\r\t]/.test(value)
      ? value.replace(/[\\\n\r\t]/g, (found) => special[found] ?? found)
      : value;
const copyLines = (rows: ReadonlyArray<Values>): string => rows.map((row) => `${row.map(field).join('\t')}\n`).join('');

const copyBinary = (
  rows: ReadonlyArray<Values>,
  encoders: ReadonlyArray<(value: string, into: Buffer, at: number) => number>,
): Buffer => {
  let most = 32;
  for (const row of rows) for (const value of row) most += 16 + (value === null ? 0 : value.length * 3);
  const bytes = Buffer.allocUnsafe(most);
  let end = bytes.write('PGCOPY\n\u00ff\r\n\0', 'latin1');
  end = bytes.writeInt32BE(0, end);
  end = bytes.writeInt32BE(0, end);
  for (const row of rows) {
    end = bytes.writeInt16BE(row.length, end);
    for (let index = 0; index < row.length; index += 1) {
      const value = row[index] ?? null;
      const length = value === null ? -1 : (encoders[index]?.(value, bytes, end + 4) ?? 0);
      bytes.writeInt32BE(length, end);
      end += 4 + Math.max(length, 0);
    }
  }
  end = bytes.writeInt16BE(-1, end);
  return bytes.subarray(0, end);
};

const epoch2000 = Date.parse('2000-01-01T00:00:00.000Z');
const binaryOf =
  (sql: string) =>
  (value: string, into: Buffer, at: number): number => {
    if (sql === 'bigint') return into.writeBigInt64BE(BigInt(value), at) - at;
    if (sql === 'integer') return into.writeInt32BE(Number(value), at) - at;
    if (sql === 'boolean') return into.writeInt8(value === 'true' ? 1 : 0, at) - at;
    if (sql === 'timestamptz') return into.writeBigInt64BE(BigInt(Date.parse(value) - epoch2000) * 1000n, at) - at;
    if (sql === 'jsonb') {
      into.writeInt8(1, at);
      return 1 + into.write(value, at + 1);
    }
    return into.write(value, at);
  };

const types: { readonly [sql: string]: number } = {
  text: 25,
  integer: 23,
  bigint: 20,
  boolean: 16,
  timestamptz: 1184,
  jsonb: 3802,
};

/** An array of its own type in binary, so that nothing is parsed there. */
const typedForm = (values: Values, sql: string): Buffer => {
  const encode = binaryOf(sql);
  let most = 20;
  for (const value of values) most += 12 + (value === null ? 0 : value.length * 3);
  const bytes = Buffer.allocUnsafe(most);
  [1, 1, types[sql] ?? 25, values.length, 1].forEach((word, index) => bytes.writeInt32BE(word, index * 4));
  let end = 20;
  for (const value of values) {
    const length = value === null ? -1 : encode(value, bytes, end + 4);
    bytes.writeInt32BE(length, end);
    end += 4 + Math.max(length, 0);
  }
  return bytes.subarray(0, end);
};

const insertOf = (table: string, { columns }: Shape, array: (index: number) => string): string =>
  `insert into ${table} (${columns.map(({ name }) => `"${name}"`).join(', ')})
   select ${columns.map(({ sql }, index) => (sql === 'text' ? `v${index}` : `v${index}::${sql}`)).join(', ')}
   from unnest(${columns.map((_, index) => array(index)).join(', ')}) as given (${columns.map((_, index) => `v${index}`).join(', ')})`;

type Way = (client: PoolClient, table: string, shape: Shape, rows: ReadonlyArray<Values>) => Promise<void>;

const transposed = ({ columns }: Shape, rows: ReadonlyArray<Values>): ReadonlyArray<Values> =>
  columns.map((_, index) => rows.map((row) => row[index] ?? null));

const ways: { readonly [name: string]: Way } = {
  'insert, arrays as text': async (client, table, shape, rows) => {
    const text = insertOf(table, shape, (index) => `$${index + 1}::text::text[]`);
    await client.query({ text, values: transposed(shape, rows).map(textForm) });
  },
  'insert, arrays in binary': async (client, table, shape, rows) => {
    const text = insertOf(table, shape, (index) => `$${index + 1}::text[]`);
    await client.query({ text, values: transposed(shape, rows).map(binaryForm) });
  },
  'insert, typed arrays in binary': async (client, table, shape, rows) => {
    const { columns } = shape;
    const plain = { columns: columns.map(({ name }) => ({ name, sql: 'text' })) };
    const text = insertOf(table, plain, (index) => `$${index + 1}::${columns[index]?.sql ?? ''}[]`);
    const values = transposed(shape, rows).map((column, index) => typedForm(column, columns[index]?.sql ?? ''));
    await client.query({ text, values });
  },
  'copy, text': async (client, table, { columns }, rows) => {
    const into = client.query(
      copyFrom(`copy ${table} (${columns.map(({ name }) => `"${name}"`).join(', ')}) from stdin`),
    );
    await pipeline(Readable.from([copyLines(rows)]), into);
  },
  'copy, binary': async (client, table, { columns }, rows) => {
    const into = client.query(
      copyFrom(`copy ${table} (${columns.map(({ name }) => `"${name}"`).join(', ')}) from stdin (format binary)`),
    );
    const encoders = columns.map(({ sql }) => binaryOf(sql));
    await pipeline(Readable.from([copyBinary(rows, encoders)]), into);
  },
};

const copies = 8;

/** Processor seconds of a process of this machine. */
const processorSeconds = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

/** Rows of one read model, many, brought in one by one way after the other: beside each other, without folding. */
export const written = async ({
  rowsACall,
  name,
  ...place
}: Place & { readonly rowsACall: number; readonly name: string }): Promise<ReadonlyArray<Written>> => {
  const { pool, readModels, close } = await openDesk(place);
  await run(readModels.catchUp());
  const projection: Projection | undefined = readModels.projections.find((one) => one.name === name);
  if (projection === undefined) throw new Error(`there is no ${name}`);
  const source = `casebook.${name}_v${projection.version}`;
  const columns = [
    { name: 'tenant', sql: 'text', read: '$' },
    { name: 'stream', sql: 'text', read: '$' },
    ...Object.entries(projection.columns).map(([column, { sql, read }]) => ({ name: column, sql, read })),
  ];
  const read = columns.map(({ name: column, read: how }) => how.replace('$', () => `"${column}"`)).join(', ');
  const { rows: kept } = await pool.query<(string | null)[]>({
    text: `select ${read} from ${source} order by stream collate "C"`,
    rowMode: 'array',
    types: { getTypeParser: () => (text: string) => text },
  });
  const rows: Values[] = [];
  for (let copy = 0; copy < copies; copy += 1)
    for (const [tenant = null, stream = null, ...rest] of kept)
      rows.push([tenant, `${stream?.slice(0, -1) ?? ''}${copy}`, ...rest]);
  rows.sort((a, b) => ((a[1] ?? '') < (b[1] ?? '') ? -1 : 1));
  const { rows: indexes } = await pool.query<{ made: string }>(
    `select indexdef as made from pg_indexes where schemaname = 'casebook' and tablename = '${name}_v${projection.version}'`,
  );
  const client = await pool.connect();
  const results: Written[] = [];
  const {
    rows: [own],
  } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const pid = own?.pid ?? 0;
  await client.query('create schema if not exists writing');
  for (let round = 0; round < 1; round += 1)
    for (const [way, bring] of Object.entries(ways))
      for (const keys of ['before', 'after'] as const) {
        await client.query(`drop table if exists writing.kept`);
        await client.query('checkpoint');
        await client.query(`create table writing.kept (like ${source})`);
        const made = indexes.map((one) => one.made.replace(/INDEX \S+ ON \S+/, 'INDEX ON writing.kept'));
        globalThis.gc?.();
        const [before, began, there] = [process.cpuUsage(), performance.now(), processorSeconds(pid)];
        if (keys === 'before') for (const one of made) await client.query(one);
        for (let at = 0; at < rows.length; at += rowsACall) {
          await client.query('begin; set local synchronous_commit = off');
          await bring(client, 'writing.kept', { columns }, rows.slice(at, at + rowsACall));
          await client.query('commit');
        }
        const between = performance.now();
        const { user, system } = process.cpuUsage(before);
        if (keys === 'after') for (const one of made) await client.query(one);
        const all = (performance.now() - began) / 1000;
        console.error(
          way,
          keys,
          ((between - began) / 1000).toFixed(2),
          all.toFixed(2),
          ((user + system) / 1e6).toFixed(2),
          (processorSeconds(pid) - there).toFixed(2),
        );
        results.push({
          way,
          keys,
          rows: rows.length,
          rowsACall,
          seconds: {
            rows: (between - began) / 1000,
            all,
            processor: (user + system) / 1e6,
            server: processorSeconds(pid) - there,
          },
        });
      }
  client.release();
  await close();
  return results;
};
