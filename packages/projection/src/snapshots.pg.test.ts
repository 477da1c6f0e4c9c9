import * as fc from 'fast-check';
import { sql } from 'kysely';
import { setTimeout as later } from 'node:timers/promises';
import { epochMillis, instantOf, type Instant } from '@casebook/vocabulary';
import { readBuilds } from './builds';
import { claim } from './checkpoints';
import { recording, storiesOf } from './contract/histories';
import { byStream, shownIn, shownOf } from './contract/rows';
import { queryOn } from './database';
import { inMemory, type Cut } from './in-memory';
import type { Projection } from './projection';
import { everyShare } from './shares';
import { cases, deskCodec, deskHistories, decodedLog, holders, tell, tellCases, waits } from './testing/desk';
import { done } from './testing/done';
import { onEachDatabase, type Desk } from './testing/kit';

const minute = (minutes: number): Instant => instantOf(Date.UTC(2016, 0, 1) + minutes * 60_000);
const all = [cases, waits, holders];

/** The same desk whose log says what it was asked for: `null` for all streams in their order. */
const watched = (desk: Desk, options: Parameters<Desk['open']>[0] = {}) => {
  const { log } = desk;
  const asked: (ReadonlyArray<string> | null)[] = [];
  const { readByStream } = log;
  if (readByStream === undefined) throw new Error('the log for tests keeps an order by stream');
  const models = desk.open({
    projections: all,
    log: { ...log, readByStream: (wanted) => (asked.push(wanted.streams ?? null), readByStream(wanted)) },
    ...options,
  });
  return { models, asked };
};

const rowsOf = async ({ database, log }: Pick<Desk, 'database' | 'log'>, models: Desk['models'], cut: Cut) => {
  const { schema, dispose } = await done(
    models.asOf(
      cut,
      all.map(({ name }) => name),
    ),
  );
  const shown = await Promise.all(all.map((one) => shownIn(database.kysely, schema, one)));
  await dispose();
  const folded = all.map((one) => shownOf(one, byStream(inMemory(one, decodedLog(log), cut))));
  return { shown, folded };
};

const tables = async ({ database: { kysely, schema } }: Desk): Promise<ReadonlyArray<string>> => {
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables
    where schemaname = ${schema} and tablename like 'snapshot\\_%' order by 1`.execute(kysely);
  return rows.map(({ name }) => name);
};

onEachDatabase('snapshots', 'all', (desk) => {
  const told = async (): Promise<Desk> => {
    const found = { ...desk(), models: desk().open({ projections: all }) };
    await done(found.models.migrate());
    tellCases(found.log, 0, 20);
    return found;
  };
  const expectSame = async (found: Desk, models: Desk['models'], cut: Cut): Promise<void> => {
    const { shown, folded } = await rowsOf(found, models, cut);
    expect({ cut, shown }).toEqual({ cut, shown: folded });
  };
  const known = (found: Desk): Instant => found.log.events().at(-1)?.recordedAt ?? minute(0);

  test('hold all rows at one position, those of columns that nobody sees too', async () => {
    const found = await told();
    const taken = await done(found.models.snapshot());
    expect(taken).toMatchObject({
      position: found.log.events().at(-1)?.position,
      tables: [
        { projection: 'cases', version: 1, rows: 20, usable: true },
        { projection: 'holders', version: 1, rows: 20, usable: true },
        { projection: 'waits', version: 1, rows: 20, usable: true },
      ],
    });
    expect(await done(found.models.snapshots())).toEqual([taken]);
    expect(await done(found.models.snapshot())).toEqual(taken); // nothing has come since
    const stored = await Promise.all(
      (await tables(found)).map((table) =>
        sql`select * from ${sql.table(`${found.database.schema}.${table}`)} order by stream`.execute(
          found.database.kysely,
        ),
      ),
    );
    const live = await sql`select * from ${sql.table(`${found.database.schema}.cases_v1`)} order by stream`.execute(
      found.database.kysely,
    );
    expect(stored.map(({ rows }) => rows)).toContainEqual(live.rows);
  });

  test('are what the log knew begins with, and only the streams that were told of since are folded', async () => {
    const found = await told();
    await done(found.models.snapshot());
    tell(found.log, 'C-3', { type: 'Assigned', at: minute(2), agent: 'late' });
    tell(found.log, 'C-90', { type: 'Opened', at: minute(50), subject: 'new' });
    const cut = { known: known(found) };
    tell(found.log, 'C-4', { type: 'Assigned', at: minute(60), agent: 'too late' });
    const { models, asked } = watched(found);
    await expectSame(found, models, cut);
    expect(asked).toEqual([['case-acme_C-3', 'case-acme_C-90']]);
  });

  test('are not begun with where the log learned something of them only after the instant', async () => {
    const found = await told();
    const before = { known: known(found) };
    tell(found.log, 'C-3', { type: 'Assigned', at: minute(2), agent: 'late' });
    await done(found.models.snapshot());
    const { models, asked } = watched(found);
    await expectSame(found, models, before);
    expect(asked).toEqual([null]);
  });

  test('are what had happened begins with where nothing in them happened later', async () => {
    const found = await told();
    await done(found.models.snapshot()); // all of it had happened by minute 4
    tell(found.log, 'C-5', { type: 'Assigned', at: minute(3), agent: 'late' });
    tell(found.log, 'C-6', { type: 'Assigned', at: minute(30), agent: 'later' });
    const { models, asked } = watched(found);
    for (const at of [minute(3), minute(4), minute(10), minute(40)]) await expectSame(found, models, { occurred: at });
    // Waits are the only ones that are not told from the live rows.
    const wholly = asked.filter((streams) => streams === null);
    expect(wholly).toHaveLength(1); // as of minute 3
  });

  test('are not begun with by tables of another version', async () => {
    const found = await told();
    await done(found.models.snapshot());
    tell(found.log, 'C-3', { type: 'Assigned', at: minute(9), agent: 'ada' });
    const newer: Projection = { ...waits, version: 2 };
    const next = watched(found, { projections: [cases, newer, holders] });
    const unbuilt = await next.models.asOf({ known: known(found) }, ['waits'])();
    expect(unbuilt).toMatchObject({ _tag: 'Right' });
    expect(next.asked).toEqual([null]);
    await done(next.models.migrate());
    expect(
      (await done(next.models.snapshots())).flatMap(({ tables: kept }) => kept).map((one) => one.projection),
    ).toEqual(['cases', 'holders']);
  });

  test('that somebody has changed are not begun with, and are taken anew', async () => {
    const found = await told();
    await done(found.models.snapshot());
    const { kysely, schema } = found.database;
    for (const table of await tables(found))
      await sql`update ${sql.table(`${schema}.${table}`)} set stream = 'case-acme_forged' where stream = 'case-acme_C-7'`.execute(
        kysely,
      );
    const { models, asked } = watched(found);
    await expectSame(found, models, { known: known(found) });
    expect(asked).toEqual([null]);
    const [kept] = await done(models.snapshots());
    expect(kept?.tables.map(({ usable }) => usable)).toEqual([false, false, false]);
    expect((await done(models.snapshot())).tables.map(({ usable }) => usable)).toEqual([true, true, true]);
  });

  test('leave the streams to the log that waited for an event that could not be folded', async () => {
    const found = await told();
    let isMended = false;
    const brittle: Projection = {
      ...cases,
      on: {
        ...cases.on,
        Noted: (...given) => {
          if (!isMended) throw new Error('cannot be folded');
          return cases.on['Noted']?.(...given) ?? given[0];
        },
      },
    };
    tell(found.log, 'C-3', { type: 'Noted', at: minute(6), note: {}, size: 4, spent: 0 });
    const { models, asked } = watched(found, { projections: [brittle, waits, holders] });
    await done(models.snapshot());
    asked.length = 0;
    isMended = true;
    await expectSame(found, models, { known: known(found) });
    expect(asked).toEqual([['case-acme_C-3']]);
  });

  test('speak of one position where some streams had been folded further when they were taken', async () => {
    const found = await told();
    await done(found.models.catchUp());
    const { kysely: db, schema } = found.database;
    const positions = async (): Promise<ReadonlyArray<number>> => {
      const { rows } = await sql<{ position: string }>`select distinct position::text as position
        from ${sql.table(`${schema}.read_model_checkpoints`)}`.execute(db);
      return rows.map(({ position }) => Number(position)).sort((a, b) => a - b);
    };
    const [before = 0] = await positions();
    const builds = await readBuilds(queryOn(db), schema, ['cases', 'waits', 'holders']);
    const held = builds.flatMap(({ build }) => everyShare.slice(4).map((share) => ({ build, share })));
    await claim(queryOn(db), schema, { name: 'slow', lease: 2_000, alone: null }, held);
    let isMoved = false;
    const folding: Promise<unknown>[] = [];
    const { models } = watched(found, {
      log: {
        ...found.log,
        head: () => async () => {
          const head = await found.log.head()();
          if (isMoved) return head;
          isMoved = true;
          tellCases(found.log, 0, 40);
          folding.push(found.models.catchUp()());
          const end = found.log.events().at(-1)?.position ?? 0;
          while (!(await positions()).includes(end)) await later(10);
          return head;
        },
      },
    });
    expect(await done(models.snapshot())).toMatchObject({ position: before });
    await Promise.all(folding);
    const { rows } = await sql<{ reaches: string }>`select distinct reaches::text as reaches
      from ${sql.table(`${schema}.read_model_snapshots`)}`.execute(db);
    expect(rows).toEqual([{ reaches: String(found.log.events().at(-1)?.position) }]);
    for (const position of [before, before + 90, before + 100_000]) await expectSame(found, models, { position });
    await expectSame(found, models, { known: known(found) });
  });

  test('go when a table is built anew, gone back to, or written anew where somebody was erased, and when they are dropped', async () => {
    const found = await told();
    const { models } = found;
    const gone = async (): Promise<void> => {
      expect(await done(models.snapshots())).toEqual([]);
      expect(await tables(found)).toEqual([]);
    };
    const { position } = await done(models.snapshot());
    expect(await done(models.dropSnapshot(position + 1))).toBe(0);
    expect(await done(models.dropSnapshot(position))).toBe(3);
    await gone();
    await done(models.snapshot());
    await done(models.rebuild(['cases']));
    expect(await tables(found)).toHaveLength(2);
    await done(models.rebuild(['waits', 'holders']));
    await gone();
    await done(models.snapshot());
    await done(models.rollBack());
    await gone();
    await done(models.snapshot());
    await done(models.rewrite());
    await gone();
  });

  test('give the rows of the log cut there, wherever they were taken and whatever came late', async () => {
    const found = desk();
    const { kysely, schema: base } = found.database;
    let tried = 0;
    const counted = { wholly: 0, begun: 0 };
    await fc.assert(
      fc.asyncProperty(
        storiesOf(deskHistories),
        fc.array(fc.nat(60), { minLength: 1, maxLength: 3 }),
        fc.array(fc.nat(500), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        async (stories, pauses, cuts, isByStream) => {
          const schema = `${base}_${(tried += 1)}`;
          const { log, next } = recording(stories, deskCodec);
          const { readByStream: _, ...byPosition } = log;
          const { models, asked } = watched({ ...found, log }, { schema });
          const taking = isByStream ? models : found.open({ projections: all, log: byPosition, schema });
          await done(taking.migrate());
          for (const pause of pauses) {
            for (let step = 0; step < pause && next(); step += 1);
            await done(taking.snapshot());
          }
          while (next());
          const events = log.events();
          for (const index of cuts) {
            const event = events[index % events.length];
            if (event === undefined) continue;
            const { occurredAt, recordedAt, position } = event;
            const early = instantOf(epochMillis(occurredAt) - 1);
            const places: ReadonlyArray<Cut> = [
              { occurred: occurredAt },
              { occurred: early },
              { known: recordedAt },
              { position },
            ];
            for (const cut of places) {
              asked.length = 0;
              const { shown, folded } = await rowsOf({ ...found, log }, taking, cut);
              expect({ cut, shown }).toEqual({ cut, shown: folded });
              if (isByStream) counted[asked.includes(null) ? 'wholly' : 'begun'] += 1;
            }
          }
          await kysely.schema.dropSchema(schema).ifExists().cascade().execute();
        },
      ),
      { numRuns: 25 },
    );
    process.stdout.write(`${counted.begun} answers began with snapshots, ${counted.wholly} with the log\n`);
    expect(Math.min(counted.begun, counted.wholly)).toBeGreaterThan(3);
  }, 240_000);
});
