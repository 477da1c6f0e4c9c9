import type { Pool } from 'pg';
import { streamName } from '@casebook/event-store';
import { newEvents } from '@casebook/event-store/contract';
import { markHolders, migrate, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { literal, TenantId } from '@casebook/vocabulary';
import * as E from 'fp-ts/Either';
import { namesIn } from '../schema/names';
import { appendCall } from './append-call';
import { isPassing } from './failures';

const server = testDatabases.filter(({ name }) => name === 'PostgreSQL');
const seconds = 4;
const writers = 16;

const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

const sharedStream = (index: number) =>
  streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id: `shared ${index % 5}` });

/** Appends in transactions of its own, which it holds open for a while and now and then rolls back. */
const write = async (pool: Pool, schema: string, writer: number, until: number): Promise<void> => {
  const names = namesIn(schema);
  for (let turn = 0; Date.now() < until; turn += 1) {
    const ownStream = streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id: `${writer} ${turn}` });
    const stream = turn % 3 === 0 ? sharedStream(writer + turn) : ownStream;
    const events = newEvents(`${writer} ${turn}`, 1 + ((writer + turn) % 4));
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query(appendCall(names, [{ stream, expected: { is: 'any' }, events }], null));
      await pause((writer * 7 + turn * 3) % 25);
      await client.query((writer + turn) % 7 === 0 ? 'rollback' : 'commit');
    } catch (error) {
      if (!isPassing(error)) throw error;
      await client.query('rollback'); // another writer has created the shared stream meanwhile
    } finally {
      client.release();
    }
  }
};

/** What a reader sees that takes the last position it saw for a mark below which nothing comes any more. */
const readNaively = async (pool: Pool, events: string, isOver: () => boolean): Promise<ReadonlyArray<number>> => {
  const seen: number[] = [];
  for (let isLast = false; !isLast;) {
    isLast = isOver();
    const { rows } = await pool.query<{ position: string }>(
      `select position from ${events} where position > $1 order by position`,
      [seen[seen.length - 1] ?? 0],
    );
    seen.push(...rows.map(({ position }) => Number(position)));
    await pause(2);
  }
  return seen;
};

const readSafely = async (database: Database, isOver: () => boolean): Promise<ReadonlyArray<number>> => {
  const store = postgresEventStore(database);
  const seen: number[] = [];
  let position = 0;
  for (let isLast = false; !isLast;) {
    const wasOver = isOver();
    const page = await store.readAll({ after: position, limit: 50 })();
    if (E.isLeft(page)) throw new Error(page.left.message);
    seen.push(...page.right.events.map((event) => event.position));
    position = page.right.position;
    isLast = wasOver && page.right.end;
    if (page.right.end) await pause(2);
  }
  return seen;
};

describe.each(server)('a reader on $name', ({ open }) => {
  let database: Database;
  beforeEach(async () => {
    database = await open();
    await migrate(database);
  }, 60_000);
  afterEach(() => database.close());

  test('misses nothing and sees nothing twice while transactions end in any order, where a naive one loses events', async () => {
    const { pool, schema } = database;
    pool.options.max = writers + 6;
    const { events } = namesIn(schema);
    let isOver = false;
    const reading = [
      readNaively(pool, events, () => isOver),
      readSafely(database, () => isOver),
      readSafely(database, () => isOver),
    ] as const;
    const until = Date.now() + seconds * 1000;
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(pool, schema, writer, until)));
    isOver = true;
    const [naive, first, second] = await Promise.all(reading);

    const { rows } = await pool.query<{ position: string }>(`select position from ${events} order by position`);
    const all = rows.map(({ position }) => Number(position));
    expect(all.length).toBeGreaterThan(500);
    expect(naive.length).toBeLessThan(all.length);
    expect(first).toEqual(all);
    expect(second).toEqual(all);

    const { rows: disorder } = await pool.query(
      `select from (select stream, revision, row_number() over (partition by stream order by position) - 1 as expected from ${events}) as e
         where revision <> expected`,
    );
    expect(disorder).toEqual([]);
  }, 60_000);

  test('waits for a writer under way, but not for the rest of what strangers do', async () => {
    const { pool, schema } = database;
    const names = namesIn(schema);
    const store = postgresEventStore(database);
    const stranger = await pool.connect();
    const writer = await pool.connect();
    const positions = async (): Promise<ReadonlyArray<number>> => {
      const page = await store.readAll({ after: 0, limit: 100 })();
      return E.isRight(page) ? page.right.events.map(({ position }) => position) : [];
    };
    try {
      await stranger.query('begin');
      await stranger.query('create temporary table something as select 1');
      await stranger.query('select pg_advisory_xact_lock_shared(7)');
      await store.append(sharedStream(0), { is: 'any' }, newEvents('before', 1))();
      expect(await positions()).toEqual([1]);

      await writer.query('begin');
      await writer.query(
        appendCall(names, [{ stream: sharedStream(1), expected: { is: 'any' }, events: newEvents('slow', 1) }], null),
      );
      await store.append(sharedStream(2), { is: 'any' }, newEvents('fast', 1))();
      expect(await positions()).toEqual([1]);
      const { rows } = await writer.query<{ pid: number }>('select pg_backend_pid() as pid');
      expect(await markHolders(database)()).toMatchObject({
        right: [{ floor: 1, pid: rows[0]?.pid, application: 'casebook', since: expect.stringMatching(/^20.*Z$/) }],
      });
      await writer.query('commit');
      expect(await positions()).toEqual([1, 2, 3]);
      expect(await markHolders(database)()).toEqual(E.right([]));
    } finally {
      await writer.query('rollback');
      await stranger.query('rollback');
      writer.release();
      stranger.release();
    }
  });

  test('is told to use read committed where a pool uses something else', async () => {
    const client = await database.pool.connect();
    try {
      const call = appendCall(
        namesIn(database.schema),
        [{ stream: sharedStream(0), expected: { is: 'any' }, events: newEvents('one', 1) }],
        null,
      );
      await client.query('begin isolation level repeatable read');
      await expect(client.query(call)).rejects.toThrow('events are appended in read committed, not repeatable read');
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
