import { sql } from 'kysely';
import { instantOf } from '@casebook/vocabulary';
import { personal, text } from './column';
import type { Projection } from './projection';
import { cases, tell, tellCases, waits } from './testing/desk';
import { done } from './testing/done';
import { onEachDatabase, type Desk } from './testing/kit';

const at = instantOf(Date.UTC(2016, 0, 1));

/** Another release, with a column less and one more. */
const second: Projection = (() => {
  const { note: _note, ...columns } = cases.columns;
  return {
    ...cases,
    version: 2,
    columns: { ...columns, words: text('the subject in capitals') },
    on: Object.fromEntries(
      Object.entries(cases.on).map(([type, handler]) => [
        type,
        (rows, recorded) =>
          (handler?.(rows, recorded) ?? rows).map(({ note: _, ...row }) => ({
            ...row,
            words: String(row['subject']).toUpperCase(),
          })),
      ]),
    ),
  };
})();

const { subject, ...others } = cases.columns;
const withPersonal: Projection = { ...cases, columns: { subject: personal(subject), ...others } };

const tablesOf = async ({ database: { kysely, schema } }: Desk): Promise<ReadonlyArray<string>> => {
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables
    where schemaname = ${schema} and tablename like '%\\_v%' order by 1`.execute(kysely);
  return rows.map(({ name }) => name);
};

onEachDatabase('going back', 'all', (desk) => {
  test('to the version before is for its program, which finds all that came since', async () => {
    const { models, open, log, stored, folded } = desk();
    await done(models.migrate());
    tellCases(log, 0, 40);
    await done(models.catchUp());
    const next = open({ projections: [second, waits] });
    await done(next.migrate());
    tell(log, 'C-1000', { type: 'Opened', at, subject: 'after the upgrade' });
    tell(log, 'C-7', { type: 'Noted', at, note: { since: 'then' }, size: 1, spent: 2 });
    await done(next.catchUp());
    expect(await models.catchUp()()).toMatchObject({ left: { type: 'ProjectionSuperseded', stored: 2 } });
    await done(models.rollBack());
    expect(await stored()).toEqual(folded());
    tell(log, 'C-1001', { type: 'Opened', at, subject: 'after going back' });
    await done(models.catchUp());
    expect(await stored()).toEqual(folded());
    expect(await done(models.check())).toMatchObject({ drifts: [] });
    expect(await models.db.selectFrom('cases').select('note').where('stream', '=', 'case-acme_C-7').execute()).toEqual([
      { note: { since: 'then' } },
    ]);
    await done(next.rollBack(['cases'])); // and there again
    expect(await stored([second, waits])).toEqual(folded([second, waits]));
  });

  test('undoes a rebuild, until the table of before is dropped', async () => {
    const { models, log, stored, folded } = desk();
    await done(models.migrate());
    tellCases(log, 0, 20);
    await done(models.rebuild());
    expect(await tablesOf(desk())).toEqual(['cases_v1', 'cases_v1_previous', 'waits_v1', 'waits_v1_previous']);
    tellCases(log, 20, 30);
    await done(models.rebuild());
    tellCases(log, 30, 40);
    await done(models.rollBack(['cases']));
    await done(models.catchUp());
    expect(await stored()).toEqual(folded());
    await done(models.dropPrevious());
    expect(await tablesOf(desk())).toEqual(['cases_v1', 'waits_v1']);
    expect(await models.rollBack(['cases'])()).toEqual({
      _tag: 'Left',
      left: { type: 'PreviousMissing', projection: 'cases', version: 1, stored: null },
    });
    expect(await stored()).toEqual(folded());
  });

  test('is refused to a program that has another definition', async () => {
    const { models, open, log } = desk();
    await done(models.migrate());
    tellCases(log, 0, 5);
    const next = open({ projections: [second, waits] });
    await done(next.migrate());
    expect(await next.rollBack()()).toEqual({
      _tag: 'Left',
      left: { type: 'PreviousMissing', projection: 'cases', version: 2, stored: 1 },
    });
  });

  test('is not to what never happened, where the log was restored to an earlier moment', async () => {
    const { models, open, log, stored, folded } = desk();
    await done(models.migrate());
    tellCases(log, 0, 10);
    await done(models.rebuild());
    const { database } = desk();
    await sql`update ${sql.table(`${database.schema}.read_model_checkpoints`)} set position = 1000000`.execute(
      database.kysely,
    );
    expect(await done(open().ahead())).toEqual(['cases', 'waits']);
    await done(models.rebuild());
    expect(await tablesOf(desk())).toEqual(['cases_v1', 'waits_v1']);
    expect(await stored()).toEqual(folded());
  });

  test('leaves nothing to go back to of somebody who is erased, and a table that is being built is begun anew', async () => {
    const { open, log, database, stored, folded } = desk();
    const models = open({ projections: [withPersonal, waits] });
    await done(models.migrate());
    tellCases(log, 0, 30);
    await done(models.rebuild());
    const { readByStream: _none, ...plain } = log;
    const stopped = open({
      projections: [withPersonal, waits],
      log: {
        ...plain,
        readByStream: () => async () => ({ _tag: 'Left', left: { type: 'StoreUnavailable', message: 'not now' } }),
      },
    });
    expect(await stopped.rebuild(['cases'])()).toMatchObject({ left: { type: 'StoreUnavailable' } });
    await sql`insert into ${sql.table(`${database.schema}.cases_v1_next`)} select * from ${sql.table(`${database.schema}.cases_v1`)}`.execute(
      database.kysely,
    );
    await done(models.rewrite());
    expect(await tablesOf(desk())).toEqual(['cases_v1', 'cases_v1_next', 'waits_v1', 'waits_v1_previous']);
    const next = await sql`select stream from ${sql.table(`${database.schema}.cases_v1_next`)}`.execute(
      database.kysely,
    );
    expect(next.rows).toEqual([]);
    await done(models.rebuild());
    expect(await stored([withPersonal, waits])).toEqual(folded([withPersonal, waits]));
  });

  test('leaves others the rights that they had, and gives them no more', async () => {
    const { models, open, log, database } = desk();
    const { kysely: db, schema } = database;
    const rights = async () => {
      const { rows } = await sql<{ who: string; what: string }>`
        select coalesce(role.rolname, 'everybody') as who, given.privilege_type || case when given.is_grantable then '*' else '' end as what
        from pg_class as view cross join lateral aclexplode(view.relacl) as given left join pg_roles as role on role.oid = given.grantee
        where view.oid = to_regclass(${`${schema}.cases`}) and given.grantee <> view.relowner
        union all
        select role.rolname, given.privilege_type || ' ' || shown.attname
        from pg_attribute as shown cross join lateral aclexplode(shown.attacl) as given join pg_roles as role on role.oid = given.grantee
        where shown.attrelid = to_regclass(${`${schema}.cases`}) order by 1, 2`.execute(db);
      return rows.map(({ who, what }) => `${who} ${what}`);
    };
    await done(models.migrate());
    tellCases(log, 0, 3);
    const [analyst, clerk] = [`${schema}_analyst`, `${schema}_clerk`];
    for (const role of [analyst, clerk]) await sql`create role ${sql.ref(role)}`.execute(db);
    try {
      await sql`grant select on ${sql.table(`${schema}.cases`)} to ${sql.ref(analyst)} with grant option`.execute(db);
      await sql`grant select (subject) on ${sql.table(`${schema}.cases`)} to ${sql.ref(clerk)}`.execute(db);
      await sql`alter default privileges in schema ${sql.ref(schema)} grant insert on tables to ${sql.ref(clerk)}`.execute(
        db,
      );
      const given = [`${analyst} SELECT*`, `${clerk} SELECT subject`];
      expect(await rights()).toEqual(given);
      await done(models.rebuild());
      expect(await rights()).toEqual(given);
      await done(open({ projections: [second, waits] }).migrate()); // a column goes: the view is made anew
      expect(await rights()).toEqual(given);
      await done(models.rollBack(['cases']));
      expect(await rights()).toEqual(given);
    } finally {
      for (const role of [analyst, clerk]) {
        await sql`drop owned by ${sql.ref(role)}`.execute(db);
        await sql`drop role ${sql.ref(role)}`.execute(db);
      }
    }
  });
});
