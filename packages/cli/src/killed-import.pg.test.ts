import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openCasebook, run } from '@casebook/casebook';
import { answer, start } from './testing/command';
import { servicenowLog } from './testing/servicenow-log';

const folder = mkdtempSync(join(tmpdir(), 'casebook-killed-'));
const file = join(folder, 'incidents.csv');
const importing = (data: string) => ['import', 'servicenow', file, '--data', join(folder, data), '--quiet'];

beforeAll(() => writeFileSync(file, servicenowLog(1_000)));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How many events there are, none of them twice. */
const eventsIn = async (data: string): Promise<number> => {
  const casebook = await openCasebook({ data: join(folder, data) });
  try {
    const { rows } = await run(
      casebook.sql('select count(*) as events, count(distinct id) as ids from casebook.events'),
    );
    expect(rows[0]?.['ids']).toBe(rows[0]?.['events']);
    return Number(rows[0]?.['events']);
  } finally {
    await casebook.close();
  }
};

/** Bytes of tables and indexes, which grow as rows come. */
const sizeOf = (data: string): number => {
  const tables = join(folder, data, 'pglite', 'base');
  if (!existsSync(tables)) return 0;
  return readdirSync(tables, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(tables, name), { throwIfNoEntry: false }))
    .reduce((bytes, entry) => bytes + (entry?.isFile() === true ? entry.size : 0), 0);
};

/** Kills an import once its tables have grown by so many bytes, however long that takes. True if it was still at work. */
const killedAfter = async (data: string, bytes: number): Promise<boolean> => {
  const enough = sizeOf(data) + bytes;
  const { child, ended } = start(...importing(data));
  while (child.exitCode === null && sizeOf(data) < enough) await pause(10);
  child.kill('SIGKILL');
  return (await ended).status === null;
};

test('an import that is killed again and again ends as one that was left alone', async () => {
  await answer(...importing('whole'));
  const figures = await answer('report', '--data', join(folder, 'whole'));
  const whole = await eventsIn('whole');

  const left: number[] = [];
  // The first growth is the new database itself: that kill comes before there is a log.
  for (const bytes of [1, 3_000_000, 3_000_000])
    if (await killedAfter('killed', bytes)) left.push(await eventsIn('killed'));
  expect(left).toEqual([...left].sort((a, b) => a - b)); // what was told stays told
  expect(left.filter((events) => events > 0 && events < whole)).not.toEqual([]);

  await answer(...importing('killed'));
  expect(await answer('report', '--data', join(folder, 'killed'))).toEqual(figures);
  expect(await eventsIn('killed')).toBe(whole);
  expect((await start('check', '--data', join(folder, 'killed')).ended).status).toBe(0);
}, 300_000);
