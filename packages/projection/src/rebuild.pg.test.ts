import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { text } from './column';
import type { Projection } from './projection';
import { cases, tell, tellCases, waits } from './testing/desk';
import { done } from './testing/done';
import { onEachDatabase } from './testing/kit';
import { instantOf } from '@casebook/vocabulary';

const at = instantOf(Date.UTC(2016, 0, 1));

/** Another release: a column more at the end, and what it says. */
const second: Projection = {
  ...cases,
  version: 2,
  columns: { ...cases.columns, words: text('the subject in capitals') },
  on: Object.fromEntries(
    Object.entries(cases.on).map(([type, handler]) => [
      type,
      (rows, recorded) =>
        (handler?.(rows, recorded) ?? rows).map((row) => ({ ...row, words: String(row['subject']).toUpperCase() })),
    ]),
  ),
};

onEachDatabase('a rebuild', 'all', (desk) => {
  test('shows readers all of the rows all of the time, while events come and are folded', async () => {
    const { models, open, log, stored, folded } = desk();
    await done(models.migrate());
    tellCases(log, 0, 200);
    await done(models.catchUp());
    let rebuilding = true;
    const seen: number[] = [];
    const reading = (async () => {
      while (rebuilding) {
        const { count } = await models.db
          .selectFrom('cases')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        seen.push(count);
        await pause(1);
      }
    })();
    const appending = (async () => {
      for (let number = 200; rebuilding && number < 1_000; number += 10) {
        tellCases(log, number, number + 10);
        await done(models.catchUp());
        await pause(1);
      }
    })();
    await done(open({ pageSize: 40 }).rebuild());
    rebuilding = false;
    await Promise.all([reading, appending]);
    await done(models.catchUp());
    expect(seen.length).toBeGreaterThan(5);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(Math.min(...seen)).toBe(200);
    expect(await stored()).toEqual(folded());
  });

  test('mends a table that was changed by hand', async () => {
    const { models, log, stored, folded, database } = desk();
    await done(models.migrate());
    tellCases(log, 0, 30);
    await done(models.catchUp());
    await sql`delete from ${sql.table(`${database.schema}.cases_v1`)} where stream < 'case-acme_C-2'`.execute(
      database.kysely,
    );
    expect(await stored()).not.toEqual(folded());
    await done(models.rebuild(['cases']));
    expect(await stored()).toEqual(folded());
  });

  test('is finished by two who are asked at once', async () => {
    const { models, open, log, stored, folded } = desk();
    await done(models.migrate());
    tellCases(log, 0, 100);
    await Promise.all([
      done(models.rebuild()),
      done(open({ pageSize: 20 }).rebuild()),
      done(open().rebuild(['waits'])),
    ]);
    await done(models.catchUp());
    expect(await stored()).toEqual(folded());
  });

  test('of a new version takes the place of the old one, and programs of the old one are told', async () => {
    const { models, open, log, stored, folded } = desk();
    await done(models.migrate());
    tellCases(log, 0, 60);
    await done(models.catchUp());
    const next = open({ projections: [second, waits] });
    expect(await next.catchUp()()).toMatchObject({
      left: { type: 'ProjectionMissing', projection: 'cases', version: 2 },
    });
    await done(next.migrate());
    expect(await models.db.selectFrom('cases').select('words').distinct().orderBy('words').limit(2).execute()).toEqual([
      { words: 'NO 0' },
      { words: 'NO 1' },
    ]);
    expect(await models.catchUp()()).toEqual({
      _tag: 'Left',
      left: { type: 'ProjectionSuperseded', projection: 'cases', version: 1, stored: 2 },
    });
    tell(log, 'C-1000', { type: 'Opened', at, subject: 'more' });
    await done(next.catchUp());
    expect(await stored([second, waits])).toEqual(folded([second, waits]));
  });

  test('of a version without a column that was shown makes the view anew', async () => {
    const { models, open, log } = desk();
    await done(models.migrate());
    tellCases(log, 0, 3);
    const { agent: _agent, ...columns } = cases.columns;
    const fewer = open({ projections: [{ ...cases, version: 2, columns, indexes: [] }, waits] });
    await done(fewer.migrate());
    const [row] = await models.db.selectFrom('cases').selectAll().where('stream', '=', 'case-acme_C-2').execute();
    expect(row).toMatchObject({ subject: 'No 2', open: false });
    expect(row).not.toHaveProperty('agent');
  });

  test('is asked for by a new version, never by other columns under the same one', async () => {
    const { models, open } = desk();
    await done(models.migrate());
    const changed = open({ projections: [{ ...second, version: 1 }] });
    expect(await changed.migrate()()).toEqual({
      _tag: 'Left',
      left: { type: 'ProjectionChanged', projection: 'cases', version: 1 },
    });
  });

  test('is there whole for a read model that is new to a log', async () => {
    const { models, open, log, stored, folded } = desk();
    tellCases(log, 0, 60);
    await done(open({ projections: [cases] }).migrate());
    expect(await stored([cases])).toEqual(folded([cases]));
    tellCases(log, 60, 70);
    await Promise.all([done(models.migrate()), done(open().migrate())]);
    expect(await stored([waits])).toEqual(folded([waits]));
    await done(models.catchUp());
    expect(await stored()).toEqual(folded());
  });
});

// An embedded database has one connection: nobody is in between.
onEachDatabase('a rebuild', 'PostgreSQL', (desk) => {
  test('waits for a reader who has not finished', async () => {
    const { models, log, database, stored, folded } = desk();
    await done(models.migrate());
    tellCases(log, 0, 20);
    await done(models.catchUp());
    const rebuilt: string[] = [];
    const { rebuilding } = await database.kysely.transaction().execute(async (reader) => {
      await reader.withSchema(database.schema).selectFrom('cases').selectAll().execute();
      const rebuilding = done(models.rebuild(['cases'])).then(() => rebuilt.push('done'));
      await pause(1_500);
      expect(rebuilt).toEqual([]);
      const again = await reader.withSchema(database.schema).selectFrom('cases').selectAll().execute();
      expect(again).toHaveLength(20);
      return { rebuilding };
    });
    await rebuilding;
    expect(await stored()).toEqual(folded());
  });
});
