import { randomUUID } from 'node:crypto';
import { add, nothingFolded, type Context, type Folded, type Progress } from './advance';
import { batch, queryOn, transacted, type Db } from './database';
import { readPage, typesOf, type Wanted } from './page';
import { parkingInMemory } from './parked';
import type { Projection } from './projection';
import { constant, name } from './sql/quoted';
import { statementsOf, type PreparedTable } from './sql/statements';
import { createTable, liveTable, qualified } from './sql/table';
import { writePage, type Taking } from './write-page';

/** A schema of its own for tables that are wanted once. */
export interface Scratch {
  readonly schema: string;
  readonly tables: ReadonlyArray<PreparedTable>;
  readonly takers: ReadonlyArray<Taking>;
  readonly dispose: () => Promise<void>;
}

const register = (schema: string): string => qualified({ schema, name: 'scratch_schemas' });

export const createScratchRegister = (schema: string): ReadonlyArray<string> => [
  `create table if not exists ${register(schema)} (name text collate "C" primary key, alive_at timestamptz not null default clock_timestamp())`,
  `comment on table ${register(schema)} is ${constant('Schemas for answers as of an instant. Their owners say regularly that they are alive; the others are dropped.')}`,
];

const heartbeat = 60_000; // milliseconds
const abandonedAfter = '15 minutes';

/** Opens a scratch schema with empty tables. It goes when it is disposed of, and if its process dies. */
export const openScratch = async (
  { db, schema }: Pick<Context, 'db' | 'schema'>,
  projections: ReadonlyArray<Projection>,
): Promise<Scratch> => {
  const scratch = `${schema}_as_of_${randomUUID().slice(0, 8)}`; // schemas have at most 48 characters, names 63
  const tables = projections.map((projection) => {
    const table = liveTable(scratch, projection);
    return { ...table, statements: statementsOf(table) };
  });
  await transacted(db, async (query) => {
    await query(`insert into ${register(schema)} (name) values ($1)`, [scratch]);
    await query(
      batch([`create schema ${name(scratch)}`, ...tables.flatMap((table) => createTable(table, { logged: false }))]),
    );
  });
  const alive = setInterval(() => {
    const query = queryOn(db);
    query(`update ${register(schema)} set alive_at = clock_timestamp() where name = $1`, [scratch]).catch(
      () => undefined,
    ); // next time
  }, heartbeat).unref();
  return {
    schema: scratch,
    tables,
    takers: tables.map((table) => ({ table, parking: parkingInMemory(), hasParked: true })),
    dispose: async () => {
      clearInterval(alive);
      await drop(db, schema, scratch);
    },
  };
};

const drop = (db: Db, schema: string, scratch: string): Promise<void> =>
  transacted(db, async (query) => {
    await query(`drop schema if exists ${name(scratch)} cascade`);
    await query(`delete from ${register(schema)} where name = $1`, [scratch]);
  });

/** Drops the scratch schemas whose processes have died. */
export const dropAbandoned = async (
  { db, schema }: Pick<Context, 'db' | 'schema'>,
  after: string = abandonedAfter,
): Promise<void> => {
  const abandoned = await queryOn(db)(
    `select name from ${register(schema)} where alive_at < clock_timestamp() - $1::text::interval`,
    [after],
  );
  for (const { name: scratch } of abandoned) if (typeof scratch === 'string') await drop(db, schema, scratch);
};

/** Folds a part of the log into the tables of a scratch schema. */
export const fill = async (
  { db, source }: Context,
  takers: ReadonlyArray<Taking>,
  part: Omit<Wanted, 'types'>,
  onProgress: (progress: Progress) => void,
): Promise<Folded> => {
  let folded = nothingFolded;
  const wanted = { ...part, types: typesOf(takers.map(({ table }) => table.projection)) };
  let reading = readPage(source, wanted);
  for (;;) {
    const page = await reading;
    reading = page.end ? Promise.resolve(page) : readPage(source, { ...wanted, after: page.position });
    reading.catch(() => undefined); // awaited in the next round
    const written = await transacted(db, (query) => writePage(query, takers, page));
    folded = add(folded, page, written);
    onProgress({ events: folded.events, position: page.position });
    if (page.end) return folded;
  }
};
