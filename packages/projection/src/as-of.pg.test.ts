import { sql } from 'kysely';
import { instantOf, type Instant } from '@casebook/vocabulary';
import type { Projection } from './projection';
import { dropAbandoned } from './scratch';
import { byStream, shownIn, shownOf } from './contract/rows';
import { inMemory } from './in-memory';
import { cases, decodedLog, holders, tell, waits } from './testing/desk';
import { done } from './testing/done';
import { onEachDatabase, type Desk } from './testing/kit';

const minute = (minutes: number): Instant => instantOf(Date.UTC(2016, 0, 1) + minutes * 60_000);

const schemas = async ({ database }: Desk): Promise<ReadonlyArray<unknown>> => {
  const { rows } =
    await sql`select nspname from pg_namespace where starts_with(nspname, ${`${database.schema}_`})`.execute(
      database.kysely,
    );
  return rows;
};

onEachDatabase('read models as of', 'all', (desk) => {
  const told = async (): Promise<Desk> => {
    const open: Desk['open'] = (options) => desk().open({ projections: [cases, waits, holders], ...options });
    const found = { ...desk(), open, models: open() };
    await done(found.models.migrate());
    tell(found.log, 'C-1', { type: 'Opened', at: minute(0), subject: 'dark' });
    tell(found.log, 'C-1', { type: 'Assigned', at: minute(30), agent: 'ada' });
    tell(found.log, 'C-1', { type: 'Assigned', at: minute(10), agent: 'bob' });
    tell(found.log, 'C-2', { type: 'Opened', at: minute(20), subject: 'loud' });
    return found;
  };
  const agents = async ({ models }: Desk, cut: Parameters<Desk['models']['asOf']>[0]) => {
    const { db, dispose } = await done(models.asOf(cut, ['cases']));
    const rows = await db.selectFrom('cases').select(['stream', 'agent']).orderBy('stream').execute();
    await dispose();
    return rows;
  };

  test('an instant show what had happened by then, learned later or not', async () => {
    expect(await agents(await told(), { occurred: minute(15) })).toEqual([{ stream: 'case-acme_C-1', agent: 'bob' }]);
  });

  test('an instant show what the log knew by then', async () => {
    const found = await told();
    const known = found.log.events()[1]?.recordedAt ?? minute(0);
    expect(await agents(found, { known })).toEqual([{ stream: 'case-acme_C-1', agent: 'ada' }]);
  });

  test('a position show what stood up to there', async () => {
    const found = await told();
    expect(await agents(found, { position: 1 })).toEqual([{ stream: 'case-acme_C-1', agent: null }]);
    expect(await agents(found, { position: 0 })).toEqual([]);
  });

  test('a cut read only the types that they need, and hold only what was named', async () => {
    const found = await told();
    const asked: unknown[] = [];
    const { readByStream: _, ...byPosition } = found.log;
    const watched = {
      ...byPosition,
      readAll: (options: Parameters<typeof found.log.readAll>[0]) => (
        asked.push(options.filter?.types),
        found.log.readAll(options)
      ),
    };
    const { db, dispose, position } = await done(found.open({ log: watched }).asOf({ position: 1_000 }, ['waits']));
    expect(asked).toEqual([['WaitStarted', 'WaitEnded', 'WaitWithdrawn']]);
    expect(position).toBe(found.log.events().at(-1)?.position);
    expect(await db.selectFrom('waits').selectAll().execute()).toEqual([]);
    await expect(db.selectFrom('cases').selectAll().execute()).rejects.toThrow(/does not exist/);
    await dispose();
  });

  test('a cut go when they are disposed of, and when their process has died', async () => {
    const found = await told();
    const { dispose } = await done(found.models.asOf({ position: 1 }, ['cases']));
    await done(found.models.asOf({ position: 2 }, ['cases']));
    expect(await schemas(found)).toHaveLength(2);
    await dispose();
    expect(await schemas(found)).toHaveLength(1);
    const { kysely: db, schema } = found.database;
    await dropAbandoned({ db, schema });
    expect(await schemas(found)).toHaveLength(1); // alive a moment ago
    await dropAbandoned({ db, schema }, '0 seconds');
    expect(await schemas(found)).toEqual([]);
  });

  /** Whoever asks with it has heard where the log ends, and before he looks at the tables somebody else has told more and folded it. */
  const whileMoreComes = (found: Desk, more: () => void): Desk['models'] => {
    const { log, models, open } = found;
    let has = false;
    return open({
      log: {
        ...log,
        head: () => async () => {
          const head = await log.head()();
          if (has) return head;
          has = true;
          more();
          await done(models.catchUp());
          return head;
        },
      },
    });
  };
  const opened = { type: 'Opened', subject: 'more' } as const;

  test('an instant are of one position, whatever comes and is folded meanwhile', async () => {
    const found = await told();
    await done(found.models.catchUp());
    const before = decodedLog(found.log);
    const asking = whileMoreComes(found, () => {
      tell(found.log, 'C-1', { type: 'Assigned', at: minute(12), agent: 'late' }); // late, and had happened
      tell(found.log, 'C-2', { type: 'Closed', at: minute(50) }); // changes a row after the instant
      tell(found.log, 'C-3', { ...opened, at: minute(5) }); // a stream that was not there
      tell(found.log, 'C-4', { ...opened, at: minute(55) });
    });
    const at = minute(25);
    const { schema, position, dispose } = await done(asking.asOf({ occurred: at }, ['cases', 'waits', 'holders']));
    expect(position).toBe(before.at(-1)?.position);
    for (const projection of [cases, waits, holders])
      expect(await shownIn(found.database.kysely, schema, projection)).toEqual(
        shownOf(projection, byStream(inMemory(projection, before, { occurred: at }))),
      );
    await dispose();
  });

  test('an instant are folded from the log where a stream waits for an event that had not happened yet', async () => {
    const found = await told();
    const brittle: Projection = {
      ...cases,
      on: {
        ...cases.on,
        Noted: () => {
          throw new Error('cannot be folded');
        },
      },
    };
    tell(found.log, 'C-3', { type: 'Opened', at: minute(0), subject: 'odd' });
    tell(found.log, 'C-3', { type: 'Noted', at: minute(50), note: {}, size: 0, spent: 0 });
    tell(found.log, 'C-3', { type: 'Assigned', at: minute(12), agent: 'eve' });
    const models = found.open({ projections: [brittle] });
    await done(models.catchUp());
    expect(await agents({ ...found, models }, { occurred: minute(25) })).toEqual([
      { stream: 'case-acme_C-1', agent: 'bob' },
      { stream: 'case-acme_C-2', agent: null },
      { stream: 'case-acme_C-3', agent: 'eve' },
    ]);
  });

  test("an instant stay what they are, and are in nobody's way, while more comes and tables are built anew", async () => {
    const found = await told();
    const at = minute(25);
    const { schema, dispose } = await done(found.models.asOf({ occurred: at }, ['cases', 'holders']));
    const rows = () => Promise.all([cases, holders].map((one) => shownIn(found.database.kysely, schema, one)));
    const before = await rows();
    tell(found.log, 'C-2', { type: 'Closed', at: minute(50) });
    tell(found.log, 'C-1', { type: 'Closed', at: minute(12) });
    await done(found.models.catchUp());
    await done(found.models.rebuild());
    expect(await rows()).toEqual(before);
    expect(Object.keys(before[0] ?? {})).toEqual(['case-acme_C-1', 'case-acme_C-2']);
    await dispose();
  });

  test('an instant are told from the live rows, and from the log only where they have changed since', async () => {
    const found = await told();
    await done(found.models.catchUp());
    const asked: unknown[] = [];
    const { readByStream } = found.log;
    if (readByStream === undefined) throw new Error('the log for tests keeps an order by stream');
    const models = found.open({
      log: {
        ...found.log,
        readByStream: (options) => (asked.push(options.streams), readByStream(options)),
        readStream: () => {
          throw new Error('one stream was read');
        },
      },
    });
    const { dispose } = await done(models.asOf({ occurred: minute(25) }, ['cases', 'holders']));
    expect(asked).toEqual([['case-acme_C-1']]);
    await dispose();
  });

  test('a cut leave the live ones as they are', async () => {
    const found = await told();
    await done(found.models.catchUp());
    await agents(found, { occurred: minute(15) });
    expect(await found.stored([cases, waits])).toEqual(found.folded([cases, waits]));
  });
});
