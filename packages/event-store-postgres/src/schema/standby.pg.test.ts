import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkAtStart, migrate, openDatabase } from '@casebook/event-store-postgres';
import { startPrivatePostgres } from '@casebook/postgres-for-tests';

test('a log on a standby is refused, since locks of writers are seen on the primary only', async () => {
  const server = await startPrivatePostgres();
  try {
    const primary = await openDatabase({ url: server.url });
    await migrate(primary);
    expect(await checkAtStart(primary)).toBeNull();
    const { rows } = await primary.pool.query<{ data_directory: string }>('show data_directory');
    await primary.pool.query('checkpoint');
    await primary.close();

    await server.kill();
    writeFileSync(join(rows[0]?.data_directory ?? '', 'standby.signal'), '');
    await server.start();
    const standby = await openDatabase({ url: server.url });
    try {
      expect(standby.capabilities).toMatchObject({ isStandby: true });
      await migrate(standby); // there is nothing to do, and so nothing to refuse
      await expect(checkAtStart(standby)).rejects.toMatchObject({
        type: 'DatabaseUnavailable',
        message: expect.stringContaining('is a standby'),
      });
    } finally {
      await standby.close();
    }
  } finally {
    await server.stop();
  }
}, 90_000);
