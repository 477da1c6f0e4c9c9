import { checkAtStart, migrate, postgresEventStore, rolesSql } from '@casebook/event-store-postgres';
import { streamName } from '@casebook/event-store';
import { newEvent } from '@casebook/event-store/contract';
import { literal, TenantId } from '@casebook/vocabulary';
import * as E from 'fp-ts/Either';
import { codeOf } from '../failures';
import { appendCall } from '../store/append-call';
import { deskWithRoles, type DeskWithRoles, type RoleName } from '../testing/desk-with-roles';
import { namesIn } from './names';

const acme = literal(TenantId, 'acme');
const stream = (id: string) => streamName({ category: 'case', tenant: acme, id });

let desk: DeskWithRoles;
beforeAll(async () => {
  desk = await deskWithRoles();
  const owner = await desk.as('owner');
  await postgresEventStore(owner).append(stream('one'), { is: 'any' }, [newEvent('one')])();
  // What the owner makes after the rights were given: a read model as the kernel names them, and a view for analysts.
  await owner.pool.query('create table casebook.queue_v1 (tenant text, number text)');
  await owner.pool.query('create view casebook.queue as select * from casebook.queue_v1');
  await owner.pool.query('create view casebook_analytics.fact as select tenant, stream from casebook.events');
}, 60_000);
afterAll(() => desk.close());

const denied = '42501'; // insufficient_privilege
const refused = '23001'; // restrict_violation: append-only

const call = (name: string) =>
  appendCall(namesIn('casebook'), [{ stream: stream('one'), expected: { is: 'any' }, events: [newEvent(name)] }], null);

interface Operation {
  readonly does: string;
  readonly sql: string | ReturnType<typeof appendCall>;
  /** In the order of `asked`. */
  readonly comes: ReadonlyArray<string>;
}
const asked: ReadonlyArray<RoleName> = ['owner', 'writer', 'reader', 'analyst', 'acme', 'stranger'];
const works = 'works';

const operations: ReadonlyArray<Operation> = [
  { does: 'read events', sql: 'select * from casebook.events', comes: [works, works, works, denied, works, denied] },
  { does: 'read the mark', sql: 'select casebook.readable()', comes: [works, works, works, denied, denied, denied] },
  {
    does: 'read the mark as a tenant',
    sql: 'select casebook.readable_as_tenant()',
    comes: [works, denied, denied, denied, works, denied],
  },
  { does: 'append', sql: call('by a call'), comes: [works, works, denied, denied, denied, denied] },
  {
    does: 'insert an event by hand',
    sql: `insert into casebook.events select * from casebook.events where false`,
    comes: [works, works, denied, denied, denied, denied],
  },
  {
    does: 'insert a stream by hand',
    sql: 'insert into casebook.streams select * from casebook.streams where false',
    comes: [works, works, denied, denied, denied, denied],
  },
  {
    does: 'change events',
    sql: 'update casebook.events set data = data',
    comes: [refused, denied, denied, denied, denied, denied],
  },
  {
    does: 'delete events',
    sql: 'delete from casebook.events',
    comes: [refused, denied, denied, denied, denied, denied],
  },
  { does: 'truncate', sql: 'truncate casebook.events', comes: [refused, denied, denied, denied, denied, denied] },
  {
    does: 'lock the table against others',
    sql: 'lock table casebook.events in exclusive mode',
    comes: [works, denied, denied, denied, denied, denied],
  },
  {
    does: 'draw a position',
    sql: `select nextval('casebook.positions')`,
    comes: [works, works, denied, denied, denied, denied],
  },
  {
    does: 'set positions back',
    sql: `select setval('casebook.positions', 1)`,
    comes: [works, denied, denied, denied, denied, denied],
  },
  {
    does: 'disable the protection',
    sql: 'alter table casebook.events disable trigger append_only',
    comes: [works, denied, denied, denied, denied, denied],
  },
  {
    does: 'add a column',
    sql: 'alter table casebook.events add column more text',
    comes: [works, denied, denied, denied, denied, denied],
  },
  {
    does: 'create a table',
    sql: 'create table casebook.mine (x integer)',
    comes: [works, denied, denied, denied, denied, denied],
  },
  {
    does: 'replace the function that appends',
    sql: `create or replace function casebook.readable() returns bigint language sql as 'select 0::bigint'`,
    comes: [works, denied, denied, denied, denied, denied],
  },
  {
    does: 'read a read model made later',
    sql: 'select * from casebook.queue',
    comes: [works, works, works, denied, denied, denied],
  },
  {
    does: 'fold into a read model made later',
    sql: `insert into casebook.queue_v1 values ('acme', 'C-1')`,
    comes: [works, works, denied, denied, denied, denied],
  },
  {
    does: 'read a view for analysts made later',
    sql: 'select * from casebook_analytics.fact',
    comes: [works, works, works, works, denied, denied],
  },
  {
    does: 'say whose tenant a role is',
    sql: `update casebook.tenant_roles set tenant = 'globex'`,
    comes: [works, denied, denied, denied, denied, denied],
  },
  {
    does: 'change a policy',
    sql: 'alter policy own_tenant on casebook.events using (true)',
    comes: [works, denied, denied, denied, denied, denied],
  },
  {
    does: 'say that migrations were applied',
    sql: `insert into casebook.migrations values (99, 'mine')`,
    comes: [works, denied, denied, denied, denied, denied],
  },
];

describe.each(asked.map((name, column) => [name, column] as const))('the role %s', (name, column) => {
  test.each(operations.map(({ does, sql, comes }) => [does, comes[column] ?? '', sql] as const))(
    'when it tries to %s: %s',
    async (_, comes, sql) => {
      const { pool } = await desk.as(name);
      const client = await pool.connect();
      try {
        await client.query('begin read write'); // whatever the role's default is: that could be changed by anybody
        const came = await client.query(sql).then(() => works, codeOf);
        expect(came).toBe(comes);
      } finally {
        await client.query('rollback');
        client.release();
      }
    },
  );
});

describe('with rights to its work and no others', () => {
  test('a writer opens the log that is there, appends and reads', async () => {
    const writer = await desk.as('writer');
    await migrate(writer);
    expect(await checkAtStart(writer)).toBeNull();
    const store = postgresEventStore(writer);
    const answer = await store.append(stream('two'), { is: 'noStream' }, [newEvent('two')])();
    expect(answer).toMatchObject({ right: { revision: 0 } });
    expect(await store.append(stream('two'), { is: 'any' }, [newEvent('two')])()).toMatchObject({
      right: { repeated: true },
    });
    expect(await store.append(stream('two'), { is: 'noStream' }, [newEvent('again')])()).toMatchObject({
      left: { type: 'RevisionConflict', actual: 0 },
    });
    expect(await store.readStream(stream('two'))()).toMatchObject({ right: [{ data: newEvent('two').data }] });
    const next = newEvent('nothing came of it');
    const other = streamName({ category: 'case', tenant: acme, id: 'three' });
    expect(E.isLeft(await store.append(other, { is: 'exists' }, [next])())).toBe(true);
  });

  test('a writer cannot set positions right, and says who can', async () => {
    const owner = await desk.as('owner');
    const { rows } = await owner.pool.query<{ last: string }>(
      'select last_value::text as last from casebook.positions',
    );
    const last = Number(rows[0]?.last);
    await owner.pool.query(`select setval('casebook.positions', 1)`);
    await expect(checkAtStart(await desk.as('writer'))).rejects.toMatchObject({
      type: 'LogDamaged',
      faults: [{ kind: 'sequenceBehind', remedy: expect.stringContaining('its owner') }],
    });
    expect(await checkAtStart(owner)).toEqual({ positionsFrom: 1, positionsTo: expect.any(Number) });
    expect(await checkAtStart(await desk.as('writer'))).toBeNull();
    expect(last).toBeGreaterThan(1);
  });

  test('a reader opens it, sees what writers have under way, and cannot append', async () => {
    const reader = await desk.as('reader');
    await migrate(reader);
    expect(await checkAtStart(reader)).toBeNull();
    const store = postgresEventStore(reader);
    const before = await store.head()();
    const client = await (await desk.as('writer')).pool.connect();
    try {
      await client.query('begin');
      await client.query(call('under way'));
      const other = streamName({ category: 'case', tenant: acme, id: 'quick' });
      const quick = await postgresEventStore(await desk.as('writer')).append(other, { is: 'any' }, [
        newEvent('quick'),
      ])();
      expect(E.isRight(quick)).toBe(true);
      expect(await store.head()()).toEqual(before);
    } finally {
      await client.query('rollback');
      client.release();
    }
    expect(await store.head()()).not.toEqual(before);
    expect(await store.append(stream('one'), { is: 'any' }, [newEvent('by a reader')])()).toMatchObject({
      left: { type: 'StoreUnavailable', message: expect.stringContaining('permission denied') },
    });
  });

  test('an analyst finds the views without saying where, and cannot stay for longer than a minute', async () => {
    const { pool } = await desk.as('analyst');
    expect((await pool.query('select tenant from fact')).rows).not.toEqual([]);
    expect((await pool.query('show statement_timeout')).rows).toEqual([{ statement_timeout: '1min' }]);
  });

  test('the same SQL run again changes nothing', async () => {
    const rights = async (): Promise<unknown> =>
      (
        await desk.admin.pool.query(
          `select c.relname, c.relacl::text, c.relrowsecurity, (select json_agg(p order by p.policyname) from pg_policies as p where p.tablename = c.relname)
           from pg_class as c where c.relnamespace = 'casebook'::regnamespace and c.relkind in ('r', 'S', 'v') order by c.relname`,
        )
      ).rows;
    await desk.admin.pool.query(desk.rolesSql());
    const before = await rights();
    await desk.admin.pool.query(desk.rolesSql());
    expect(await rights()).toEqual(before);
  });
});

describe('the SQL for roles', () => {
  const run = async (sql: string): Promise<unknown> => {
    const client = await desk.admin.pool.connect();
    try {
      return await client.query(sql);
    } finally {
      await client.query('rollback');
      client.release();
    }
  };

  test('refuses a role from which nothing can be kept', async () => {
    const { rows } = await desk.admin.pool.query<{ me: string }>('select current_user as me');
    const sql = rolesSql({ owner: desk.role('owner'), writer: rows[0]?.me ?? '' });
    await expect(run(sql)).rejects.toThrow('is a superuser or bypasses row-level security');
  });

  test('refuses a schema without a log, and an owner who is not', async () => {
    await expect(run(rolesSql({ schema: 'nothing', owner: desk.role('owner') }))).rejects.toMatchObject({
      message: expect.stringContaining('there is no log in schema nothing'),
      hint: expect.stringContaining('casebook migrate'),
    });
    await expect(run(rolesSql({ owner: desk.role('stranger') }))).rejects.toThrow('schema casebook does not belong to');
  });

  test.each([
    [{ owner: 'o"; drop' }, 'owner "o\\"; drop" must be 1 to 63 letters'],
    [{ owner: 'o', writer: 'pg_read_all_data' }, 'writer'],
    [{ owner: 'o', writer: 'o' }, 'role o is named twice'],
    [{ owner: 'o', schema: 'My' }, 'schema "My" must be 1 to 48 lower-case letters'],
    [{ owner: 'o', tenants: [{ tenant: `x'`, role: 'r' }] }, `tenant "x'" must be 1 to 63 lower-case letters`],
  ])('refuses names that cannot be: %j', (roles, message) => {
    expect(() => rolesSql(roles)).toThrow(message);
  });
});
