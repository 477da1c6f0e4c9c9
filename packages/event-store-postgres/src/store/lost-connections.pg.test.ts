import * as E from 'fp-ts/Either';
import type { NonEmptyArray } from 'fp-ts/NonEmptyArray';
import * as fc from 'fast-check';
import { Pool } from 'pg';
import {
  eventIdOf,
  streamName,
  type Appended,
  type EventStore,
  type Expected,
  type NewEvent,
  type StreamName,
} from '@casebook/event-store';
import { newEvents } from '@casebook/event-store/contract';
import { migrate, openDatabase, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { literal, TenantId } from '@casebook/vocabulary';
import { faultyProxy, steps, type Fault, type FaultyProxy } from '../testing/network/faulty-proxy';
import { rightOf } from '../testing/right-of';

const deadline = 500; // milliseconds
const stream = (id: string) => streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id });
const any: Expected = { is: 'any' };

interface Append {
  readonly stream: StreamName;
  readonly expected: Expected;
  readonly events: NonEmptyArray<NewEvent>;
}

/** The answer to an append that is repeated for as long as the store is unavailable, by another store if one is given. */
const persistently = async (first: EventStore, append: Append, then = first): Promise<Appended> => {
  for (let attempt = 1; attempt <= 20; attempt += 1) {
    const store = attempt === 1 ? first : then;
    const answer = await store.append(append.stream, append.expected, append.events)();
    if (E.isRight(answer) || answer.left.type !== 'StoreUnavailable') return rightOf(answer);
  }
  throw new Error('unavailable for ever');
};

describe.each(testDatabases.filter(({ name }) => name === 'PostgreSQL'))(
  'on $name, through a bad network',
  ({ open }) => {
    let database: Database;
    let direct: EventStore;
    let proxy: FaultyProxy;
    let remote: Database;
    let store: EventStore;
    let patient: EventStore;
    let runs = 0;
    beforeAll(async () => {
      database = await open();
      await migrate(database);
      direct = postgresEventStore(database);
      proxy = await faultyProxy(database.pool.options.connectionString ?? '');
      remote = await openDatabase({ url: proxy.url });
      store = postgresEventStore(remote, { deadline });
      patient = postgresEventStore(remote);
    }, 60_000);
    afterAll(async () => {
      await remote.close();
      await proxy.close();
      await database.close();
    });

    /** Resolves once no connection is in use or waited for: appends are answered before others are notified. */
    const isAtRest = async (): Promise<void> => {
      const { pool } = remote;
      while (pool.waitingCount > 0 || pool.idleCount < pool.totalCount) await new Promise(setImmediate);
    };

    /** Appends all at once while the network fails, repeats what was not answered, and sees each written once and answered as it was written. */
    const writtenOnce = async (
      through: EventStore,
      appends: ReadonlyArray<Append>,
      faults: ReadonlyArray<Fault>,
      then = through,
    ): Promise<ReadonlyArray<Appended>> => {
      proxy.fail(faults);
      const answers = await Promise.all(appends.map((append) => persistently(through, append, then)));
      proxy.fail([]);
      for (const [index, append] of appends.entries()) {
        const stored = rightOf(await direct.readStream(append.stream)());
        const ids = append.events.map(({ id }) => id);
        expect(stored.filter(({ id }) => ids.includes(id))).toEqual(answers[index]?.events);
        expect(stored.map(({ revision }) => revision)).toEqual(stored.map((_, revision) => revision));
        const again = rightOf(await direct.append(append.stream, append.expected, append.events)());
        expect(again).toEqual({ ...answers[index], repeated: true });
      }
      const names = [...new Set(appends.map((append) => append.stream))];
      const inAll = await Promise.all(names.map(async (name) => rightOf(await direct.readStream(name)()).length));
      const before =
        appends.filter(({ expected }) => expected.is === 'exists' || expected.is === 'revision').length * 2;
      expect(inAll.reduce((sum, length) => sum + length, 0)).toBe(
        before + appends.reduce((sum, { events }) => sum + events.length, 0),
      );
      return answers;
    };

    const faults: ReadonlyArray<Fault> = steps.flatMap((step) => [
      { step, by: 'cut' },
      { step, by: 'silence' },
    ]);
    const notSent = new Set<string>(['before the request', 'in the middle of the request']);

    test.each(faults)('an append that meets $by $step is written once, however often it is repeated', async (fault) => {
      const id = `${fault.step} ${fault.by}`;
      const append = { stream: stream(id), expected: any, events: newEvents(id, 3) };
      const [answer] = await writtenOnce(store, [append], [fault], patient);
      // Which of the two was written, that of the first attempt or of the second, is seen here; only a request whose answer nobody waits for may be either.
      if (fault.step !== 'after the request') expect(answer?.repeated).toBe(!notSent.has(fault.step));
    });

    const fault = fc.record<Fault>({
      step: fc.constantFrom(...steps),
      by: fc.constantFrom('cut', 'cut', 'cut', 'cut', 'cut', 'silence'),
    });
    const expectations = fc.constantFrom<Expected>(
      any,
      { is: 'noStream' },
      { is: 'exists' },
      { is: 'revision', revision: 1 },
    );

    test('whatever fails, however often and under whatever expectation, each append of a group is written once and answered, and the pool heals', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fault, { minLength: 1, maxLength: 4 }),
          fc.array(fc.record({ expected: expectations, count: fc.integer({ min: 1, max: 4 }) }), {
            minLength: 1,
            maxLength: 5,
          }),
          fc.nat(2),
          async (failing, wanted, sharing) => {
            runs += 1;
            const appends: Append[] = [];
            for (const [index, { expected, count }] of wanted.entries()) {
              const id = `${runs} ${index}`;
              if (expected.is === 'exists' || expected.is === 'revision')
                rightOf(await direct.append(stream(id), any, newEvents(`before ${id}`, 2))());
              appends.push({ stream: stream(id), expected, events: newEvents(id, count) });
            }
            for (let index = 0; index < sharing; index += 1)
              appends.push({
                stream: stream(`${runs} shared`),
                expected: any,
                events: newEvents(`${runs} shared ${index}`, 2),
              });
            await writtenOnce(store, appends, failing);
            rightOf(await patient.append(stream(`${runs} healed`), any, newEvents(`${runs} healed`, 1))());
            await isAtRest();
          },
        ),
        { numRuns: 25 },
      );
    }, 120_000);

    test('a store whose events get other ids when they are repeated is seen to write twice', async () => {
      let made = 0;
      const anew = (event: NewEvent): NewEvent => ({ ...event, id: eventIdOf('made anew', (made += 1)) });
      const forgetful: EventStore = {
        ...store,
        append:
          (name, expected, [first, ...others]) =>
          async () =>
            store.append(name, expected, [anew(first), ...others.map(anew)])(),
      };
      const append = { stream: stream('twice'), expected: any, events: newEvents('twice', 2) };
      await expect(writtenOnce(forgetful, [append], [{ step: 'before the answer', by: 'cut' }])).rejects.toThrow();
      expect(rightOf(await direct.readStream(append.stream)())).toHaveLength(4);
    });

    test('reads that fail are unavailable, and are answered when they are repeated', async () => {
      rightOf(await direct.append(stream('read'), any, newEvents('read', 3))());
      const reads = [store.readStream(stream('read')), store.readAll({ after: 0, limit: 10 }), store.head()] as const;
      for (const read of reads)
        for (const failing of faults.filter(({ step, by }) => by === 'cut' || step === 'before the answer')) {
          proxy.fail([failing]);
          expect(await read()).toMatchObject({ left: { type: 'StoreUnavailable' } });
          rightOf(await patient.head()());
        }
    }, 60_000);

    test('a notification that is not answered keeps neither appends nor the end of the store waiting', async () => {
      const own = postgresEventStore(remote, { deadline });
      proxy.fail([{ step: 'before the answer', by: 'silence' }], 'notify');
      rightOf(await own.append(stream('notified'), any, newEvents('notified', 1))());
      await new Promise((resolve) => setTimeout(resolve, 50)); // so that it is under way
      rightOf(await patient.append(stream('notified'), any, newEvents('notified again', 1))());
      await own.close();
      await isAtRest();
    });

    test('an answer that does not come within the deadline is unavailable, and says so', async () => {
      proxy.fail([{ step: 'before the answer', by: 'silence' }]);
      const began = performance.now();
      const answer = await store.append(stream('silence'), any, newEvents('silence', 1))();
      expect(answer).toEqual(
        E.left({ type: 'StoreUnavailable', message: 'the database has not answered within the deadline' }),
      );
      expect(performance.now() - began).toBeGreaterThanOrEqual(deadline - 5);
    });

    test('a server that takes connections and says nothing, or ends them, is unavailable, and is found again', async () => {
      const pool = new Pool({ connectionString: proxy.url, connectionTimeoutMillis: deadline });
      pool.on('error', () => undefined);
      const own = postgresEventStore(await openDatabase({ pool }), { deadline });
      for (const how of ['silence', 'cut'] as const) {
        // Of the idle connection only the far end knows that it is gone.
        await database.pool.query(
          'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
        );
        proxy.welcome(how);
        const append = () => own.append(stream(`welcomed by ${how}`), any, newEvents(`welcomed by ${how}`, 1))();
        expect(await append()).toMatchObject({ left: { type: 'StoreUnavailable' } });
        expect(await append()).toMatchObject({ left: { type: 'StoreUnavailable' } });
        proxy.welcome('server');
        expect(rightOf(await append())).toMatchObject({ repeated: false });
      }
      await pool.end();
    });
  },
);
