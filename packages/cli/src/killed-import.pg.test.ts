import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { answer, start } from './testing/command';
import { servicenowLog } from './testing/servicenow-log';

const folder = mkdtempSync(join(tmpdir(), 'casebook-killed-'));
const file = join(folder, 'incidents.csv');
const importing = (data: string) => ['import', 'servicenow', file, '--data', join(folder, data), '--quiet'];

beforeAll(() => writeFileSync(file, servicenowLog(3_000)));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const eventsIn = async (data: string) => {
  const counted = `select count(*) as events, count(distinct id) as ids, count(distinct stream) as streams from casebook.events`;
  return answer('sql', counted, '--data', join(folder, data));
};

test('an import that is killed at any moment and begun again ends as one that was left alone', async () => {
  await answer(...importing('whole'));
  const figures = await answer('report', '--data', join(folder, 'whole'));
  const events = await eventsIn('whole');

  for (const wait of [3_000, 2_000, 4_000]) {
    const { child, ended } = start(...importing('killed'));
    await Promise.race([pause(wait), ended]);
    child.kill('SIGKILL');
    await ended;
  }
  await answer(...importing('killed'));

  expect(await answer('report', '--data', join(folder, 'killed'))).toEqual(figures);
  expect(await eventsIn('killed')).toEqual(events);
  expect((await start('check', '--data', join(folder, 'killed')).ended).status).toBe(0);
}, 300_000);
