import { randomBytes } from 'node:crypto';
import { agent, openCasebook, run } from '@casebook/casebook';
import { openDatabase, type Database } from '@casebook/event-store-postgres';

const service = `
-- #region service
create role casebook_service login password 'secret';
create database desk;
revoke all on database desk from public;
grant connect, create on database desk to casebook_service;
-- #endregion
`;

const analyst = `
-- #region analyst
create role analyst login password 'secret';
grant connect on database desk to analyst;
grant usage on schema casebook_analytics to analyst;
grant select on all tables in schema casebook_analytics to analyst;
alter default privileges for role casebook_service in schema casebook_analytics grant select on tables to analyst;

alter role analyst in database desk set search_path = casebook_analytics;
alter role analyst in database desk set default_transaction_read_only = on;
alter role analyst in database desk set statement_timeout = '1min';
-- #endregion
`;

const queries = [
  `
-- #region monthly
select date_trunc('month', created_at) as month, count(*) as cases, count(*) filter (where undisturbed) as undisturbed,
  percentile_cont(0.5) within group (order by hours_to_first_resolution) as median_hours
from fact_case
where tenant = 'acme'
group by month
order by month;
-- #endregion
`,
  `
-- #region backlog
select day, count(s.stream) as open
from generate_series(date '2026-03-01', date '2026-03-31', interval '1 day') as day
left join status_interval s
  on s.tenant = 'acme' and s.open and s.since <= day and (s.until is null or s.until > day)
group by day
order by day;
-- #endregion
`,
  `
-- #region comments
select c.column_name, col_description('casebook_analytics.fact_case'::regclass, c.ordinal_position::integer) as meaning
from information_schema.columns c
where c.table_schema = 'casebook_analytics' and c.table_name = 'fact_case'
order by c.ordinal_position;
-- #endregion
`,
];

const serverUrl = (): URL => {
  const url = process.env['CASEBOOK_TEST_DATABASE_URL'];
  if (url === undefined) throw new Error('CASEBOOK_TEST_DATABASE_URL must name a PostgreSQL server for tests');
  return new URL(url);
};

const urlOf = (user: string, database: string): string => {
  const url = serverUrl();
  url.username = user;
  url.password = 'secret';
  url.pathname = `/${database}`;
  return url.href;
};

describe('on a server, with the rights that the guides give', () => {
  const suffix = randomBytes(6).toString('hex');
  const own = (name: string): string => `${name}_${suffix}`;
  // Roles are the server's: a test has names of its own. So has its database.
  const renamed = (sql: string): string =>
    sql
      .replaceAll(/\b(casebook_service|analyst)\b/g, own('$1'))
      .replaceAll(/\bdatabase desk\b/g, `database ${own('desk')}`);
  const statements = (sql: string): ReadonlyArray<string> => renamed(sql).split(';').slice(0, -1);
  const opened: Array<Database> = [];
  const open = async (url: string): Promise<Database> => {
    const database = await openDatabase({ url });
    opened.push(database);
    return database;
  };
  let admin: Database;
  let owner: Database;

  beforeAll(async () => {
    admin = await open(serverUrl().href);
    for (const statement of statements(service)) await admin.pool.query(statement);
    const url = serverUrl();
    url.pathname = `/${own('desk')}`;
    owner = await open(url.href);
  });
  afterAll(async () => {
    for (const database of opened.slice(1).reverse()) await database.close();
    await admin.pool.query(`drop database ${own('desk')} with (force)`);
    for (const role of ['casebook_service', 'analyst']) await admin.pool.query(`drop role if exists ${own(role)}`);
    await admin.close();
  });

  test('a service runs in a pool of its own, and leaves it open', async () => {
    const { pool } = await open(urlOf(own('casebook_service'), own('desk')));
    // #region pool
    const casebook = await openCasebook({ pool, schema: 'casebook', follow: true });
    // #endregion
    const desk = casebook.as({ tenant: 'acme', actor: agent('ada') });
    const { id, number } = await run(desk.cases.create({ channel: 'chat', subject: 'Screen stays dark' }));
    const { events } = await run(desk.cases.assign(id, { agent: 'ada', team: 'support' }));
    const then = events[0]?.occurredAt ?? '';
    await run(desk.cases.resolve(id, { code: 'replaced', notes: 'New device sent.' }));
    expect(await run(desk.queues.team('support', { asOf: then }))).toMatchObject([{ number }]);
    await casebook.close();
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  test('an analyst reads the views made for analysts, and nothing else', async () => {
    for (const statement of statements(analyst)) await owner.pool.query(statement);
    const { pool } = await open(urlOf(own('analyst'), own('desk')));
    const answers: Array<ReadonlyArray<unknown>> = [];
    for (const query of queries) answers.push((await pool.query(query)).rows);
    const [monthly, backlog, comments] = answers;
    expect(monthly).toMatchObject([{ cases: '1', undisturbed: '1' }]);
    expect(backlog).toHaveLength(31);
    expect(comments).toContainEqual({ column_name: 'number', meaning: expect.stringMatching(/./) });
    await expect(pool.query('select * from casebook.events')).rejects.toThrow('permission denied');
    await expect(pool.query('create table mine (x int)')).rejects.toThrow();
  });
});
