import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { hashOf, streamName, type NewEvent } from '@casebook/event-store';
import { newEvent } from '@casebook/event-store/contract';
import { migrate, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { instantOf, literal, TenantId, type Instant } from '@casebook/vocabulary';
import { appendCall } from '../store/append-call';
import { namesIn } from './names';

const word = fc.string({ unit: 'binary', maxLength: 8 }).filter((text) => !/\0|\p{Surrogate}/u.test(text));
const anyInstant = fc
  .date({ min: new Date('0000-01-01T00:00:00.000Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
  .map((date): Instant => instantOf(date.getTime()));
const maybe = <A>(arbitrary: fc.Arbitrary<A>) => fc.option(arbitrary, { nil: null });

/** All that a writer can say, in plain words. */
const said = fc.record({
  data: word,
  occurredAt: anyInstant,
  actor: fc.record({ kind: fc.constantFrom('agent', 'system'), id: word, onBehalfOf: maybe(word) }),
  commandId: maybe(word),
  correlationId: word,
  causationId: maybe(word),
  saidAt: maybe(anyInstant),
  source: maybe(fc.record({ system: word, file: word, row: fc.nat(), activity: maybe(word), shows: maybe(word) })),
  wake: maybe(anyInstant),
});

/** The call without its last argument, the hashes of the contents: as writers made it before there were any. */
const withoutContents = ({ text, values }: ReturnType<typeof appendCall>) => ({
  text: text.replace(`, $${values.length})`, ')'),
  values: values.slice(0, -1),
});

describe.each(testDatabases)('an append that sends no hashes, on $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await migrate(database);
  }, 60_000);
  afterAll(() => database.close());

  test('is hashed by the database as its writer would have hashed it, whatever it says', async () => {
    const store = postgresEventStore(database);
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(said, { minLength: 1, maxLength: 8 }), async (all) => {
        count += 1;
        const stream = streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id: `größe "${count}" \\` });
        const [first, ...others] = all.map((one, index) => newEvent(`${count} ${index}`, one as Partial<NewEvent>));
        const events = [first ?? newEvent('none'), ...others] as const;
        const call = appendCall(
          namesIn(database.schema),
          [{ stream, expected: { is: 'any' }, events: [...events] }],
          null,
        );
        await database.pool.query(withoutContents(call));
        const read = await store.readStream(stream)();
        const stored = E.isRight(read) ? read.right : [];
        expect(stored).toHaveLength(events.length);
        expect(stored.map(({ hash }) => hash)).toEqual(stored.map(hashOf));
      }),
      { numRuns: 50 },
    );
  }, 60_000);
});
