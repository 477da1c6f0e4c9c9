import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/Either';
import { streamName, type StoredEvent } from '@casebook/event-store';
import { newEvents } from '@casebook/event-store/contract';
import { migrate, openDatabase, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { literal, TenantId } from '@casebook/vocabulary';
import { kill, startNode } from '../testing/child-process';

const stream = (id: string) => streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id });

const wholeLog = async (database: Database): Promise<ReadonlyArray<StoredEvent>> => {
  const page = await postgresEventStore(database).readAll({ after: 0, limit: 1_000_000 })();
  if (E.isLeft(page)) throw new Error(page.left.message);
  return page.right.events;
};

// Appends to a folder without end, many at a time, and names each append once it is acknowledged.
const writer = `
  const { openDatabase, migrate, postgresEventStore } = require('@casebook/event-store-postgres');
  const { eventIdOf } = require('@casebook/event-store');
  const newEvent = (name, index) => ({
    id: eventIdOf(name, index), type: 'ThingHappened', schema: 1, data: '{}', occurredAt: '2026-03-01T12:00:00.000Z',
    actor: { kind: 'agent', id: 'ada', onBehalfOf: null }, commandId: null, correlationId: name, causationId: null,
    saidAt: null, source: null, wake: null,
  });
  const main = async () => {
    const database = await openDatabase({ folder: process.argv[1] });
    await migrate(database);
    const store = postgresEventStore(database);
    let next = 0;
    const write = async () => {
      for (;;) {
        const name = process.argv[2] + ' ' + next++;
        const answer = await store.append('thing-acme_' + name, { is: 'noStream' }, [0, 1, 2].map((index) => newEvent(name, index)))();
        process.stdout.write((answer._tag === 'Right' ? name : 'failed: ' + JSON.stringify(answer.left)) + '\\n');
      }
    };
    await Promise.all(Array.from({ length: 20 }, write));
  };
  main().catch((error) => { process.stdout.write('failed: ' + error + '\\n'); });`;

describe('a log in a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'casebook-log-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('is the same when it is opened again', async () => {
    const first = await openDatabase({ folder });
    await migrate(first);
    const appended = await postgresEventStore(first).append(stream('one'), { is: 'any' }, newEvents('one', 5))();
    await first.close();
    const second = await openDatabase({ folder });
    await migrate(second);
    expect(E.isRight(appended) && appended.right.events).toEqual(await wholeLog(second));
    const more = await postgresEventStore(second).append(
      stream('one'),
      { is: 'revision', revision: 4 },
      newEvents('more', 1),
    )();
    expect(E.isRight(more)).toBe(true);
    await second.close();
  }, 120_000);

  test('has every acknowledged event once after its process was killed in the middle of appending, twice', async () => {
    const acknowledged: string[] = [];
    for (const round of ['first', 'second']) {
      const child = startNode(__dirname, writer, folder, round);
      let said = '';
      const enough = new Promise<void>((resolve) => {
        child.stdout?.on('data', (text) => {
          said += String(text);
          if (said.split('\n').length > 300) resolve();
        });
      });
      await Promise.race([enough, once(child, 'exit')]);
      await kill(child);
      acknowledged.push(...said.slice(0, said.lastIndexOf('\n')).split('\n'));
    }
    expect(acknowledged.filter((name) => name.startsWith('failed'))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(500);

    const database = await openDatabase({ folder });
    const events = await wholeLog(database);
    await database.close();
    const counts = new Map<string, number>();
    for (const event of events) counts.set(event.stream, (counts.get(event.stream) ?? 0) + 1);
    expect(acknowledged.filter((name) => counts.get(`thing-acme_${name}`) !== 3)).toEqual([]);
    expect([...counts.values()].every((count) => count === 3)).toBe(true);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  }, 180_000);
});

describe.each(testDatabases.filter(({ name }) => name === 'PostgreSQL'))('processes on $name', ({ open }) => {
  test('that create the same stream at once: exactly one does, and the same append of several is written once', async () => {
    const database = await open();
    await migrate(database);
    const { rows } = await database.pool.query<{ name: string }>('select current_database() as name');
    const url = new URL(process.env['CASEBOOK_TEST_DATABASE_URL'] ?? '');
    url.pathname = `/${rows[0]?.name}`;
    const others = await Promise.all([1, 2, 3, 4].map(() => openDatabase({ url: url.href })));
    try {
      const stores = others.map((other) => postgresEventStore(other));
      for (let round = 0; round < 25; round += 1) {
        const name = stream(`raced ${round}`);
        const created = await Promise.all(
          stores.map((store, index) => store.append(name, { is: 'noStream' }, newEvents(`${round} ${index}`, 2))()),
        );
        expect(created.filter(E.isRight)).toHaveLength(1);
        expect(created.filter(E.isLeft).map(({ left }) => left)).toEqual(
          [1, 2, 3].map(() => ({ type: 'RevisionConflict', stream: name, expected: { is: 'noStream' }, actual: 1 })),
        );

        const same = newEvents(`same ${round}`, 2);
        const repeated = await Promise.all(stores.map((store) => store.append(name, { is: 'any' }, same)()));
        expect(repeated.flatMap((answer) => (E.isRight(answer) ? [answer.right.repeated] : [])).sort()).toEqual([
          false,
          true,
          true,
          true,
        ]);

        const contended = newEvents(`contended ${round}`, 1);
        const places = await Promise.all(
          stores.map((store, index) => store.append(stream(`place ${round} ${index}`), { is: 'any' }, contended)()),
        );
        expect(places.filter(E.isRight)).toHaveLength(1);
        expect(places.filter(E.isLeft).map(({ left }) => left.type)).toEqual([
          'EventIdTaken',
          'EventIdTaken',
          'EventIdTaken',
        ]);
      }
      const log = await wholeLog(database);
      expect(log).toHaveLength(25 * 5);
    } finally {
      await Promise.all(others.map((other) => other.close()));
      await database.close();
    }
  }, 60_000);

  test('that append to many of the same streams in any order do not wait for each other for ever', async () => {
    const database = await open();
    await migrate(database);
    database.pool.options.max = 12;
    try {
      const stores = [1, 2, 3, 4].map(() => postgresEventStore(database));
      const ids = Array.from({ length: 30 }, (_, index) => index);
      const answers = await Promise.all(
        stores.flatMap((store, index) =>
          [0, 1, 2, 3, 4].flatMap((round) =>
            ids.map((id) => {
              const turned = index % 2 === 0 ? id : 29 - id;
              return store.append(stream(`s${turned}`), { is: 'any' }, newEvents(`${index} ${round} ${turned}`, 2))();
            }),
          ),
        ),
      );
      expect(answers.filter(E.isLeft)).toEqual([]);
      expect(await wholeLog(database)).toHaveLength(4 * 5 * 30 * 2);
    } finally {
      await database.close();
    }
  }, 60_000);
});
