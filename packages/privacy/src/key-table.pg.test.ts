import * as E from 'fp-ts/Either';
import { streamName } from '@casebook/event-store';
import { testDatabases } from '@casebook/event-store-postgres/testing';
import { Actor, Instant, literal, TenantId } from '@casebook/vocabulary';
import { keyStoreContract } from './contract';
import { keyTable } from './key-table';
import { keyTableSql } from './key-tables';

for (const { name, open } of testDatabases)
  keyStoreContract(`keyTable on ${name}`, async () => {
    const database = await open();
    return { keys: await keyTable(database), close: database.close };
  });

test.each(testDatabases)('a destroyed key is in no file of its tables on $name', async ({ open }) => {
  const database = await open();
  try {
    const keys = await keyTable(database);
    const acme = literal(TenantId, 'acme');
    const stream = streamName({ category: 'case', tenant: acme, id: 'one' });
    const sealing = await keys.sealing([
      { stream, person: 'grace' },
      { stream, person: null },
    ])();
    const bytes = (E.isRight(sealing) ? sealing.right : []).flatMap((key) => (key === 'erased' ? [] : [key.bytes]));
    expect(bytes).toHaveLength(2);
    const isInFile = async (): Promise<ReadonlyArray<boolean>> => {
      await database.pool.query('checkpoint');
      const { rows } = await database.pool.query<{ found: boolean }>(
        `select position(key in pg_read_binary_file(pg_relation_filepath($1))) > 0 as found from unnest($2::bytea[]) as key`,
        [`"${database.schema}_keys".keys`, bytes.map((key) => Buffer.from(key))],
      );
      return rows.map(({ found }) => found);
    };
    expect(await isInFile()).toEqual([true, true]);
    const by = literal(Actor, { kind: 'agent', id: 'ada', onBehalfOf: null });
    const at = literal(Instant, '2026-03-01T12:00:00.000Z');
    const erase = async () => {
      expect(E.isRight(await keys.erase(acme, 'grace', { at, by, reason: 'asked for it' })())).toBe(true);
      return isInFile();
    };
    // Where somebody on the server is just writing, the row of before stays until the next time.
    for (let attempt = 1; (await erase()).includes(true); attempt += 1) expect(attempt).toBeLessThan(50);
  } finally {
    await database.close();
  }
});

test.each(testDatabases)('the tables are made once, by one of those that start at once on $name', async ({ open }) => {
  const database = await open();
  try {
    await Promise.all([1, 2, 3].map(() => keyTable(database)));
    await keyTable(database);
    const { rows } = await database.pool.query(`select version, name from "${database.schema}_keys".migrations`);
    expect(rows).toEqual([{ version: 1, name: 'keys' }]);
  } finally {
    await database.close();
  }
});

test.each(testDatabases)('the SQL for a DBA makes all there is to make on $name', async ({ open }) => {
  const database = await open();
  try {
    await database.pool.query(keyTableSql(database.schema));
    await keyTable(database);
    const { rows } = await database.pool.query(`select version, name from "${database.schema}_keys".migrations`);
    expect(rows).toEqual([{ version: 1, name: 'keys' }]);
  } finally {
    await database.close();
  }
});
