import { sql } from 'kysely';
import { instantOf, type Instant } from '@casebook/vocabulary';
import { text } from './column';
import type { Projection } from './projection';
import { byStream } from './contract/rows';
import { inMemory } from './in-memory';
import { assertUsable } from './usable';
import { cases, decodedLog, tell, tellCases, waits } from './testing/desk';
import { done } from './testing/done';
import { onEachDatabase } from './testing/kit';

const minute = (minutes: number): Instant => instantOf(Date.UTC(2016, 0, 1) + minutes * 60_000);

/** The same rows until a case opens that its handler cannot bear. */
const brittle: Projection = {
  ...cases,
  on: {
    ...cases.on,
    Opened: (rows, recorded) => {
      if (recorded.stream.endsWith('C-70')) throw new Error('no 70');
      return cases.on['Opened']?.(rows, recorded) ?? rows;
    },
  },
};

onEachDatabase('read models', 'all', (desk) => {
  test('hold what the log makes, page by page', async () => {
    const { models, log, stored, folded } = desk();
    await done(models.migrate());
    tellCases(log, 0, 120);
    const pages: number[] = [];
    const caughtUp = await done(models.catchUp(({ events }) => pages.push(events)));
    expect(caughtUp).toMatchObject({
      events: 600,
      position: log.events().at(-1)?.position,
      unmatched: [],
      headless: [],
    });
    expect(pages).toEqual([50, 100, 150, 200, 250, 300, 350, 400, 450, 500, 550, 600]);
    expect(await stored()).toEqual(folded());
    expect(await done(models.position())).toBe(caughtUp.position);
  });

  test('show only the columns that are shown, with their comments', async () => {
    const { models, log, database } = desk();
    await done(models.migrate());
    tell(log, 'C-1', { type: 'Opened', at: minute(0), subject: "It's dark" });
    await done(models.catchUp());
    const [row] = await models.db.selectFrom('cases').selectAll().execute();
    expect(row).toEqual({
      tenant: 'acme',
      stream: 'case-acme_C-1',
      subject: "It's dark",
      open: true,
      agent: null,
      opened_at: minute(0),
      closed_at: null,
      events: 1,
      order: 0,
      spent: 0,
      note: {},
    });
    const { rows } = await sql<{ view: string; column: string }>`
      select obj_description(oid) as view, col_description(oid, 3) as "column"
      from pg_class where oid = ${`${database.schema}.cases`}::regclass`.execute(database.kysely);
    expect(rows).toEqual([{ view: "One row a case: what is it, and who's on it", column: "in the customer's words" }]);
  });

  test('park a stream that a handler cannot bear, fold all others, and the stream once it is mended', async () => {
    const { models, open, log, stored, folded } = desk();
    await done(models.migrate());
    tellCases(log, 0, 120);
    const failing = open({ projections: [brittle, waits] });
    const { parked } = await done(failing.catchUp());
    expect(parked).toEqual([{ projection: 'cases', stream: 'case-acme_C-70', revision: 0, message: 'no 70' }]);
    const rows = await models.db.selectFrom('cases').select('stream').execute();
    expect(rows).toHaveLength(119);
    tell(log, 'C-70', { type: 'Assigned', at: minute(10), agent: 'ada' });
    await done(failing.catchUp());
    expect((await done(models.status())).parked).toEqual([
      {
        projection: 'cases',
        tenant: 'acme',
        stream: 'case-acme_C-70',
        revision: 0,
        position: log.events()[70]?.position,
        eventType: 'Opened',
        message: 'no 70',
      },
    ]);
    expect(await done(failing.replayParked())).toEqual({ folded: 0, parked });
    expect(await done(models.replayParked(['cases']))).toEqual({ folded: 1, parked: [] });
    expect(await stored()).toEqual(folded());
    expect(await done(models.status())).toMatchObject({ parked: [], lag: { positions: 0, seconds: 0 } });
  });

  test('leave the rows of a stream that waits as its events before the bad one made them, late ones too', async () => {
    const { models, open, log, stored } = desk();
    await done(models.migrate());
    const clumsy: Projection = {
      ...cases,
      on: {
        ...cases.on,
        Assigned: (all, recorded) => {
          if (all[0]?.['open'] === false) throw new Error('assigned once it is closed');
          return cases.on['Assigned']?.(all, recorded) ?? all;
        },
      },
    };
    const failing = open({ projections: [clumsy], pageSize: 2 });
    tell(log, 'C-1', { type: 'Opened', at: minute(0), subject: '' });
    tell(log, 'C-1', { type: 'Assigned', at: minute(30), agent: 'ada' });
    const before = tell(log, 'C-1', { type: 'Assigned', at: minute(20), agent: 'bob' });
    const late = tell(log, 'C-1', { type: 'Closed', at: minute(10) });
    tell(log, 'C-1', { type: 'Assigned', at: minute(40), agent: 'eve' });
    await done(failing.catchUp());
    const page = await stored([cases]);
    expect((await done(failing.status())).parked).toMatchObject([{ revision: late.revision, eventType: 'Closed' }]);
    expect(page).toEqual([byStream(inMemory(cases, decodedLog(log), { position: before.position }))]);
    await done(failing.rebuild());
    expect(await stored([cases])).toEqual(page);
    expect((await done(failing.status())).parked).toMatchObject([{ revision: late.revision, eventType: 'Closed' }]);
    expect(await done(failing.check())).toMatchObject({ parked: 1, drifts: [] });
  });

  test('park a stream with an event that is not understood, where it is handled', async () => {
    const { models, log } = desk();
    await done(models.migrate());
    tell(log, 'C-1', { type: 'Opened', at: minute(0), subject: '' });
    log.record({ id: 'C-1', type: 'WaitStarted', schema: 1, data: '{"id":7}', occurredAt: minute(1) });
    tell(log, 'C-1', { type: 'Closed', at: minute(2) });
    tell(log, 'C-2', { type: 'WaitStarted', at: minute(3), id: 'w1' });
    expect(await done(models.catchUp())).toMatchObject({
      parked: [{ projection: 'waits', stream: 'case-acme_C-1', revision: 1 }],
    });
    expect(await models.db.selectFrom('cases').select(['stream', 'open']).execute()).toEqual([
      { stream: 'case-acme_C-1', open: false },
    ]);
    expect(await models.db.selectFrom('waits').select('stream').execute()).toEqual([{ stream: 'case-acme_C-2' }]);
  });

  test('park a stream whose row holds a value that would not come back as it was', async () => {
    const { models, log } = desk();
    await done(models.migrate());
    tell(log, 'C-1', { type: 'Opened', at: minute(0), subject: '' });
    tell(log, 'C-1', { type: 'Noted', at: minute(1), note: {}, size: 2 ** 31, spent: 0 });
    expect((await done(models.catchUp())).parked).toEqual([
      {
        projection: 'cases',
        stream: 'case-acme_C-1',
        revision: 1,
        message: 'cases.order: 2147483648 is not a whole number of 32 bits',
      },
    ]);
    expect(await models.db.selectFrom('cases').select('events').execute()).toEqual([{ events: 1 }]);
  });

  test('put a late event where it belongs', async () => {
    const { models, log } = desk();
    await done(models.migrate());
    tell(log, 'C-1', { type: 'Opened', at: minute(0), subject: '' });
    tell(log, 'C-1', { type: 'Assigned', at: minute(30), agent: 'ada' });
    await done(models.catchUp());
    expect(tell(log, 'C-1', { type: 'Assigned', at: minute(10), agent: 'bob' }).late).toBe(true);
    await done(models.catchUp());
    expect(await models.db.selectFrom('cases').select(['agent', 'events']).execute()).toEqual([
      { agent: 'ada', events: 3 },
    ]);
  });

  test('count the events that meet no row, and name streams without their beginning', async () => {
    const { models, open, log, folded, stored } = desk();
    await done(models.migrate());
    tell(log, 'C-1', { type: 'Assigned', at: minute(0), agent: 'ada' });
    tell(log, 'C-1', { type: 'Opened', at: minute(1), subject: '' });
    tell(log, 'C-2', { type: 'Opened', at: minute(0), subject: '' });
    tell(log, 'C-2', { type: 'Assigned', at: minute(1), agent: 'ada' });
    const beheaded = {
      ...log,
      readAll: (options: Parameters<typeof log.readAll>[0]) =>
        log.readAll({ ...options, after: Math.max(7, options.after) }),
      readStream: (stream: Parameters<typeof log.readStream>[0]) =>
        log.readStream(stream, { from: stream.endsWith('C-2') ? 1 : 0 }),
    };
    const caughtUp = await done(open({ log: beheaded }).catchUp());
    expect(caughtUp.unmatched).toEqual([{ projection: 'cases', events: 1, streams: ['case-acme_C-2'] }]);
    expect(caughtUp.headless).toEqual(['case-acme_C-2']);
    expect(await done(models.rebuild())).toMatchObject({
      unmatched: [{ projection: 'cases', events: 1, streams: ['case-acme_C-1'] }],
      headless: [],
    });
    expect(await stored()).toEqual(folded());
  });

  test('count each event once, though several catch up at the same time', async () => {
    const { models, open, log, stored, folded } = desk();
    await done(models.migrate());
    tellCases(log, 0, 150);
    const folders = await Promise.all(
      [models, open({ pageSize: 30 }), open({ pageSize: 70 })].map((one) => done(one.catchUp())),
    );
    expect(folders.reduce((sum, { events }) => sum + events, 0)).toBe(750);
    expect(await stored()).toEqual(folded());
  });

  test('wait for a position', async () => {
    const { models, log } = desk();
    await done(models.migrate());
    const { position } = tell(log, 'C-1', { type: 'Opened', at: minute(0), subject: '' });
    await done(models.waitFor(position));
    expect(await models.db.selectFrom('cases').select('stream').execute()).toEqual([{ stream: 'case-acme_C-1' }]);
  });

  test('are not found before they are migrated', async () => {
    const { models, open } = desk();
    await done(models.migrate());
    const more = open({ projections: [cases, waits, { ...waits, name: 'more' }] });
    expect(await more.catchUp()()).toEqual({
      _tag: 'Left',
      left: { type: 'ProjectionMissing', projection: 'more', version: 1 },
    });
  });
});

test('read models are refused that no table could hold', () => {
  const columns = { tenant: text('whose'), 'no flag': text('') };
  const faulty: Projection = {
    ...cases,
    name: 'Cases',
    columns,
    key: ['gone'],
    indexes: [{ on: ['gone'], where: 'no flag' }],
  };
  expect(() => assertUsable([faulty, cases, cases], ['Opened', 'Assigned', 'Noted'])).toThrow(
    new TypeError(
      [
        'Cases: its name must be snake case, at most 45 characters',
        'Cases: the column tenant is there in every table',
        'Cases: the key gone must be a column of text, numbers, flags or instants that is never null',
        'Cases: the index names gone, which is no column',
        'Cases: the index asks for no flag, which is no flag',
        "Cases: the column begun_at is the kernel's",
        "Cases: the column changed_at is the kernel's",
        'Cases: it handles Closed, which the codec does not know',
        'cases: it handles Closed, which the codec does not know',
        'cases: there are two of this name',
        'cases: it handles Closed, which the codec does not know',
      ].join('; '),
    ),
  );
});
