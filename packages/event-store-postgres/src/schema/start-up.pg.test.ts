import { checkAtStart, migrate, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { streamName, type EventStore } from '@casebook/event-store';
import { newEvent, newEvents } from '@casebook/event-store/contract';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { literal, TenantId } from '@casebook/vocabulary';
import { namesIn } from './names';
import { rightOf } from '../testing/right-of';

const stream = (id: string) => streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id });

describe.each(testDatabases)('a log that is opened on $name', ({ name, open }) => {
  let database: Database;
  let store: EventStore;
  beforeEach(async () => {
    database = await open();
    await migrate(database);
    store = postgresEventStore(database);
  }, 60_000);
  afterEach(async () => {
    await store.close();
    await database.close();
  });

  const fill = async (): Promise<void> => {
    for (const id of ['one', 'two', 'one']) {
      rightOf(await store.append(stream(id), { is: 'any' }, newEvents(`${id} ${Math.random()}`, 3))());
    }
  };
  const asOwner = async (...statements: ReadonlyArray<string>): Promise<void> => {
    for (const statement of statements) await database.pool.query(statement);
  };
  const faults = async (): Promise<unknown> => {
    try {
      return await checkAtStart(database);
    } catch (error) {
      return error instanceof Error && 'faults' in error ? error.faults : error;
    }
  };

  test('is fine while it is empty, and when it has events', async () => {
    expect(await checkAtStart(database)).toBeNull();
    await fill();
    await store.append(stream('two'), { is: 'noStream' }, [newEvent('refused')])();
    expect(await checkAtStart(database)).toBeNull();
  });

  test('is fine while others write to it', async () => {
    let isOver = false;
    const writing = (async () => {
      for (let turn = 0; !isOver; turn += 1)
        await Promise.all(
          ['one', 'two', 'three', `new ${turn}`].map((id) =>
            store.append(stream(id), { is: 'any' }, newEvents(`${id} ${turn}`, 2))(),
          ),
        );
    })();
    const checks = name === 'PGlite' ? 5 : 50;
    for (let check = 0; check < checks; check += 1) expect(await checkAtStart(database)).toBeNull();
    isOver = true;
    await writing;
  });

  test('gives no position a second time, though the sequence was left behind', async () => {
    await fill();
    const { positions } = namesIn(database.schema);
    await asOwner(`select setval('${positions}', 4)`);
    expect(await checkAtStart(database)).toEqual({ positionsFrom: 4, positionsTo: 9 });
    expect(await checkAtStart(database)).toBeNull();
    expect(await store.append(stream('one'), { is: 'any' }, [newEvent('next')])()).toMatchObject({
      right: { position: 10, revision: 6 },
    });
    // As after a restore that left the sequence out.
    await asOwner(`select setval('${positions}', 1, false)`);
    expect(await checkAtStart(database)).toEqual({ positionsFrom: 0, positionsTo: 10 });
  });

  test('is not moved back from positions that came to nothing', async () => {
    await fill();
    await asOwner(`select setval('${namesIn(database.schema).positions}', 100)`);
    expect(await checkAtStart(database)).toBeNull();
    expect(await store.append(stream('one'), { is: 'any' }, [newEvent('next')])()).toMatchObject({
      right: { position: 101 },
    });
  });

  test.each([
    ['behind', 'update %streams set "revision" = 4 where "stream" = \'thing-acme_one\''],
    ['ahead', 'update %streams set "revision" = 6 where "stream" = \'thing-acme_one\''],
    ['missing', 'delete from %streams where "stream" = \'thing-acme_one\''],
    ['dated too early', 'update %streams set "latest" = \'2020-01-01\' where "stream" = \'thing-acme_one\''],
  ])('is refused where the end of a stream is %s, which names the stream', async (_, change) => {
    await fill();
    await asOwner(change.replace('%streams', namesIn(database.schema).streams));
    expect(await faults()).toMatchObject([
      {
        kind: 'headsDisagree',
        is: expect.stringContaining('of 1 streams among the last events, such as thing-acme_one'),
      },
    ]);
  });

  test.each([
    ['its last event is gone', 9],
    ['one in the middle is gone', 8],
  ])('is refused where %s', async (_, position) => {
    await fill();
    const { events } = namesIn(database.schema);
    const trigger = (what: string) => `alter table ${events} ${what} trigger "append_only"`;
    await asOwner(trigger('disable'), `delete from ${events} where "position" = ${position}`, trigger('enable'));
    expect(await faults()).toMatchObject([{ kind: 'headsDisagree' }]);
  });

  test('is refused where its events could be changed, until they cannot', async () => {
    await fill();
    const { events } = namesIn(database.schema);
    await asOwner(`alter table ${events} disable trigger "append_only"`);
    expect(await faults()).toMatchObject([
      { kind: 'unprotected', remedy: expect.stringContaining(`alter table ${events} enable trigger`) },
    ]);
    await asOwner(`alter table ${events} enable trigger "append_only"`);
    expect(await checkAtStart(database)).toBeNull();
    await asOwner(`drop trigger "append_only" on ${events}`);
    await expect(checkAtStart(database)).rejects.toMatchObject({ type: 'LogDamaged', schema: database.schema });
  });
});
