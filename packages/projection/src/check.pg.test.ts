import { sql } from 'kysely';
import { tellCases } from './testing/desk';
import { done } from './testing/done';
import { onEachDatabase } from './testing/kit';

onEachDatabase('a check', 'all', (desk) => {
  test('finds nothing where nothing has drifted', async () => {
    const { models, log } = desk();
    await done(models.migrate());
    tellCases(log, 0, 60);
    expect(await done(models.check())).toEqual([]);
  });

  test('names a row that was changed, one that is missing and one too many', async () => {
    const { models, log, database } = desk();
    await done(models.migrate());
    tellCases(log, 0, 60);
    await done(models.catchUp());
    const table = (name: string) => sql.table(`${database.schema}.${name}`);
    await sql`update ${table('cases_v1')} set agent = 'eve', agents = '["eve"]' where stream = 'case-acme_C-7'`.execute(
      database.kysely,
    );
    await sql`delete from ${table('waits_v1')} where stream = 'case-acme_C-8'`.execute(database.kysely);
    await sql`insert into ${table('waits_v1')} select tenant, stream, 'w9', since, until, 9 from ${table('waits_v1')} where stream = 'case-acme_C-9'`.execute(
      database.kysely,
    );
    const drifts = await done(models.check());
    const where = { tenant: 'acme', stream: 'case-acme_C-7', key: {} };
    expect(drifts).toEqual([
      {
        kind: 'changed',
        projection: 'cases',
        table: 'cases_v1',
        ...where,
        column: 'agent',
        stored: 'eve',
        folded: 'agent 0',
      },
      {
        kind: 'changed',
        projection: 'cases',
        table: 'cases_v1',
        ...where,
        column: 'agents',
        stored: ['eve'],
        folded: ['agent 0'],
      },
      {
        kind: 'missing',
        projection: 'waits',
        table: 'waits_v1',
        tenant: 'acme',
        stream: 'case-acme_C-8',
        key: { id: 'w1' },
        column: null,
        stored: null,
        folded: { id: 'w1', since: '2016-01-01T00:02:00.000Z', until: '2016-01-01T00:03:00.000Z', ordinal: 0 },
      },
      {
        kind: 'surplus',
        projection: 'waits',
        table: 'waits_v1',
        tenant: 'acme',
        stream: 'case-acme_C-9',
        key: { id: 'w9' },
        column: null,
        stored: { id: 'w9', since: '2016-01-01T00:02:00.000Z', until: '2016-01-01T00:03:00.000Z', ordinal: 9 },
        folded: null,
      },
    ]);
    expect(await done(models.check(['cases']))).toHaveLength(2);
    await done(models.rebuild());
    expect(await done(models.check())).toEqual([]);
  });

  test('leaves nothing behind', async () => {
    const { models, database } = desk();
    await done(models.migrate());
    await done(models.check());
    const { rows } =
      await sql`select nspname from pg_namespace where starts_with(nspname, ${`${database.schema}_`})`.execute(
        database.kysely,
      );
    expect(rows).toEqual([]);
  });
});
