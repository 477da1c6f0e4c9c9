import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { byStream } from './contract/rows';
import { inMemory } from './in-memory';
import { cases, decodedLog, tellCases, waits } from './testing/desk';
import { done } from './testing/done';
import { onEachDatabase } from './testing/kit';

const number = 600;

const urlOf = (name: string): string => {
  const url = new URL(process.env['CASEBOOK_TEST_DATABASE_URL'] ?? '');
  url.pathname = `/${name}`;
  return url.href;
};

// An embedded database in memory is gone with its process, hence only on a server.
onEachDatabase('a process that is killed', 'PostgreSQL', (desk) => {
  test('leaves every table at the position of its last page, and the next one goes on from there', async () => {
    const { database, log, models, stored, folded } = desk();
    const { kysely: db, schema } = database;
    await done(models.migrate());
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
    const child = spawn(
      process.execPath,
      [
        '--conditions=casebook:source',
        '--require',
        require.resolve('esbuild-register'),
        join(__dirname, 'testing', 'catch-up.ts'),
        urlOf(rows[0]?.name ?? ''),
        schema,
        String(number),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const exited = once(child, 'exit');
    let pages = 0;
    for await (const _ of createInterface({ input: child.stdout })) {
      pages += 1;
      if (pages === 40) child.kill('SIGKILL');
    }
    expect(await exited).toEqual([null, 'SIGKILL']);
    const others = sql<{
      n: number;
    }>`select count(*) as n from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`;
    while ((await others.execute(db)).rows[0]?.n !== 0) await pause(20); // the server finishes what it had begun

    tellCases(log, 0, number);
    const position = await done(models.position());
    expect(position).toBeGreaterThan(0);
    expect(position).toBeLessThan(log.events().at(-1)?.position ?? 0);
    const asLeft = [cases, waits].map((one) => byStream(inMemory(one, decodedLog(log), { position })));
    expect(await stored()).toEqual(asLeft);
    await done(models.catchUp());
    expect(await stored()).toEqual(folded());
  }, 60_000);
});
