import { checkAtStart, migrate, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { streamName, type EventStore } from '@casebook/event-store';
import { newEvent, newEvents } from '@casebook/event-store/contract';
import { literal, TenantId } from '@casebook/vocabulary';
import * as E from 'fp-ts/Either';
import { appendCall, type AppendRequest } from '../store/append-call';
import { rightOf } from '../testing/right-of';
import { deskWithRoles, type DeskWithRoles } from '../testing/desk-with-roles';
import { migrateWith } from './migrate';
import { migrations } from './migrations';
import { namesIn } from './names';

const stream = streamName({ category: 'case', tenant: literal(TenantId, 'acme'), id: 'one' });
describe('two desks in one database, each in a schema of its own,', () => {
  let desk: DeskWithRoles;
  let first: Database;
  let second: Database;
  let ofFirst: EventStore;
  let ofSecond: EventStore;
  beforeAll(async () => {
    desk = await deskWithRoles(['first', 'second']);
    first = await desk.as('owner', 'first');
    second = await desk.as('owner', 'second');
    ofFirst = postgresEventStore(first);
    ofSecond = postgresEventStore(second);
  }, 60_000);
  afterAll(() => desk.close());

  test('have the same streams and event ids, positions and revisions of their own', async () => {
    const one = rightOf(await ofFirst.append(stream, { is: 'noStream' }, newEvents('same', 2))());
    const other = rightOf(await ofSecond.append(stream, { is: 'noStream' }, newEvents('same', 2))());
    expect(other).toMatchObject({ position: one.position, revision: 1, repeated: false });
    rightOf(await ofFirst.append(stream, { is: 'any' }, [newEvent('more')])());
    expect(rightOf(await ofFirst.head()())).toBe(3);
    expect(rightOf(await ofSecond.head()())).toBe(2);
    expect(rightOf(await ofSecond.readAll({ after: 0, limit: 10 })()).events).toEqual(other.events);
  });

  test('do not wait for each other’s writers', async () => {
    const client = await first.pool.connect();
    try {
      await client.query('begin');
      const slow: AppendRequest = { stream, expected: { is: 'any' }, events: [newEvent('slow')] };
      await client.query(appendCall(namesIn('first'), [slow], null));
      const quick = rightOf(await ofSecond.append(stream, { is: 'any' }, [newEvent('quick')])());
      expect(rightOf(await ofSecond.head()())).toBe(quick.position);
      const before = rightOf(await ofFirst.head()());
      const other = streamName({ category: 'case', tenant: literal(TenantId, 'acme'), id: 'other' });
      rightOf(await ofFirst.append(other, { is: 'any' }, [newEvent('behind')])());
      expect(rightOf(await ofFirst.head()())).toBe(before); // within one schema they do
    } finally {
      await client.query('rollback');
      client.release();
    }
    // Readers whose schemas happened to share a tag would only wait for each other, see names.ts.
    expect(namesIn('first').tag).not.toBe(namesIn('second').tag);
  });

  test('are migrated apart', async () => {
    const version = Math.max(...migrations.map((migration) => migration.version)) + 1;
    const next = { version, name: 'a further table', statements: () => ['create table "first"."further" (n integer)'] };
    await migrateWith([...migrations, next])(first);
    await migrate(second);
    const versions = async ({ pool, schema }: Database): Promise<unknown> =>
      (await pool.query(`select max(version) as newest from "${schema}".migrations`)).rows;
    expect(await versions(first)).toEqual([{ newest: version }]);
    expect(await versions(second)).toEqual([{ newest: version - 1 }]);
  });

  test('mend themselves apart', async () => {
    await first.pool.query(`select setval('first.positions', 1)`);
    expect(await checkAtStart(second)).toBeNull();
    expect(await checkAtStart(first)).toMatchObject({ positionsFrom: 1 });
  });

  test('know their roles apart: a role of one is nobody at the other', async () => {
    await desk.admin.pool.query(`revoke usage on schema "second" from ${desk.role('writer')}`);
    await desk.admin.pool.query(`update second.tenant_roles set tenant = 'globex' where role = '${desk.role('acme')}'`);
    const writer = postgresEventStore(await desk.as('writer', 'second'));
    expect(await writer.append(stream, { is: 'any' }, [newEvent('by a stranger')])()).toMatchObject({
      left: { type: 'StoreUnavailable', message: 'permission denied for schema second' },
    });
    const here = postgresEventStore(await desk.as('acme', 'first'), { asTenant: true });
    const there = postgresEventStore(await desk.as('acme', 'second'), { asTenant: true });
    expect(rightOf(await here.readStream(stream)())).not.toEqual([]);
    expect(rightOf(await there.readStream(stream)())).toEqual([]);
    expect(E.isRight(await here.append(stream, { is: 'any' }, [newEvent('here')])())).toBe(true);
    expect(await there.append(stream, { is: 'any' }, [newEvent('there')])()).toMatchObject({
      left: { message: expect.stringContaining('appends to streams of tenant globex only') },
    });
  });
});
