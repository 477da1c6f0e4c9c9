import { streamName } from '@casebook/event-store';
import { newEvents } from '@casebook/event-store/contract';
import { markHolders, migrate, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { literal, TenantId } from '@casebook/vocabulary';
import * as E from 'fp-ts/Either';
import { namesIn } from '../schema/names';
import { stressRound } from '../testing/stress/round';
import { appendCall } from './append-call';

const server = testDatabases.filter(({ name }) => name === 'PostgreSQL');

const ownStream = (id: string) => streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id });
const sharedStream = (index: number) => ownStream(`shared ${index % 5}`);

/** Now and then to a stream that all write to, mostly to one of its own. */
const turnOf = (writer: number, turn: number) => ({
  stream: turn % 3 === 0 ? sharedStream(writer + turn) : ownStream(`${writer} ${turn}`),
  events: newEvents(`${writer} ${turn}`, 1 + ((writer + turn) % 4)),
});

describe.each(server)('a reader on $name', ({ open }) => {
  let database: Database;
  beforeEach(async () => {
    database = await open();
    await migrate(database);
  }, 60_000);
  afterEach(() => database.close());

  test('misses nothing and sees nothing twice while transactions end in any order, where a naive one loses events', async () => {
    const seed = Date.now() % 1_000_000;
    const round = await stressRound(database, { writers: 24, millis: 4_000, commits: 10, seed }, turnOf);
    const { all, naive, first, second, byTransaction } = round;
    expect(all.length).toBeGreaterThan(500);
    expect(round.rollbacks).toBeGreaterThan(10);
    expect(naive.length).toBeLessThan(all.length);
    expect({ seed, seen: first }).toEqual({ seed, seen: all });
    expect({ seed, seen: second }).toEqual({ seed, seen: all });
    expect([...byTransaction].sort((a, b) => a - b)).toEqual(all);
    expect(round.disorder).toEqual([]);
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
      await client.query('rollback; begin isolation level repeatable read');
      await expect(client.query(`select ${namesIn(database.schema).readable}()`)).rejects.toThrow(
        'the log is read in read committed, not repeatable read',
      );
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
