import * as fc from 'fast-check';
import type { PoolClient, QueryArrayConfig } from 'pg';
import { shareOf, streamName, type ReadByStream, type StreamName } from '@casebook/event-store';
import { newEvent, newEvents } from '@casebook/event-store/contract';
import { migrate, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { openServer, testDatabases } from '@casebook/event-store-postgres/testing';
import { isStorableText, literal, TenantId } from '@casebook/vocabulary';
import { namesIn } from '../schema/names';
import { sqlTypes } from '../sql-types';
import { rightOf } from '../testing/right-of';
import { rowsRead } from '../testing/rows-read';
import { appendCall, type AppendRequest } from './append-call';
import { asker, type Ask, type Statement } from './ask';
import { byStream } from './by-stream';
import { isOfShares } from './filter';
import { reader } from './read';

const stream = (id: string): StreamName => streamName({ category: 'thing', tenant: literal(TenantId, 'acme'), id });

const numbered = (prefix: string, count: number): ReadonlyArray<StreamName> =>
  Array.from({ length: count }, (_, index) => stream(`${prefix}${String(index).padStart(5, '0')}`));

/** Asks over one connection, in whatever transaction it is. */
const asking = (client: PoolClient): Pick<Ask, 'lists'> => ({
  lists: async <R extends unknown[]>(statement: Statement) => {
    const query: QueryArrayConfig = { ...statement, types: sqlTypes, rowMode: 'array' };
    return (await client.query<R>(query)).rows;
  },
});

describe.each(testDatabases)('in order of stream on $name', ({ open }) => {
  let database: Database;
  beforeEach(async () => {
    database = await open();
    await migrate(database);
  }, 60_000);
  afterEach(() => database.close());

  test('is what this store promises', async () => {
    const store = postgresEventStore(database);
    expect(store.readByStream).toBeDefined();
    await store.close();
  });

  test('the share of a stream is the same in the database, whatever its name', async () => {
    const ids = fc.string({ minLength: 1, maxLength: 50, unit: 'grapheme' }).filter(isStorableText);
    await fc.assert(
      fc.asyncProperty(
        fc.array(ids, { minLength: 50, maxLength: 100 }),
        fc.integer({ min: 1, max: 100 }),
        async (some, among) => {
          const names = some.map(stream);
          const { rows } = await database.pool.query<{ same: boolean }>({
            text: `select bool_and(${isOfShares('s.name', '$1', 'array[s.share]')}) as same from unnest($2::text[], $3::bigint[]) as s(name, share)`,
            values: [among, names, names.map((name) => shareOf(name, among))],
          });
          expect(rows).toEqual([{ same: true }]);
        },
      ),
      { numRuns: 20 },
    );
  });

  test.each(['before', 'after'])(
    'a page looks at a few rows for each of its events, wherever it begins, %s the database has counted what there is',
    async (when) => {
      const store = postgresEventStore(database);
      const names = numbered('s', 400);
      for (const round of [1, 2, 3])
        await Promise.all(names.map((name) => store.append(name, { is: 'any' }, newEvents(`${name} ${round}`, 4))()));
      const client = await database.pool.connect();
      try {
        if (when === 'after') await client.query(`analyze "${database.schema}".events, "${database.schema}".streams`);
        const page = async (which: Omit<ReadByStream, 'upTo' | 'limit'>): Promise<number> => {
          let events: ReadonlyArray<unknown> = [];
          const options = { ...which, upTo: Number.MAX_SAFE_INTEGER, limit: 120 };
          const read = await rowsRead(client, database.schema, async () => {
            events = await byStream(asking(client), namesIn(database.schema), options);
          });
          expect(events).toHaveLength(120);
          return read;
        };
        const shares = { among: 2, those: [1] };
        for (const [which, most] of [
          [{}, 1000],
          [{ after: { stream: stream('s00200'), revision: 5 } }, 1000],
          [{ streams: names.slice(100, 200) }, 1000],
          [{ filter: { shares } }, 1000],
          [{ after: { stream: stream('s00200'), revision: 5 }, filter: { shares, types: ['ThingHappened'] } }, 1000],
        ] as const)
          expect(await page(which)).toBeLessThan(most);
      } finally {
        client.release();
      }
    },
    60_000,
  );

  test('more streams than one statement looks at are read to their end', async () => {
    const store = postgresEventStore(database);
    const { readByStream } = reader(asker(database, 60_000), namesIn(database.schema));
    const wanted = { type: 'OtherHappened' };
    const names = numbered('s', 10_020);
    const { schema } = database;
    await database.pool.query({
      text: `insert into "${schema}".streams ("stream", "tenant", "category", "revision") select n, 'acme', 'thing', -1 from unnest($1::text[]) as n`,
      values: [names],
    });
    const few = [0, 1, 4_999, 5_000, 5_001, 10_001, 10_019].map((index) =>
      stream(`s${String(index).padStart(5, '0')}`),
    );
    for (const name of few)
      rightOf(await store.append(name, { is: 'any' }, [newEvent(`a ${name}`), newEvent(`b ${name}`, wanted)])());
    const upTo = rightOf(await store.head()());
    for (const limit of [3, 1000]) {
      const seen: Array<string> = [];
      for (let after: ReadByStream['after']; ;) {
        const options = {
          upTo,
          limit,
          filter: { types: ['OtherHappened'] },
          ...(after === undefined ? {} : { after }),
        };
        const page = rightOf(await readByStream(options)());
        seen.push(...page.events.map((event) => event.stream));
        if (page.end) break;
        after = page.events.at(-1);
      }
      expect(seen).toEqual(few);
    }
  }, 60_000);
});

test('in order of stream nothing is read past a writer under way, whatever position is asked for', async () => {
  const database = await openServer();
  await migrate(database);
  const store = postgresEventStore(database);
  const { readByStream } = reader(asker(database, 60_000), namesIn(database.schema));
  const { events } = rightOf(await store.append(stream('b'), { is: 'any' }, newEvents('b', 2))());
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    const slow: AppendRequest = { stream: stream('c'), expected: { is: 'any' }, events: [newEvent('slow')] };
    await client.query(appendCall(namesIn(database.schema), [slow], null));
    rightOf(await store.append(stream('a'), { is: 'any' }, newEvents('a', 2))());
    const all = { upTo: Number.MAX_SAFE_INTEGER, limit: 10 };
    expect(rightOf(await readByStream(all)())).toEqual({ events, end: true });
    await client.query('commit');
    expect(rightOf(await readByStream(all)()).events.map((event) => event.stream)).toEqual(
      ['a', 'a', 'b', 'b', 'c'].map(stream),
    );
  } finally {
    client.release();
    await store.close();
    await database.close();
  }
});
