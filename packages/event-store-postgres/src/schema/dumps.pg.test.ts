import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate, openDatabase, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { streamName, type EventStore, type StoredEvent } from '@casebook/event-store';
import { newEvent, newEvents } from '@casebook/event-store/contract';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { literal, TenantId } from '@casebook/vocabulary';
import { appendAsVersion1 } from '../testing/dumps/append-0001';
import { rowsIn } from '../testing/dumps/dump';
import { rightOf } from '../testing/right-of';
import { migrations } from './migrations';
import { namesIn } from './names';

const folder = join(__dirname, 'dumps');
const fileOf = (version: number, ending: string): string =>
  join(folder, `${String(version).padStart(4, '0')}.${ending}`);

const stored = readdirSync(folder)
  .filter((file) => /^\d{4}\.sql$/.test(file))
  .map((file) => Number(file.slice(0, 4)));

// Dumps are of the schema `casebook`, which a PGlite shared between tests could have once only.
const openers = testDatabases.map(({ name, open }) => ({
  engine: name,
  open: name === 'PGlite' ? () => openDatabase({ memory: true }) : open,
}));

test.each(migrations.map(({ version, name }) => [version, name] as const))(
  'of version %i, %s, there is a dump (`pnpm dump:log` makes that of the newest)',
  (version) => {
    expect(existsSync(fileOf(version, 'sql'))).toBe(true);
    expect(existsSync(fileOf(version, 'events.json'))).toBe(true);
  },
);

test('no migration drops a table or a column, or takes away events', () => {
  const names = namesIn('casebook');
  const texts = migrations.flatMap(({ statements }) => [...statements(names)]);
  const destructive = /\bdrop\s+(table|column|schema)\b|^\s*truncate\b|\bdelete\s+from\s+"casebook"\."events"/im;
  expect(texts.filter((text) => destructive.test(text))).toEqual([]);
});

describe.each(openers)('on $engine', ({ open }) => {
  let database: Database;
  let store: EventStore;
  beforeAll(async () => {
    database = await open();
    store = postgresEventStore(database);
  }, 60_000);
  afterEach(() => database.pool.query(`drop schema "${database.schema}" cascade`));
  afterAll(async () => {
    await store.close();
    await database.close();
  });
  const restore = (version: number): Promise<unknown> =>
    database.pool.query(readFileSync(fileOf(version, 'sql'), 'utf8'));

  describe.each(stored)('a log as version %i left it', (version) => {
    test('keeps every value of every row when it is migrated', async () => {
      await restore(version);
      const before = await rowsIn(database);
      expect([...before.contents.values()].flat().length).toBeGreaterThan(15);
      await migrate(database);
      const after = await rowsIn(database, before.columns);
      expect(after.contents).toEqual(before.contents);
      const { rows } = await database.pool.query(
        `select version from "${database.schema}".migrations order by version`,
      );
      expect(rows).toEqual(migrations.map((migration) => ({ version: migration.version })));
    });

    test('is read as it was, every field of every event, and goes on', async () => {
      await restore(version);
      await migrate(database);
      const expected: ReadonlyArray<StoredEvent> = JSON.parse(readFileSync(fileOf(version, 'events.json'), 'utf8'));
      const page = rightOf(await store.readAll({ after: 0, limit: 1_000 })());
      expect(page.events).toMatchObject(expected);
      expect(page.events).toHaveLength(expected.length);

      const last = expected[expected.length - 1];
      if (last === undefined) throw new Error('a dump without events');
      const known = expected.filter(({ stream }) => stream === last.stream);
      expect(rightOf(await store.readStream(last.stream)())).toMatchObject(known);

      const again = rightOf(await store.append(last.stream, { is: 'any' }, [last])());
      expect(again).toMatchObject({ repeated: true, revision: last.revision, position: last.position });
      expect(await store.append(last.stream, { is: 'revision', revision: 0 }, [newEvent('too late')])()).toMatchObject({
        left: { type: 'RevisionConflict', actual: last.revision },
      });
      const next = rightOf(
        await store.append(last.stream, { is: 'revision', revision: last.revision }, [newEvent('next')])(),
      );
      // The log's clock ended with the year 9999 in this stream: what comes is late. The number after the last was drawn and lost.
      expect(next.events).toMatchObject([{ revision: last.revision + 1, late: true, position: last.position + 2 }]);
      expect(rightOf(await store.readAll({ after: last.position, limit: 10 })()).events).toEqual(next.events);
    });
  });

  // A service of version 1 runs on while the first ones of the next version have migrated the log.
  test('a writer of version 1 and one of today take turns, and each sees what the other wrote', async () => {
    await restore(1);
    await migrate(database);
    const stream = streamName({ category: 'case', tenant: literal(TenantId, 'acme'), id: 'shared' });
    const { pool } = database;
    const rounds = 5;
    for (let round = 0; round < rounds; round += 1) {
      const before = round * 4;
      const old = newEvents(`old ${round}`, 2);
      const expected = before === 0 ? -1 : before - 1;
      expect(await appendAsVersion1(pool, stream, expected, old)).toEqual({ outcome: 0, revision: before });
      expect(await appendAsVersion1(pool, stream, -2, old)).toMatchObject({ outcome: 2 });
      expect(rightOf(await store.append(stream, { is: 'any' }, old)())).toMatchObject({ repeated: true });

      const current = newEvents(`current ${round}`, 2);
      const written = await store.append(stream, { is: 'revision', revision: before + 1 }, current)();
      expect(rightOf(written)).toMatchObject({ revision: before + 3, repeated: false });
      expect(await appendAsVersion1(pool, stream, -2, current)).toMatchObject({ outcome: 2 });
      expect(await appendAsVersion1(pool, stream, before, newEvents(`lost ${round}`, 1))).toEqual({
        outcome: 1,
        revision: before + 4, // one more than the actual one
      });
    }
    const events = rightOf(await store.readStream(stream)());
    expect(events.map(({ revision }) => revision)).toEqual(Array.from({ length: rounds * 4 }, (_, index) => index));
    // What the old one wrote has every field that today's has: where a version adds one, its old append must fill it.
    for (const event of events) expect(Object.values(event)).not.toContain(undefined);
  });
});
