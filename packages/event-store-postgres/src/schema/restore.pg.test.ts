import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { checkAtStart, migrate, openDatabase, postgresEventStore, type Database } from '@casebook/event-store-postgres';
import { streamName, type StoredEvent } from '@casebook/event-store';
import { newEvent, newEvents } from '@casebook/event-store/contract';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { startPrivatePostgres, versions, type PrivatePostgres } from '@casebook/postgres-for-tests';
import { literal, TenantId } from '@casebook/vocabulary';
import { dump } from '../testing/dumps/dump';
import { tell } from '../testing/dumps/telling-log';
import { rightOf } from '../testing/right-of';

const path = (process.env['PATH'] ?? '').split(delimiter);
const stream = (id: string) => streamName({ category: 'case', tenant: literal(TenantId, 'acme'), id });

/** A log of several writers, in a database whose transactions have gone on for a while. */
const fill = async (database: Database): Promise<ReadonlyArray<StoredEvent>> => {
  await migrate(database);
  // Transactions in a loop of its own: what a server has seen of them before its events were written.
  await database.pool.query(
    'do $$ begin for i in 1 .. 3000 loop perform pg_current_xact_id(); commit; end loop; end $$',
  );
  const stores = [1, 2, 3].map(() => postgresEventStore(database));
  for (const store of stores.slice(0, 1)) await tell(store);
  await Promise.all(
    stores.flatMap((store, writer) =>
      Array.from({ length: 10 }, async (_, turn) =>
        rightOf(await store.append(stream(String(turn % 4)), { is: 'any' }, newEvents(`${writer} ${turn}`, 3))()),
      ),
    ),
  );
  return everything(database);
};

const everything = async (database: Database): Promise<ReadonlyArray<StoredEvent>> =>
  rightOf(await postgresEventStore(database).readAll({ after: 0, limit: 10_000 })()).events;

const transaction = async ({ pool }: Database): Promise<number> => {
  const { rows } = await pool.query<{ id: string }>('select pg_current_xact_id()::text as id');
  return Number(rows[0]?.id);
};

/** That all events are seen, in order, and new ones after them, though transactions are numbered lower than theirs were. */
const seenWhole = async (
  restored: Database,
  written: ReadonlyArray<StoredEvent>,
  { mended }: { readonly mended: boolean },
): Promise<void> => {
  await migrate(restored);
  const last = written[written.length - 1]?.position ?? 0;
  const expected = mended ? { positionsFrom: 0, positionsTo: last } : null;
  expect(await checkAtStart(restored)).toEqual(expected);
  expect(await everything(restored)).toEqual(written);
  const store = postgresEventStore(restored);
  const next = rightOf(await store.append(stream('0'), { is: 'exists' }, [newEvent('after')])());
  const position = rightOf(await store.readAll({ after: 0, limit: 50 })()).position;
  expect(position).toBe(written[49]?.position);
  expect(rightOf(await store.readAll({ after: last, limit: 50 })()).events).toEqual(next.events);
  expect(next.position).toBeGreaterThan(last);
  const [known] = written;
  if (known === undefined) throw new Error('a log without events');
  expect(rightOf(await store.append(known.stream, { is: 'any' }, [known])())).toMatchObject({ repeated: true });
};

describe('a log that is dumped, and restored into a fresh server,', () => {
  let fresh: PrivatePostgres;
  let restored: Database;
  let source: Database;
  let written: ReadonlyArray<StoredEvent>;
  beforeAll(async () => {
    const server = testDatabases.find(({ name }) => name === 'PostgreSQL');
    if (server === undefined) throw new Error('there is no server to test on');
    source = await server.open();
    written = await fill(source);
    fresh = await startPrivatePostgres();
    restored = await openDatabase({ url: fresh.url });
  }, 90_000);
  afterEach(() => restored.pool.query('drop schema if exists casebook cascade'));
  afterAll(async () => {
    await restored.close();
    await fresh.stop();
    await source.close();
  });

  test('is seen whole and goes on', async () => {
    expect(await transaction(restored)).toBeLessThan((await transaction(source)) - 2_000);
    await restored.pool.query(await dump(source));
    await seenWhole(restored, written, { mended: false });
  });

  test('goes on also where the sequence was left out of the dump', async () => {
    await restored.pool.query((await dump(source)).replace(/select pg_catalog\.setval.*\n/, ''));
    await seenWhole(restored, written, { mended: true });
  });

  test('is refused where the streams were left out of the dump', async () => {
    await restored.pool.query((await dump(source)).replaceAll(/insert into "casebook"\."streams"[^;]*;/g, ''));
    await expect(checkAtStart(restored)).rejects.toMatchObject({
      type: 'LogDamaged',
      faults: [{ kind: 'headsDisagree' }],
    });
  });
});

describe('by pg_dump and psql', () => {
  // Of the server's own version: an older pg_dump refuses it, and a newer one says more than the server knows.
  const complete = versions().flatMap(({ major, installation }) => {
    const folders = [installation.bin, dirname(realpathSync(join(installation.bin, 'postgres'))), ...path];
    const bin = folders.find((folder) =>
      ['pg_dump', 'psql'].every((program) =>
        spawnSync(join(folder, program), ['--version'], { encoding: 'utf8' }).stdout?.includes(`PostgreSQL) ${major}.`),
      ),
    );
    return bin === undefined ? [] : [{ major, installation, bin }];
  });
  if (complete.length === 0)
    test.skip('a log is restored: no PostgreSQL on this machine has a pg_dump and a psql of its version', () =>
      undefined);

  for (const { major, installation, bin } of complete)
    test(`of PostgreSQL ${major}, a log is restored into a fresh server, seen whole and goes on`, async () => {
      const [from, to] = [await startPrivatePostgres([installation]), await startPrivatePostgres([installation])];
      const [source, restored] = [await openDatabase({ url: from.url }), await openDatabase({ url: to.url })];
      try {
        const written = await fill(source);
        const run = (program: string, args: ReadonlyArray<string>, input?: string): string => {
          const { status, stdout, stderr } = spawnSync(join(bin, program), args, {
            encoding: 'utf8',
            input,
          });
          if (status !== 0) throw new Error(`${program}: ${stderr}`);
          return stdout;
        };
        const dumped = run('pg_dump', ['--schema=casebook', from.url]);
        run('psql', ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', to.url], dumped);
        expect(await transaction(restored)).toBeLessThan((await transaction(source)) - 2_000);
        await seenWhole(restored, written, { mended: false });
      } finally {
        await source.close();
        await restored.close();
        await from.stop();
        await to.stop();
      }
    }, 90_000);
});
