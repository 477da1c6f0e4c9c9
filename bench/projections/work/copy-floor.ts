import { run } from '@casebook/casebook';
import type { Projection } from '@casebook/projection';
import type { Pool } from 'pg';
import { openDesk, type Place } from '../open-desk';

export interface Copied {
  readonly rows: number;
  readonly bytes: number;
  /** The rows alone, and with the keys and indexes added after. */
  readonly seconds: { readonly rows: number; readonly all: number };
}

interface Kept {
  readonly table: string;
  readonly keys: ReadonlyArray<string>;
}

const plain = 'bench_floor';

/** The tables of the read models, and what their keys and indexes are. */
const keptIn = async (pool: Pool, projections: ReadonlyArray<Projection>): Promise<ReadonlyArray<Kept>> => {
  const { rows: indexes } = await pool.query<{ table: string; made: string }>(
    `select tablename as table, indexdef as made from pg_indexes where schemaname = 'casebook'`,
  );
  return projections.map(({ name, version }) => {
    const table = `${name}_v${version}`;
    const made = indexes.filter((index) => index.table === table).map((index) => index.made);
    return { table, keys: made.map((one) => one.replace(/INDEX \S+ ON casebook\./, `INDEX ON ${plain}.`)) };
  });
};

/**
 * The finished rows of all read models as fast as PostgreSQL takes them: copied from files beside the server into tables of the
 * same columns, the keys added at the end. No JavaScript, no network.
 */
export const copied = async (place: Place): Promise<Copied> => {
  const { pool, readModels, close } = await openDesk(place);
  await run(readModels.catchUp());
  const kept = await keptIn(pool, readModels.projections);
  const { rows: setting } = await pool.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
  const fileOf = (table: string): string => `${setting[0]?.folder ?? ''}/${plain}_${table}`;
  let [rows, bytes] = [0, 0];
  for (const { table } of kept) await pool.query(`copy casebook.${table} to '${fileOf(table)}'`);
  await pool.query(`drop schema if exists ${plain} cascade`);
  await pool.query(`create schema ${plain}`);
  await pool.query('checkpoint');
  const began = performance.now();
  for (const { table } of kept) {
    await pool.query(`create table ${plain}.${table} (like casebook.${table})`);
    const { rowCount } = await pool.query(`copy ${plain}.${table} from '${fileOf(table)}'`);
    rows += rowCount ?? 0;
  }
  const between = performance.now();
  for (const { keys } of kept) for (const made of keys) await pool.query(made);
  const ended = performance.now();
  for (const { table } of kept) {
    const { rows: size } = await pool.query<{ bytes: string }>(`select pg_relation_size('${plain}.${table}') as bytes`);
    bytes += Number(size[0]?.bytes);
  }
  await pool.query(`drop schema ${plain} cascade`);
  await pool.query(kept.map(({ table }) => `copy (select) to program 'rm ''${fileOf(table)}'''`).join('; '));
  await close();
  return { rows, bytes, seconds: { rows: (between - began) / 1000, all: (ended - began) / 1000 } };
};
