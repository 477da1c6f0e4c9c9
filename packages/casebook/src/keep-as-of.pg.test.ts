import { instantOf } from '@casebook/vocabulary';
import { openDatabase } from '@casebook/event-store-postgres';
import { agent } from './actors';
import { openCasebook, type Casebook } from './open';
import { run } from './run';

const database = process.env['CASEBOOK_TEST_DATABASE_URL'] ?? 'set by the global setup of jest';
const own = `keep_${process.pid}`;
const begin = Date.UTC(2026, 2, 16, 9);
const at = (minutes: number): string => instantOf(begin + minutes * 60_000);

describe.each([
  { engine: 'PGlite', place: { memory: true } as const },
  { engine: 'PostgreSQL', place: { database } },
])('what a casebook keeps as of an instant, on $engine', ({ place, engine }) => {
  let casebook: Casebook;
  let now = begin;
  let number = '';
  const ask = async (statement: string) => (await run(casebook.sql(statement))).rows;
  const exec = async (...statements: ReadonlyArray<string>): Promise<void> => {
    const { pool, close } = await openDatabase({ url: database });
    for (const statement of statements) await pool.query(statement);
    await close();
  };

  beforeAll(async () => {
    casebook = await openCasebook({ ...place, schema: own, clock: () => instantOf(now) });
    const { cases } = casebook.as({ tenant: 'acme', actor: agent('ada') });
    const created = await run(cases.create({ channel: 'phone', subject: 'Dark since Grace moved', customer: 'grace' }));
    number = created.number;
    now += 10 * 60_000;
    await run(cases.assign(created.id, { team: 'support', agent: 'ada' }));
    now += 10 * 60_000;
    await run(cases.create({ channel: 'chat', subject: 'Another' }));
    await run(cases.resolve(created.id, { code: 'replaced', notes: 'Sent.' }));
  }, 60_000);
  afterAll(async () => {
    await casebook.close();
    if (engine === 'PostgreSQL')
      await exec(
        ...['', '_analytics', '_keys', '_march', '_again'].map((end) => `drop schema if exists ${own}${end} cascade`),
      );
  });

  test('is what had happened by then, and stays so', async () => {
    const kept = await run(casebook.keepAsOf(at(15), { into: `${own}_march` }));
    const { position } = (await run(casebook.log.readAll({ after: 0, limit: 100 }))).events.at(-1) ?? {};
    expect(kept).toMatchObject({ schema: `${own}_march`, at: at(15), position });
    expect(kept.tables).toEqual(
      expect.arrayContaining([
        { name: 'fact_case', rows: 1 },
        { name: 'case_facts', rows: 1 },
      ]),
    );
    const figures = `select number, team_last, status, first_resolved_at from`;
    const then = [{ number, team_last: 'support', status: 'New', first_resolved_at: null }];
    expect(await ask(`${figures} ${own}_march.fact_case`)).toEqual(then);
    now += 60_000;
    await run(casebook.as({ tenant: 'acme', actor: agent('ada') }).cases.create({ channel: 'chat', subject: 'Late' }));
    expect(await ask(`${figures} ${own}_march.fact_case`)).toEqual(then);
    expect(
      await ask(`select agent, until, hours from ${own}_march.assignment_interval where agent is not null`),
    ).toEqual([{ agent: 'ada', until: null, hours: null }]);
  });

  test('says what it is, table by table, and tells nothing about a person', async () => {
    expect(
      await ask(`select obj_description(oid) as comment from pg_namespace where nspname = '${own}_march'`),
    ).toEqual([{ comment: expect.stringMatching(`^Casebook as of ${at(15)}: .* position [0-9]+$`) }]);
    const columns = await ask(
      `select c.table_name || '.' || c.column_name as name,
         col_description((quote_ident(c.table_schema) || '.' || quote_ident(c.table_name))::regclass, c.ordinal_position::integer) as meaning
       from information_schema.columns c where c.table_schema = '${own}_march'`,
    );
    const names = columns.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['case_index.number', 'fact_case.undisturbed', 'status_intervals.until']),
    );
    expect(names).not.toContain('case_index.subject');
    expect(columns.filter(({ meaning }) => meaning === null)).toEqual([]);
  });

  test('is made in the place of another only where that is wanted', async () => {
    const again = () => ask(`select count(*) as n from ${own}_again.fact_case`);
    await run(casebook.keepAsOf(at(15), { into: `${own}_again` }));
    expect(await casebook.keepAsOf(at(25), { into: `${own}_again` })()).toMatchObject({
      left: { type: 'SchemaTaken', why: 'exists' },
    });
    expect(await again()).toEqual([{ n: 1 }]);
    await run(casebook.keepAsOf(at(25), { into: `${own}_again`, replace: true }));
    expect(await again()).toEqual([{ n: 3 }]);
  });

  test.each([own, 'public', `${own}_analytics`])(
    'is never put in the place of what it has not made: %s',
    async (into) => {
      expect(await casebook.keepAsOf(at(15), { into, replace: true })()).toMatchObject({
        left: { type: 'SchemaTaken', why: 'foreign' },
      });
      expect(await ask('select count(*) as n from fact_case')).toEqual([{ n: 3 }]);
    },
  );

  test('is there as a whole or not at all', async () => {
    const wanted = { into: `${own}_half`, analyst: 'nobody_of_this_name' };
    expect(await casebook.keepAsOf(at(15), wanted)()).toMatchObject({
      left: { type: 'RoleUnknown', role: wanted.analyst },
    });
    expect(
      await ask(
        `select from pg_namespace where starts_with(nspname, '${own}_half') or starts_with(nspname, '${own}_as_of')`,
      ),
    ).toEqual([]);
  });

  test('needs a name that every tool can read', async () => {
    expect(await casebook.keepAsOf(at(15), { into: 'March 2026' })()).toMatchObject({ left: { type: 'InvalidInput' } });
    expect(await casebook.keepAsOf('in March', { into: 'march' })()).toMatchObject({ left: { type: 'InvalidInput' } });
  });

  if (engine === 'PostgreSQL')
    test('is read by the analyst, who may read nothing else, and left alone where somebody has built on it', async () => {
      const analyst = `${own}_bi`;
      const into = `${own}_march`;
      await exec(`create role ${analyst}`);
      await run(casebook.keepAsOf(at(15), { into, replace: true, analyst }));
      const { pool, close } = await openDatabase({ url: database });
      const client = await pool.connect();
      await client.query(`set role ${analyst}`);
      expect((await client.query(`select number from ${into}.fact_case`)).rows).toEqual([{ number }]);
      await expect(client.query(`select number from ${own}.case_facts`)).rejects.toMatchObject({ code: '42501' });
      await client.query('reset role');
      client.release();
      await close();
      await exec(`create view public.${own}_mine as select number from ${into}.fact_case`);
      expect(await casebook.keepAsOf(at(25), { into, replace: true })()).toMatchObject({
        left: { type: 'SchemaTaken', why: 'used' },
      });
      expect(await ask(`select number from ${into}.fact_case`)).toEqual([{ number }]);
      await exec(`drop schema ${into} cascade`, `drop role ${analyst}`);
    });
});
