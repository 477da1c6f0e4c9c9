import { existsSync } from 'node:fs';
import { Client } from 'pg';
import { startPrivatePostgres } from './private-server';

const ask = async (url: string, sql: string): Promise<unknown> => {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>({ text: sql });
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end().catch(() => undefined);
  }
};

describe('a private server', () => {
  test('is killed in the middle of what it does, keeps what it had committed, and leaves nothing behind at the end', async () => {
    const server = await startPrivatePostgres();
    try {
      expect(server.url).not.toBe(process.env['CASEBOOK_TEST_DATABASE_URL']);
      expect(await ask(server.url, 'show fsync')).toBe('on');
      await ask(server.url, 'create table kept (n integer)');
      await ask(server.url, 'insert into kept values (7)');
      const underWay = expect(ask(server.url, 'select pg_sleep(60)')).rejects.toThrow();
      await server.kill();
      await underWay;
      await expect(ask(server.url, 'select 1')).rejects.toThrow();
      await server.start();
      expect(await ask(server.url, 'select n from kept')).toBe(7);
      await expect(server.start()).rejects.toThrow('has been started and not been killed');
      const data = String(await ask(server.url, 'show data_directory'));
      await server.kill();
      await server.stop();
      expect(existsSync(data)).toBe(false);
    } finally {
      await server.stop();
    }
  }, 60_000);
});
