import * as E from 'fp-ts/Either';
import { streamName, type Appended, type EventStore } from '@casebook/event-store';
import { newEvent, newEvents } from '@casebook/event-store/contract';
import { migrate, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { literal, TenantId } from '@casebook/vocabulary';
import { rightOf } from '../testing/right-of';

// What other stores have been seen to do, or their users have reported; each test says where. What every store must keep is in the
// contract besides, and a stranger's long transaction, which must stop nobody, in gap-safety.pg.test.ts.
const any = { is: 'any' } as const;
const noStream = { is: 'noStream' } as const;
const exists = { is: 'exists' } as const;
const stream = (id: string) => streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id });

const leftsOf = (answers: ReadonlyArray<E.Either<unknown, Appended>>): ReadonlyArray<unknown> =>
  answers.flatMap((answer) => (E.isLeft(answer) ? [answer.left] : []));

describe.each(testDatabases)('on $name', ({ open }) => {
  let database: Database;
  let store: EventStore;
  beforeAll(async () => {
    database = await open();
    await migrate(database);
    store = postgresEventStore(database);
  }, 60_000);
  afterAll(() => database.close());

  // Emmett on PostgreSQL, schema/appendToStream.ts: both of these were no expectation at all.
  test('an append that expects no stream is refused where there is one', async () => {
    rightOf(await store.append(stream('there'), any, newEvents('there', 2))());
    expect(await store.append(stream('there'), noStream, newEvents('again', 1))()).toMatchObject({
      left: { type: 'RevisionConflict', expected: noStream, actual: 1 },
    });
  });

  test('an append that expects a stream is refused where there is none', async () => {
    expect(await store.append(stream('not there'), exists, newEvents('not there', 1))()).toMatchObject({
      left: { type: 'RevisionConflict', expected: exists, actual: null },
    });
    expect(rightOf(await store.readStream(stream('not there'))())).toEqual([]);
  });

  // The same, and two command handlers that create the same aggregate.
  test('of two that create the same stream at once one does, and the other one’s events are not there', async () => {
    const [first, second] = [postgresEventStore(database), postgresEventStore(database)];
    for (let round = 0; round < 10; round += 1) {
      const name = stream(`created ${round}`);
      const answers = await Promise.all([
        first.append(name, noStream, newEvents(`first ${round}`, 1))(),
        second.append(name, noStream, newEvents(`second ${round}`, 1))(),
      ]);
      expect(leftsOf(answers)).toEqual([{ type: 'RevisionConflict', stream: name, expected: noStream, actual: 0 }]);
      expect(rightOf(await store.readStream(name)())).toHaveLength(1);
    }
  });

  // Emmett: no key over message ids. KurrentDB: repeats under `any` known by a cache only (#2274).
  test('an event that is appended twice under its id is stored once, expecting nothing too, by whatever process', async () => {
    const event = newEvents('twice', 1);
    const first = rightOf(await store.append(stream('twice'), any, event)());
    const other = postgresEventStore(database);
    expect(rightOf(await other.append(stream('twice'), any, event)())).toEqual({ ...first, repeated: true });
    expect(rightOf(await store.readStream(stream('twice'))())).toHaveLength(1);
  });

  // Emmett: 40 of 50 failed with a conflict.
  test('fifty that append to one stream at once and expect nothing are all taken, though they know nothing of each other', async () => {
    const stores = Array.from({ length: 10 }, () => postgresEventStore(database));
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        (stores[index % 10] ?? store).append(stream('fifty'), any, newEvents(`fifty ${index}`, 1))(),
      ),
    );
    expect(answers.every(E.isRight)).toBe(true);
    const stored = rightOf(await store.readStream(stream('fifty'))());
    expect(stored.map(({ revision }) => revision)).toEqual(Array.from({ length: 50 }, (_, index) => index));
  });

  // Emmett: always -1. KurrentDB's client: 1 for every conflict (batchAppend.ts), -1 without a word (#4044).
  test('a conflict carries the revision that is there, and null where there is no stream', async () => {
    rightOf(await store.append(stream('seven'), any, newEvents('seven', 7))());
    const conflicts = await Promise.all([
      store.append(stream('seven'), { is: 'revision', revision: 3 }, newEvents('a', 1))(),
      store.append(stream('seven'), noStream, newEvents('b', 1))(),
      store.append(stream('none'), { is: 'revision', revision: 3 }, newEvents('c', 1))(),
    ]);
    expect(leftsOf(conflicts)).toMatchObject([{ actual: 6 }, { actual: 6 }, { actual: null }]);
  });

  // Eventuous, 2_AppendEvents.sql and #553: ON CONFLICT DO NOTHING behind a check without a lock.
  test('who loses a race, for a revision or for an event id, is not told that it was won', async () => {
    const [first, second] = [postgresEventStore(database), postgresEventStore(database)];
    for (let round = 0; round < 10; round += 1) {
      const name = stream(`raced ${round}`);
      rightOf(await store.append(name, noStream, newEvents(`before ${round}`, 1))());
      const revision = { is: 'revision', revision: 0 } as const;
      const forRevision = await Promise.all([
        first.append(name, revision, newEvents(`one ${round}`, 1))(),
        second.append(name, revision, newEvents(`other ${round}`, 1))(),
      ]);
      expect(leftsOf(forRevision)).toMatchObject([{ type: 'RevisionConflict', actual: 1 }]);
      expect(rightOf(await store.readStream(name)())).toHaveLength(2);

      const contended = newEvents(`contended ${round}`, 1);
      const forId = await Promise.all([
        first.append(stream(`here ${round}`), any, contended)(),
        second.append(stream(`there ${round}`), any, contended)(),
      ]);
      expect(leftsOf(forId)).toMatchObject([{ type: 'EventIdTaken', ids: [contended[0].id] }]);
    }
  });

  // KurrentDB's client, batchAppend.ts: the error of one stream rejected every append of the process.
  test('appends that are refused or cannot be stored leave those beside them to their own answers', async () => {
    const cannot = newEvent('cannot be stored', { schema: 3_000_000_000 });
    const answers = await Promise.all([
      store.append(stream('beside'), any, newEvents('beside', 2))(),
      store.append(stream('refused'), exists, newEvents('refused', 1))(),
      store.append(stream('cannot'), any, [cannot])(),
      store.append(stream('also beside'), any, newEvents('also beside', 2))(),
    ]);
    expect(answers.map(({ _tag }) => _tag)).toEqual(['Right', 'Left', 'Left', 'Right']);
  });

  // KurrentDB's client #167, #304: more than about a hundred at once hung.
  test('two thousand appends at once are all answered', async () => {
    const answers = await Promise.all(
      Array.from({ length: 2_000 }, (_, index) =>
        store.append(stream(`many ${index % 300}`), any, newEvents(`many ${index}`, 1))(),
      ),
    );
    expect(answers.filter(E.isRight)).toHaveLength(2_000);
  });

  // KurrentDB's client #423, #513: typed as bigint, numbers at run time. Pongo #98: texts of digits became bigints.
  test('revisions and positions are numbers, and digits in a payload stay the text that they were', async () => {
    const data = '{"account":"00123456789012345678901","amount":12345678901234567890.10}';
    const { events } = rightOf(await store.append(stream('digits'), any, [newEvent('digits', { data })])());
    const [stored] = rightOf(await store.readStream(stream('digits'))());
    expect(stored).toEqual(events[0]);
    expect(typeof stored?.position).toBe('number');
    expect(typeof stored?.revision).toBe('number');
    expect(stored?.data).toBe(data);
  });
});
