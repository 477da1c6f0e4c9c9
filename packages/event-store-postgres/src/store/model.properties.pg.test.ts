import * as fc from 'fast-check';
import { memoryEventStore, streamName, type EventStore, type Expected, type NewEvent } from '@casebook/event-store';
import { newEvent } from '@casebook/event-store/contract';
import { migrate, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { Instant, literal, plus, TenantId } from '@casebook/vocabulary';

const now = literal(Instant, '2026-04-01T00:00:00.000Z');

interface Step {
  readonly stream: string;
  readonly expected: Expected;
  readonly names: ReadonlyArray<number>;
  readonly data: string;
  readonly late: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  stream: fc.constantFrom('a', 'b', 'c'),
  expected: fc.oneof(
    fc.constantFrom<Expected>({ is: 'any' }, { is: 'noStream' }, { is: 'exists' }),
    fc.integer({ min: -1, max: 6 }).map((revision): Expected => ({ is: 'revision', revision })),
  ),
  names: fc.array(fc.nat(25), { minLength: 1, maxLength: 3 }),
  data: fc.constantFrom('{}', '{"other":true}'),
  late: fc.nat(5),
});

/** What a store answers to the steps, all given at once: answers without positions, and the log that comes of them. */
const told = async (store: EventStore, steps: ReadonlyArray<Step>): Promise<unknown> => {
  const answers = await Promise.all(
    steps.map(({ stream, expected, names, data, late }) => {
      const event = (name: number): NewEvent =>
        newEvent(String(name), { data, occurredAt: plus(now, -late * 1000 - name) });
      const [first = 0, ...others] = names;
      const name = streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id: stream });
      return store.append(name, expected, [event(first), ...others.map(event)])();
    }),
  );
  const log = await store.readAll({ after: 0, limit: 1_000 })();
  return JSON.parse(
    JSON.stringify({ answers, log }, (key, value: unknown) => (key === 'position' ? undefined : value)),
  );
};

describe.each(testDatabases)('a log on $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await migrate(database);
  }, 60_000);
  afterAll(() => database.close());

  test('answers any appends, one after the other, as the one in memory does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        // Each run finds its log empty; only the superuser of a test can do that.
        const { schema, pool } = database;
        await pool.query(
          `alter table "${schema}".events disable trigger append_only; truncate "${schema}".events, "${schema}".streams`,
        );
        const clock = () => now;
        const [memory, postgres] = [memoryEventStore({ clock }), postgresEventStore(database, { clock })];
        for (const one of steps) expect(await told(postgres, [one])).toEqual(await told(memory, [one]));
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
