import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import * as E from 'fp-ts/Either';
import { sql } from 'kysely';
import { compareStreams, type ReadByStream, type StoredEvent, type StreamName } from '@casebook/event-store';
import type { RecordedLog } from './contract/recorded-log';
import { tell, tellCases } from './testing/desk';
import { done } from './testing/done';
import { onEachDatabase, type Desk } from './testing/kit';

/** The log, which tells of each page that was read in order of stream; fails from a page on, if asked to. */
const watched = (log: RecordedLog, read: (events: ReadonlyArray<StoredEvent>) => void, pages = Infinity) => {
  let page = 0;
  return {
    ...log,
    readByStream: (options: ReadByStream) => async () => {
      page += 1;
      if (page > pages) return E.left({ type: 'StoreUnavailable' as const, message: 'the cable was pulled' });
      const answer = (await log.readByStream?.(options)()) ?? E.right({ events: [], end: true });
      if (E.isRight(answer)) read(answer.right.events);
      return answer;
    },
  };
};

interface Standing {
  readonly projection: string;
  readonly first: StreamName | null;
  readonly before: StreamName | null;
  readonly reached: StreamName | null;
  readonly done: boolean;
}

const standing = async ({ database: { kysely, schema } }: Pick<Desk, 'database'>): Promise<ReadonlyArray<Standing>> =>
  (
    await sql<Standing>`select m.projection, p.first, p.before, p.reached, p.done
      from ${sql.table(`${schema}.read_model_parts`)} as p join ${sql.table(`${schema}.read_models`)} as m using (build)
      order by projection, part`.execute(kysely)
  ).rows;

/** True where a stream was in the table already. */
const isIn = ({ first, before, reached, done: isDone }: Standing, stream: StreamName): boolean =>
  (first === null || compareStreams(stream, first) >= 0) &&
  (before === null || compareStreams(stream, before) < 0) &&
  (isDone || (reached !== null && compareStreams(stream, reached) <= 0));

onEachDatabase('a rebuild in parts', 'all', (desk) => {
  test('goes on where one that failed has ended, and reads none of its streams again', async () => {
    const { models, open, log, stored, folded } = desk();
    await done(models.migrate());
    tellCases(log, 0, 200);
    await done(models.catchUp());
    const failing = open({ log: watched(log, () => undefined, 30), pageSize: 10 });
    expect(await failing.rebuild()()).toMatchObject({ left: { type: 'StoreUnavailable' } });
    const before = await standing(desk());
    expect(before.some((part) => part.done)).toBe(true);
    expect(before.every((part) => part.done)).toBe(false);
    const read: StoredEvent[] = [];
    await done(open({ log: watched(log, (events) => read.push(...events)), pageSize: 10 }).rebuild());
    expect(read.length).toBeGreaterThan(0);
    expect(read.filter(({ stream }) => before.filter((part) => isIn(part, stream)).length > 1)).toEqual([]);
    expect(await stored()).toEqual(folded());
    expect(await standing(desk())).toEqual([]);
  });

  test('keeps a stream together that is longer than a page', async () => {
    const { models, open, log, stored, folded } = desk();
    await done(models.migrate());
    tellCases(log, 0, 20);
    const [opened] = log.events();
    for (let wait = 0; wait < 60; wait += 1)
      tell(log, 'C-7', { type: 'WaitStarted', at: opened?.occurredAt ?? literalNever(), id: `w${wait}` });
    await done(open({ pageSize: 7 }).rebuild());
    expect(await stored()).toEqual(folded());
  });

  test('goes by pages where the log has no order of streams', async () => {
    const { models, open, log, stored, folded } = desk();
    await done(models.migrate());
    tellCases(log, 0, 30);
    const { readByStream: _none, ...plain } = log;
    await done(open({ log: plain }).rebuild());
    expect(await stored()).toEqual(folded());
  });

  test('never shows readers rows that are not those that were written', async () => {
    const { models, open, log, stored, folded, database } = desk();
    await done(models.migrate());
    tellCases(log, 0, 200);
    await done(models.catchUp());
    await failed(open({ log: watched(log, () => undefined, 30), pageSize: 10 }).rebuild());
    await sql`update ${sql.table(`${database.schema}.cases_v1_next`)} set subject = subject || '!'
      where stream = (select min(stream) from ${sql.table(`${database.schema}.cases_v1_next`)})`.execute(
      database.kysely,
    );
    expect(await models.rebuild()()).toMatchObject({
      left: { type: 'BuildDamaged', projection: 'cases', expected: { rows: 200 }, found: { rows: 200 } },
    });
    expect(await stored()).toEqual(folded());
    await done(models.rebuild()); // goes on with the other one
    await failed(open({ log: watched(log, () => undefined, 30), pageSize: 10 }).rebuild(['waits']));
    await sql`delete from ${sql.table(`${database.schema}.waits_v1_next`)}
      where stream = (select min(stream) from ${sql.table(`${database.schema}.waits_v1_next`)})`.execute(
      database.kysely,
    );
    expect(await models.rebuild()()).toMatchObject({
      left: { type: 'BuildDamaged', projection: 'waits', expected: { rows: 200 }, found: { rows: 199 } },
    });
    await done(models.rebuild());
    expect(await stored()).toEqual(folded());
  });

  test('is shared by those who are asked at once, and each event is counted once', async () => {
    const { models, open, log, stored, folded } = desk();
    await done(models.migrate());
    tellCases(log, 0, 200);
    await done(models.catchUp());
    const all = [models, open({ pageSize: 10 }), open({ pageSize: 20 })];
    await failed(open({ log: watched(log, () => undefined, 0), pageSize: 10 }).rebuild()); // it has been begun
    const folders = await Promise.all(all.map((one) => done(one.rebuild())));
    expect(folders.reduce((sum, { events }) => sum + events, 0)).toBe(1_000);
    expect(await stored()).toEqual(folded());
  });
});

const failed = async (task: () => Promise<E.Either<unknown, unknown>>): Promise<void> => {
  expect(await task()).toMatchObject({ left: { type: 'StoreUnavailable' } });
};

const literalNever = (): never => {
  throw new Error('the log is empty');
};

const number = 600;

const urlOf = (name: string): string => {
  const url = new URL(process.env['CASEBOOK_TEST_DATABASE_URL'] ?? '');
  url.pathname = `/${name}`;
  return url.href;
};

// An embedded database in memory is gone with its process, hence only on a server.
onEachDatabase('a process that is killed while it rebuilds', 'PostgreSQL', (desk) => {
  test('loses its open transactions only, and the next one goes on from there', async () => {
    const { database, log, models, open, stored, folded } = desk();
    const { kysely: db, schema } = database;
    await done(models.migrate());
    tellCases(log, 0, number);
    await done(open({ pageSize: 5_000 }).catchUp());
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
    const child = spawn(
      process.execPath,
      [
        '--conditions=casebook:source',
        '--require',
        require.resolve('esbuild-register'),
        join(__dirname, 'testing', 'rebuild.ts'),
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
      if (pages === 60) child.kill('SIGKILL');
    }
    expect(await exited).toEqual([null, 'SIGKILL']);
    const others = sql<{
      n: number;
    }>`select count(*) as n from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`;
    while ((await others.execute(db)).rows[0]?.n !== 0) await pause(20); // the server finishes what it had begun

    const before = await standing(desk());
    expect(before.some((part) => part.done)).toBe(true);
    const read: StoredEvent[] = [];
    const rebuilt = await done(open({ log: watched(log, (events) => read.push(...events)), pageSize: 20 }).rebuild());
    expect(rebuilt.events).toBeGreaterThan(0);
    expect(rebuilt.events).toBeLessThan(number * 5 - 500);
    expect(read.filter(({ stream }) => before.filter((part) => isIn(part, stream)).length > 1)).toEqual([]);
    expect(await stored()).toEqual(folded());
  }, 60_000);
});
