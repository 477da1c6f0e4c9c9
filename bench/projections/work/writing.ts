import { readFileSync } from 'node:fs';
import { run } from '@casebook/casebook';
import type { Pool } from 'pg';
import type { Projection } from '@casebook/projection';
import { openDesk, type Place } from '../open-desk';
import type { Values } from './row-forms';
import { ways, type Target } from './ways';

export interface Written {
  readonly way: string;
  /** Whether the keys and indexes were there before the rows. */
  readonly keys: 'before' | 'after';
  readonly rows: number;
  /** Until rows and keys are there; processor seconds of the JavaScript process and of the database's. */
  readonly seconds: { readonly all: number; readonly here: number; readonly there: number };
}

const rowsWanted = 200_000;
const rowsACall = 5_000;
const target = 'writing.kept';

/** Processor seconds of a process of this machine. */
const processorSeconds = (pid: number): number => {
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = fields.split(' ').slice(11, 13).map(Number);
  return ((user ?? NaN) + (system ?? NaN)) / 100;
};

const columnsOf = (projection: Projection) => [
  { name: 'tenant', sql: 'text', read: '$' },
  { name: 'stream', sql: 'text', read: '$' },
  ...Object.entries(projection.columns).map(([name, { sql, read }]) => ({ name, sql, read })),
];

/** The finished rows of a read model in order of stream, many: as often as needed, each time under other streams. */
const rowsOf = async (pool: Pool, projection: Projection, table: string): Promise<ReadonlyArray<Values>> => {
  const read = columnsOf(projection).map(({ name, read: as }) => as.replace('$', () => `"${name}"`));
  const { rows: kept } = await pool.query<(string | null)[]>({
    text: `select ${read.join(', ')} from ${table}`,
    rowMode: 'array',
    types: { getTypeParser: () => (text: string) => text },
  });
  const copies = Math.ceil(rowsWanted / Math.max(kept.length, 1));
  const rows = Array.from({ length: copies }, (_, copy) =>
    kept.map(([tenant = null, stream = null, ...rest]): Values => [tenant, `${stream ?? ''}${copy}`, ...rest]),
  ).flat();
  const streamOf = ([, stream]: Values): string => stream ?? '';
  return rows.slice(0, rowsWanted).sort((a, b) => (streamOf(a) < streamOf(b) ? -1 : 1));
};

/** Rows of one read model brought in by one way after the other: nothing is read and nothing folded. */
export const written = async ({
  name,
  ...place
}: Place & { readonly name: string }): Promise<ReadonlyArray<Written>> => {
  const { pool, readModels, close } = await openDesk(place);
  await run(readModels.catchUp());
  const projection = readModels.projections.find((one) => one.name === name);
  if (projection === undefined) throw new Error(`there is no ${name}`);
  const table = `${name}_v${projection.version}`;
  const rows = await rowsOf(pool, projection, `casebook.${table}`);
  const { rows: indexes } = await pool.query<{ made: string }>(
    `select indexdef as made from pg_indexes where schemaname = 'casebook' and tablename = $1`,
    [table],
  );
  const keysMade = indexes.map(({ made }) => made.replace(/INDEX \S+ ON \S+/, () => `INDEX ON ${target}`));
  const client = await pool.connect();
  const { rows: own } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const pid = own[0]?.pid ?? 0;
  const into: Target = { table: target, columns: columnsOf(projection) };
  const results: Written[] = [];
  await client.query('create schema if not exists writing');
  for (const [way, bring] of Object.entries(ways))
    for (const keys of ['before', 'after'] as const) {
      await client.query(`drop table if exists ${target}; create table ${target} (like casebook.${table})`);
      await client.query('checkpoint');
      globalThis.gc?.();
      const [before, began, there] = [process.cpuUsage(), performance.now(), processorSeconds(pid)];
      if (keys === 'before') for (const made of keysMade) await client.query(made);
      for (let at = 0; at < rows.length; at += rowsACall) {
        await client.query('begin; set local synchronous_commit = off');
        await bring(client, into, rows.slice(at, at + rowsACall));
        await client.query('commit');
      }
      if (keys === 'after') for (const made of keysMade) await client.query(made);
      const { user, system } = process.cpuUsage(before);
      const seconds = {
        all: (performance.now() - began) / 1000,
        here: (user + system) / 1e6,
        there: processorSeconds(pid) - there,
      };
      results.push({ way, keys, rows: rows.length, seconds });
    }
  await client.query('drop schema writing cascade');
  client.release();
  await close();
  return results;
};
