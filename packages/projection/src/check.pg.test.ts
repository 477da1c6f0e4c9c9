import { sql } from 'kysely';
import { tellCases } from './testing/desk';
import { done } from './testing/done';
import { onEachDatabase } from './testing/kit';

onEachDatabase('a check', 'all', (desk) => {
  test('finds nothing where nothing has drifted', async () => {
    const { models, log } = desk();
    await done(models.migrate());
    tellCases(log, 0, 60);
    expect(await done(models.check())).toEqual({
      position: log.events().at(-1)?.position,
      streams: 60,
      events: 300,
      parked: 0,
      drifts: [],
    });
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
    const { drifts } = await done(models.check());
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
    expect((await done(models.check({ names: ['cases'] }))).drifts).toHaveLength(2);
    await done(models.rebuild());
    expect((await done(models.check())).drifts).toEqual([]);
  });

  test('names rows of a stream that the log does not have', async () => {
    const { models, log, database } = desk();
    await done(models.migrate());
    tellCases(log, 0, 20);
    await done(models.catchUp());
    const table = sql.table(`${database.schema}.waits_v1`);
    await sql`insert into ${table} select tenant, 'case-acme_never', id, since, until, ordinal from ${table} limit 1`.execute(
      database.kysely,
    );
    expect((await done(models.check())).drifts).toMatchObject([
      { kind: 'surplus', projection: 'waits', stream: 'case-acme_never', key: { id: 'w1' } },
    ]);
  });

  test('of a sample looks at as many streams, the same ones for the same seed', async () => {
    const { models, log, database } = desk();
    await done(models.migrate());
    tellCases(log, 0, 200);
    await done(models.catchUp());
    await sql`update ${sql.table(`${database.schema}.cases_v1`)} set agent = 'eve'`.execute(database.kysely);
    const drawn = async (seed: number) => {
      const { streams, drifts } = await done(models.check({ names: ['cases'], sample: { streams: 30, seed } }));
      expect(streams).toBe(30);
      expect(drifts).toHaveLength(30);
      return drifts.map(({ stream }) => stream);
    };
    const [first, again, another] = [await drawn(1), await drawn(1), await drawn(2)];
    expect(again).toEqual(first);
    expect(another).not.toEqual(first);
  });

  test('goes on while events are appended and folded', async () => {
    const { models, open, log } = desk();
    await done(models.migrate());
    tellCases(log, 0, 100);
    const following = open().follow();
    let number = 100;
    const appending = setInterval(() => tellCases(log, number, (number += 2)), 20);
    try {
      for (let time = 0; time < 3; time += 1) expect((await done(models.check())).drifts).toEqual([]);
    } finally {
      clearInterval(appending);
      await following.stop();
    }
    expect(number).toBeGreaterThan(100);
  });
});
