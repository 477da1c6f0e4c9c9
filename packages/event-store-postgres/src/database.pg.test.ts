import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CompiledQuery, sql } from 'kysely';
import { Pool } from 'pg';
import { openDatabase } from '@casebook/event-store-postgres';
import { startNode } from './testing/child-process';
import { openServer } from './testing/server-database';

const slow = 90_000;

describe('a database', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'casebook-database-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test(
    'in a folder is kept when it is closed, refused while it is open, and opened again',
    async () => {
      const first = await openDatabase({ folder });
      await first.pool.query('create table kept (n integer)');
      await expect(openDatabase({ folder })).rejects.toMatchObject({ type: 'DatabaseBusy', pid: process.pid, folder });
      await Promise.all([first.close(), first.close()]);
      const second = await openDatabase({ folder });
      expect((await second.pool.query('select * from kept')).rows).toEqual([]);
      await second.close();
    },
    slow,
  );

  test(
    'that cannot be opened leaves its folder free',
    async () => {
      const file = join(folder, 'file');
      writeFileSync(file, 'a file is no folder');
      await expect(openDatabase({ folder: file })).rejects.toMatchObject({ type: 'DatabaseUnavailable' });
      writeFileSync(join(folder, 'pglite'), 'a file is no folder');
      await expect(openDatabase({ folder })).rejects.toMatchObject({ type: 'DatabaseUnavailable' });
      rmSync(join(folder, 'pglite'));
      const opened = await openDatabase({ folder });
      await opened.close();
    },
    slow,
  );

  test('on a server that does not answer is unavailable', async () => {
    const opening = openDatabase({ url: 'postgres://casebook@127.0.0.1:1/none' });
    await expect(opening).rejects.toMatchObject({
      type: 'DatabaseUnavailable',
      message: expect.stringContaining('127.0.0.1:1'),
    });
  });

  test('on a server has connections that are not waited for without end, and are asked whether they still live', async () => {
    const database = await openDatabase({ url: process.env['CASEBOOK_TEST_DATABASE_URL'] ?? '' });
    expect(database.pool.options).toMatchObject({ connectionTimeoutMillis: 30_000, keepAlive: true });
    await database.close();
  });

  test('on a server takes COPY with its rows as the parameter, in the transaction of other statements, and all of it or nothing', async () => {
    const { kysely, close } = await openDatabase({ url: process.env['CASEBOOK_TEST_DATABASE_URL'] ?? '' });
    try {
      await kysely.transaction().execute(async (transaction) => {
        const run = (text: string, values: ReadonlyArray<string> = []) =>
          transaction.executeQuery(CompiledQuery.raw(text, [...values]));
        await run('create temporary table copied (n integer, said text) on commit drop');
        await run('copy copied (n, said) from stdin', ['1\tGrüße 🧾\n2\t\\N\n3\ta\\\\b\\tc\n']);
        const { rows } = await run('select n, said from copied order by n');
        expect(rows).toEqual([
          { n: 1, said: 'Grüße 🧾' },
          { n: 2, said: null },
          { n: 3, said: 'a\\b\tc' },
        ]);
      });
      const refused = kysely.transaction().execute(async (transaction) => {
        await transaction.executeQuery(CompiledQuery.raw('create temporary table copied (n integer)'));
        await transaction.executeQuery(CompiledQuery.raw('copy copied from stdin', ['1\nno number\n']));
      });
      await expect(refused).rejects.toMatchObject({ code: '22P02' });
      const { rows } = await kysely.executeQuery(CompiledQuery.raw('select 1 as n')); // the connection goes on
      expect(rows).toEqual([{ n: 1 }]);
    } finally {
      await close();
    }
  });

  test('on a pool of the caller’s leaves it as it was and open', async () => {
    const pool = new Pool({ connectionString: process.env['CASEBOOK_TEST_DATABASE_URL'] });
    const database = await openDatabase({ pool, schema: 'mine' });
    expect(database).toMatchObject({ schema: 'mine', engine: 'postgres' });
    await database.close();
    const { rows } = await pool.query('select 1::bigint as n');
    expect(rows).toEqual([{ n: '1' }]);
    await pool.end();
  });

  test('whose connection breaks in the middle of a transaction refuses its next statement with the reason, and ends nothing else', async () => {
    const database = await openServer();
    const transaction = database.kysely.transaction().execute(async (query) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(query);
      await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await pause(100); // nothing is asked of it when it breaks
      await sql`select 1`.execute(query);
    });
    await expect(transaction).rejects.toMatchObject({ code: '57P01' }); // as the server said
    expect((await sql<{ n: number }>`select 1 as n`.execute(database.kysely)).rows).toEqual([{ n: 1 }]);
    await database.close();
  });

  test(
    'does not keep a process alive, neither closed nor forgotten',
    async () => {
      for (const end of ['database.close()', 'undefined']) {
        const child = startNode(
          __dirname,
          `require('@casebook/event-store-postgres').openDatabase({ memory: true }).then((database) => ${end})`,
        );
        child.stdin?.end();
        expect(await once(child, 'exit')).toEqual([0, null]);
      }
    },
    slow,
  );
});
