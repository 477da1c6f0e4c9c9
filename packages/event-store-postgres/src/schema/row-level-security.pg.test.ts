import type { PoolClient } from 'pg';
import { checkAtStart, logWitness, migrate, postgresEventStore, protectedTable } from '@casebook/event-store-postgres';
import { checkLog, streamName, type EventStore, type ReadByStream } from '@casebook/event-store';
import { newEvent, newEvents } from '@casebook/event-store/contract';
import { literal, TenantId } from '@casebook/vocabulary';
import { codeOf } from '../failures';
import { appendCall, type AppendRequest } from '../store/append-call';
import { rightOf } from '../testing/right-of';
import { deskWithRoles, type DeskWithRoles } from '../testing/desk-with-roles';
import { namesForTenant } from './row-level-security';

const stream = (tenant: string, id: string) => streamName({ category: 'case', tenant: literal(TenantId, tenant), id });

const secret = 'nobody at acme may read this';
let desk: DeskWithRoles;
let ofAcme: EventStore;
let ofAll: EventStore;
beforeAll(async () => {
  desk = await deskWithRoles();
  ofAll = postgresEventStore(await desk.as('writer'));
  ofAcme = postgresEventStore(await desk.as('acme'), { asTenant: true });
  // A place for things of its own, which tenants need not have.
  await desk.admin.pool.query(`create schema own authorization ${desk.role('acme')}`);
  rightOf(await ofAll.append(stream('globex', 'one'), { is: 'any' }, [newEvent('theirs', { data: `"${secret}"` })])());
  rightOf(await ofAll.append(stream('acme', 'one'), { is: 'any' }, newEvents('ours', 2))());
  rightOf(await ofAll.append(stream('globex', 'two'), { is: 'any' }, newEvents('theirs too', 3))());
}, 60_000);
afterAll(() => desk.close());

const snapshot = async (): Promise<unknown> => {
  const { rows: events } = await desk.admin.pool.query(
    `select * from casebook.events where tenant = 'globex' order by position`,
  );
  const { rows: streams } = await desk.admin.pool.query(
    `select * from casebook.streams where tenant = 'globex' order by stream`,
  );
  const { rows: roles } = await desk.admin.pool.query('select * from casebook.tenant_roles order by role');
  return { events, streams, roles };
};

const asAcme = async <A>(use: (client: PoolClient) => Promise<A>): Promise<A> => {
  const client = await (await desk.as('acme')).pool.connect();
  try {
    return await use(client);
  } finally {
    await client.query('rollback');
    client.release(true);
  }
};

describe('a tenant’s role', () => {
  test('opens the log, reads its own events and appends to its own streams', async () => {
    const acme = await desk.as('acme');
    await migrate(acme);
    expect(await checkAtStart(acme)).toBeNull();
    const id = `own ${Math.random()}`;
    const written = rightOf(await ofAcme.append(stream('acme', id), { is: 'noStream' }, newEvents(id, 2))());
    expect(written).toMatchObject({ revision: 1, repeated: false });
    expect(rightOf(await ofAcme.append(stream('acme', id), { is: 'any' }, newEvents(id, 2))())).toMatchObject({
      repeated: true,
      events: written.events,
    });
    expect(await ofAcme.append(stream('acme', id), { is: 'noStream' }, [newEvent('no')])()).toMatchObject({
      left: { type: 'RevisionConflict', actual: 1 },
    });
    const page = rightOf(await ofAcme.readAll({ after: 0, limit: 100 })());
    expect(new Set(page.events.map(({ tenant }) => tenant))).toEqual(new Set(['acme']));
    expect(page.events).toEqual(
      rightOf(await ofAll.readAll({ after: 0, limit: 100, filter: { tenant: literal(TenantId, 'acme') } })()).events,
    );
    expect(rightOf(await ofAcme.readStream(stream('acme', id))())).toEqual(written.events);
  });

  test('does not go past a writer under way, of whichever tenant', async () => {
    const client = await (await desk.as('writer')).pool.connect();
    try {
      const head = rightOf(await ofAcme.head()());
      await client.query('begin');
      const slow: AppendRequest = {
        stream: stream('globex', 'slow'),
        expected: { is: 'any' },
        events: [newEvent('slow')],
      };
      await client.query(appendCall({ ...namesForTenant('casebook'), append: 'casebook.append' }, [slow], null));
      rightOf(await ofAcme.append(stream('acme', 'quick'), { is: 'any' }, [newEvent('quick')])());
      expect(rightOf(await ofAcme.head()())).toBe(head);
      await client.query('rollback');
      expect(rightOf(await ofAcme.head()())).toBeGreaterThan(head);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  test('reads its own streams in their order, and finds no other', async () => {
    const upTo = rightOf(await ofAcme.head()());
    const read = async (store: EventStore, options: Partial<ReadByStream>) => {
      const page = await store.readByStream?.({ upTo, limit: 1000, ...options })();
      return page && rightOf(page);
    };
    const own = await read(ofAll, { filter: { tenant: literal(TenantId, 'acme') } });
    expect(own?.events.length).toBeGreaterThan(1);
    expect(await read(ofAcme, {})).toEqual(own);
    expect(await read(ofAcme, { streams: [stream('globex', 'one')] })).toEqual({ events: [], end: true });
  });

  test('finds nothing of another tenant by any name or id', async () => {
    expect(rightOf(await ofAcme.readStream(stream('globex', 'one'))())).toEqual([]);
    const filter = { tenant: literal(TenantId, 'globex') };
    expect(rightOf(await ofAcme.readAll({ after: 0, limit: 100, filter })()).events).toEqual([]);
    // Whoever knows a command knows the ids of its events: they are free here, as if nobody else had them.
    const same = await ofAcme.append(stream('acme', 'same id'), { is: 'any' }, [newEvent('theirs')])();
    expect(same).toMatchObject({ right: { repeated: false, events: [{ tenant: 'acme', revision: 0 }] } });
  });

  test('has the hashes of its events made from what is stored, whatever it sends', async () => {
    const request: AppendRequest = {
      stream: stream('acme', 'hashed'),
      expected: { is: 'any' },
      events: [newEvent('hashed')],
    };
    const { text, values } = appendCall(namesForTenant('casebook'), [request], null);
    await asAcme((client) => client.query(text, [...values.slice(0, -1), Buffer.alloc(32)]));
    const log = await desk.as('writer');
    expect(rightOf(await checkLog(ofAll, { witness: logWitness(log) })())).toMatchObject({ findings: [] });
  });

  // Each is tried as the role acme; none may bring to light or change what is globex's.
  const attempts: ReadonlyArray<readonly [does: string, ...statements: ReadonlyArray<string>]> = [
    ['reads events', 'select * from casebook.events'],
    ['reads events of that tenant', `select * from casebook.events where tenant = 'globex'`],
    ['reads streams', 'select * from casebook.streams'],
    ['counts', `select count(*) || '' as globex from casebook.events where tenant = 'globex' having count(*) > 0`],
    ['joins', 'select e.* from casebook.streams s left join casebook.events e on true'],
    ['copies them out', 'create temporary table copied as select * from casebook.events', 'select * from copied'],
    [
      'looks through a function cheaper than the policy',
      `create function pg_temp.leak(text, text) returns boolean language plpgsql cost 0.0000001
         as 'begin raise exception using message = $1 || $2; end'`,
      `select * from casebook.events where tenant <> 'acme' and pg_temp.leak(tenant, data)`,
    ],
    [
      'looks through an operator of its own',
      `create function pg_temp.shown(text) returns text language plpgsql immutable cost 0.0000001
         as 'begin if $1 like ''%globex%'' then raise exception using message = $1; end if; return $1; end'`,
      `select max(pg_temp.shown(stream)) from casebook.events`,
    ],
    ['divides by zero', `select 1 / (case tenant when 'globex' then 0 else 1 end) from casebook.events`],
    ['explains', `explain (analyze, costs off) select * from casebook.events where tenant = 'globex'`],
    ['reads the statistics', `select most_common_vals::text from pg_stats where schemaname = 'casebook'`],
    ['reads whose roles there are', 'select * from casebook.tenant_roles'],
    ['reads the write-ahead log of others', `select * from pg_logical_slot_peek_changes('x', null, null)`],
    ['sets a parameter of its own', `set casebook.tenant = 'globex'`, 'select * from casebook.events'],
    ['turns security off', 'set row_security = off', 'select * from casebook.events'],
    ['becomes the other tenant', 'set role %globex', 'select * from casebook.events'],
    ['becomes the other tenant for a transaction', 'begin', 'set local role %globex', 'select * from casebook.events'],
    ['becomes the writer', 'set role %writer', 'select * from casebook.events'],
    ['becomes the owner', 'set role %owner', 'select * from casebook.events'],
    ['becomes another session', 'set session authorization %globex', 'select * from casebook.events'],
    ['sets the role as a parameter', `select set_config('role', '%globex', false)`, 'select * from casebook.events'],
    ['becomes the group', 'set role casebook_%suffix', 'select * from casebook.events'],
    ['appoints itself', `update casebook.tenant_roles set tenant = 'globex'`],
    [
      'appoints itself anew',
      `insert into casebook.tenant_roles values ('%acme', 'globex') on conflict (role) do update set tenant = 'globex'`,
    ],
    ['widens the policy', 'alter policy own_tenant on casebook.events using (true)'],
    ['adds a policy', 'create policy mine on casebook.events for select using (true)'],
    ['drops the policy', 'drop policy own_tenant on casebook.events'],
    ['disables the policies', 'alter table casebook.events disable row level security'],
    ['grants itself the writer', 'grant %writer to %acme', 'set role %writer', 'select * from casebook.events'],
    ['makes a view', 'create temporary view seen as select * from casebook.events', 'select * from seen'],
    ['makes a rule', 'create rule mine as on select to casebook.events do instead select 1'],
    [
      'makes a trigger',
      'create trigger mine after insert on casebook.events execute function casebook.refuse_change()',
    ],
    ['makes a foreign key to probe with', 'create temporary table probe (id uuid references casebook.events (id))'],
    ['copies to standard output', 'copy (select * from casebook.events) to stdout'],
    ['copies the table', 'copy casebook.events to stdout'],
    ['copies into the table', 'copy casebook.events from stdin'],
    ['copies by a program', `copy casebook.events to program 'cat'`],
    ['inserts an event', `insert into casebook.events select * from casebook.events`],
    ['inserts a stream', `insert into casebook.streams values ('case-globex_x', 'globex', 'case', 0, now())`],
    ['updates a stream', `update casebook.streams set revision = 99 where tenant = 'globex'`],
    ['deletes a stream', `delete from casebook.streams where tenant = 'globex'`],
    ['locks a stream', `select * from casebook.streams where tenant = 'globex' for update`],
    ['merges', `merge into casebook.streams s using (values (1)) v on true when matched then delete`],
    ['draws positions', `select nextval('casebook.positions')`],
    ['sets positions', `select setval('casebook.positions', 1)`],
    [
      'replaces the door',
      `create or replace function casebook.assert_own_streams(text[], text[], text[]) returns void language sql as ''`,
    ],
    [
      'calls what the door calls',
      `select * from casebook.assert_own_streams('{case-globex_one}', '{globex}', '{case}')`,
    ],
    [
      'puts functions and operators of its own before those of the door',
      'create function own.starts_with(text, text) returns boolean language sql as $$select true$$',
      'create operator own.= (function = own.starts_with, leftarg = text, rightarg = text)',
      'grant usage on schema own to public',
      'set search_path = own, pg_catalog',
      '%append',
    ],
    [
      'puts a table of its own before that of the door',
      `create temporary table tenant_roles as select '%acme'::name as role, 'globex' as tenant`,
      'set search_path = pg_temp, casebook',
      '%append',
    ],
    ['appends to the other’s stream', '%append'],
    ['sets a role for the door', `select set_config('role', 'none', false)`, '%append'],
  ];

  test.each(attempts.map(([does, ...statements]) => [does, statements] as const))(
    'gets nowhere when it %s',
    async (does, statements) => {
      const before = await snapshot();
      const theft: AppendRequest = {
        stream: stream('globex', 'one'),
        expected: { is: 'any' },
        events: [newEvent(`by acme: ${does}`)],
      };
      const said: Array<string> = [];
      const suffix = desk.role('acme').slice('acme_'.length);
      await asAcme(async (client) => {
        client.on('notice', ({ message }) => said.push(message ?? ''));
        for (const statement of statements) {
          const sql =
            statement === '%append'
              ? appendCall(namesForTenant('casebook'), [theft], null)
              : statement.replaceAll(/%(acme|globex|writer|owner)/g, `$1_${suffix}`).replaceAll('%suffix', suffix);
          try {
            const answer = await client.query<Record<string, unknown>>(sql);
            said.push(JSON.stringify([answer].flat().map(({ rows }) => rows)));
          } catch (error) {
            if (typeof sql !== 'string') expect(codeOf(error)).toBe('42501');
            said.push(
              error instanceof Error
                ? error.message.replaceAll(/role "?\w+_\w+"?|"(globex|writer|owner)_\w+"/g, '')
                : '',
            );
          }
        }
      });
      // The names of what was asked for are in some refusals; what was never said is not.
      const told = said.join('\n');
      expect(told).not.toContain(secret);
      expect(told).not.toMatch(/case-globex_(two|slow)|"tenant":"globex"|division by zero/);
      expect(await snapshot()).toEqual(before);
    },
  );

  test.each([
    ['of the other tenant', ['case-globex_x'], ['globex'], ['case']],
    ['of the other tenant, said to be its own', ['case-globex_x'], ['acme'], ['case']],
    ['of a tenant whose name begins alike', ['case-acme-north_x'], ['acme'], ['case']],
    ['with a category that is none', ['case-x-acme_x'], ['acme'], ['case-x']],
    ['that are partly its own', ['case-acme_x', 'case-globex_x'], ['acme', 'globex'], ['case', 'case']],
    ['with fewer tenants than streams', ['case-acme_x', 'case-globex_x'], ['acme'], ['case']],
    ['without a tenant', ['case-acme_x'], [null], ['case']],
  ])('is refused streams %s', async (_, streams, tenants, categories) => {
    const before = await snapshot();
    const request: AppendRequest = {
      stream: stream('acme', 'x'),
      expected: { is: 'any' },
      events: [newEvent('forged')],
    };
    const { text, values } = appendCall(namesForTenant('casebook'), [request], null);
    const forged = asAcme((client) => client.query(text, [streams, tenants, categories, ...values.slice(3)]));
    await expect(forged).rejects.toMatchObject({
      code: '42501',
      message: expect.stringContaining('of tenant acme only'),
    });
    expect(await snapshot()).toEqual(before);
  });

  test('sees what is its own after a set role of whoever may be several tenants', async () => {
    // A pooler that logs in once and becomes the tenant for a transaction: safe where the tenant cannot send SQL of its own.
    const client = await desk.admin.pool.connect();
    const tenantsSeen = async (): Promise<unknown> =>
      (await client.query(`select distinct tenant from casebook.events order by tenant`)).rows;
    try {
      for (const tenant of ['acme', 'globex'] as const) {
        await client.query('begin');
        await client.query(`set local role ${desk.role(tenant)}`);
        expect(await tenantsSeen()).toEqual([{ tenant }]);
        const own: AppendRequest = {
          stream: stream(tenant, 'pooled'),
          expected: { is: 'any' },
          events: [newEvent(`pooled ${tenant}`)],
        };
        await client.query(appendCall(namesForTenant('casebook'), [own], null));
        const other: AppendRequest = { ...own, stream: stream(tenant === 'acme' ? 'globex' : 'acme', 'pooled') };
        await expect(client.query(appendCall(namesForTenant('casebook'), [other], null))).rejects.toMatchObject({
          code: '42501',
        });
        await client.query('rollback');
      }
    } finally {
      client.release();
    }
  });
});

describe('row-level security', () => {
  test('covers every table of the log that says whose a row is', async () => {
    const { rows } = await desk.admin.pool.query(
      `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'casebook'::regnamespace and c.relkind = 'r' and a.attname = 'tenant'
         and not c.relrowsecurity
         and exists (select from aclexplode(c.relacl) x where x.grantee::regrole::text not in (c.relowner::regrole::text, $1, $2))`,
      [desk.role('writer'), desk.role('reader')],
    );
    expect(rows).toEqual([]);
  });

  test('is offered to tables of others, who see their own rows of them', async () => {
    const owner = await desk.as('owner');
    const group = `"casebook_${desk.role('acme').slice('acme_'.length)}"`;
    await owner.pool.query(
      `create table casebook.notes (tenant text, note text); insert into casebook.notes values ('acme', 'a'), ('globex', 'g')`,
    );
    await owner.pool.query(
      `grant select on casebook.notes to ${group}, ${desk.role('stranger')}; grant usage on schema casebook to ${desk.role('stranger')}`,
    );
    const everybody = [desk.role('writer'), desk.role('reader')];
    for (const statement of protectedTable({ schema: 'casebook', table: 'notes', tenants: group, everybody }))
      await owner.pool.query(statement);
    const seen = async (name: 'owner' | 'writer' | 'reader' | 'acme' | 'globex' | 'stranger'): Promise<unknown> =>
      (await (await desk.as(name)).pool.query('select note from casebook.notes order by note')).rows;
    for (const name of ['owner', 'writer', 'reader'] as const)
      expect(await seen(name)).toEqual([{ note: 'a' }, { note: 'g' }]);
    expect(await seen('acme')).toEqual([{ note: 'a' }]);
    expect(await seen('globex')).toEqual([{ note: 'g' }]);
    expect(await seen('stranger')).toEqual([]);
  });

  test('leaves the indexes of the writer’s and the tenant’s reads in use, and costs the writer no filter', async () => {
    await desk.admin.pool.query('analyze casebook.events');
    const plan = async (name: 'owner' | 'writer' | 'acme', where: string): Promise<string> => {
      const client = await (await desk.as(name)).pool.connect();
      try {
        await client.query('begin; set local enable_seqscan = off'); // as with a table worth an index
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(
          `explain (costs off) select * from casebook.events where ${where}`,
        );
        return rows.map((row) => row['QUERY PLAN']).join('\n');
      } finally {
        await client.query('rollback');
        client.release();
      }
    };
    for (const where of [
      `stream = 'case-acme_one' and revision >= 0 order by revision`,
      `position > 3 and position <= 9 order by position limit 10`,
    ]) {
      const plain = await plan('owner', where);
      expect(plain).toMatch(/Index Scan/);
      expect(await plan('writer', where)).toBe(plain);
      const ofTenant = await plan('acme', where);
      expect(ofTenant).toMatch(/Index Scan using .* on events/);
      expect(ofTenant).toMatch(/InitPlan/); // asked once, not for every row
    }
  });
});
