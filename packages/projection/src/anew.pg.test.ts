import * as E from 'fp-ts/Either';
import type { StoredEvent } from '@casebook/event-store';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { instantOf } from '@casebook/vocabulary';
import { personal } from './column';
import type { Projection } from './projection';
import type { ReadableLog } from './source';
import { rewrite } from './rewrite';
import { cases, tell, tellCases, waits } from './testing/desk';
import { done } from './testing/done';
import { onEachDatabase } from './testing/kit';

const at = instantOf(Date.UTC(2017, 0, 1));

/** A log whose subjects read otherwise once `isErased` says so. */
const erasable = (log: ReadableLog, isErased: () => boolean): ReadableLog => {
  const seen = (event: StoredEvent): StoredEvent =>
    event.type === 'Opened' && isErased() ? { ...event, data: '{"subject":"(erased)"}' } : event;
  return {
    head: log.head,
    readStream: (stream, options) => async () => {
      const read = await log.readStream(stream, options)();
      return E.isLeft(read) ? read : E.right(read.right.map(seen));
    },
    readAll: (options) => async () => {
      const read = await log.readAll(options)();
      return E.isLeft(read) ? read : E.right({ ...read.right, events: read.right.events.map(seen) });
    },
  };
};

const { subject, ...others } = cases.columns;
const withPersonal: Projection = { ...cases, columns: { subject: personal(subject), ...others } };

onEachDatabase('an event after which its stream reads otherwise', 'all', (desk) => {
  test('has the stream folded anew, for all that it ever told, and leaves others as they are', async () => {
    const { open, log, database } = desk();
    let isErased = false;
    const models = open({ log: erasable(log, () => isErased), anewOn: ['Closed'], projections: [withPersonal, waits] });
    await done(models.migrate());
    for (const id of ['C-1', 'C-2']) tell(log, id, { type: 'Opened', at, subject: 'planted words' });
    await done(models.catchUp());
    isErased = true;
    tell(log, 'C-1', { type: 'Closed', at });
    await done(models.catchUp());
    const { rows } = await database.pool.query<Record<string, string>>(
      `select stream, subject from "${database.schema}".cases order by stream`,
    );
    expect(rows).toEqual([
      { stream: 'case-acme_C-1', subject: '(erased)' },
      { stream: 'case-acme_C-2', subject: 'planted words' },
    ]);
  });

  test('is heard of also by read models that do not handle it', async () => {
    const { open, log, database } = desk();
    let isErased = false;
    const on = Object.fromEntries(Object.entries(cases.on).filter(([type]) => type !== 'Closed'));
    const deaf: Projection = { ...withPersonal, on };
    const models = open({ log: erasable(log, () => isErased), anewOn: ['Closed'], projections: [deaf] });
    await done(models.migrate());
    tell(log, 'C-1', { type: 'Opened', at, subject: 'planted words' });
    await done(models.catchUp());
    isErased = true;
    tell(log, 'C-1', { type: 'Closed', at });
    await done(models.catchUp());
    const { rows } = await database.pool.query<Record<string, string>>(
      `select subject from "${database.schema}".cases`,
    );
    expect(rows).toEqual([{ subject: '(erased)' }]);
    expect((await done(models.check())).drifts).toEqual([]);
  });
});

onEachDatabase('a table with a personal column', 'all', (desk) => {
  const words = async (table: string): Promise<boolean> => {
    const { pool, schema } = desk().database;
    await pool.query('checkpoint');
    const { rows } = await pool.query<{ found: boolean }>(
      `select position('No 17'::bytea in pg_read_binary_file(pg_relation_filepath($1))) > 0 as found`,
      [`"${schema}".${table}`],
    );
    return rows[0]?.found === true;
  };

  test('leaves nothing of it in statistics, and nothing of rows of before once it is written anew', async () => {
    const { open, log, database } = desk();
    const models = open({ projections: [withPersonal] });
    await done(models.migrate());
    tellCases(log, 0, 200);
    await done(models.catchUp());
    await database.pool.query(`update "${database.schema}".cases_v1 set subject = 'none'`);
    await database.pool.query(`analyze "${database.schema}".cases_v1`);
    expect(await words('cases_v1')).toBe(true);
    await done(models.rewrite());
    expect(await words('cases_v1')).toBe(false);
    const { rows } = await database.pool.query<{ attname: string }>(
      `select attname from pg_stats where schemaname = $1 and tablename = 'cases_v1'`,
      [database.schema],
    );
    expect(rows.map(({ attname }) => attname)).toContain('opened_at');
    expect(rows.map(({ attname }) => attname)).not.toContain('subject');
  });
});

onEachDatabase('rows that somebody still sees', 'PostgreSQL', (desk) => {
  test('are waited for where somebody writes in another database, since what others see depends on it', async () => {
    const { open, log, database } = desk();
    const models = open({ projections: [withPersonal] });
    await done(models.migrate());
    tellCases(log, 0, 20);
    const [server] = testDatabases.filter(({ name }) => name === 'PostgreSQL');
    if (server === undefined) throw new Error('there is no PostgreSQL to test on');
    const elsewhere = await server.open();
    const stranger = await elsewhere.pool.connect();
    try {
      await stranger.query('begin');
      await stranger.query('select pg_current_xact_id()');
      await done(models.catchUp());
      const { kysely: db, schema } = database;
      await expect(rewrite({ db, schema }, [withPersonal], 50)).rejects.toMatchObject({
        failure: { type: 'OldRowsHeld', processes: expect.arrayContaining([expect.any(Number)]) },
      });
      await stranger.query('rollback');
      await done(models.rewrite());
    } finally {
      stranger.release();
      await elsewhere.close();
    }
  });

  test('are waited for before their table is written anew', async () => {
    const { open, log, database } = desk();
    const models = open({ projections: [withPersonal] });
    await done(models.migrate());
    tellCases(log, 0, 20);
    await done(models.catchUp());
    const stranger = await database.pool.connect();
    await stranger.query('begin isolation level repeatable read');
    await stranger.query('select count(*) from pg_class');
    let isOver = false;
    const rewriting = done(models.rewrite()).then(() => (isOver = true));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isOver).toBe(false);
    const { kysely: db, schema } = database;
    await expect(rewrite({ db, schema }, [withPersonal], 50)).rejects.toMatchObject({
      failure: { type: 'OldRowsHeld', processes: [expect.any(Number)] },
    });
    await stranger.query('commit');
    stranger.release();
    await rewriting;
  });
});
