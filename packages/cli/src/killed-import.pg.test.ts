import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openCasebook, run } from '@casebook/casebook';
import { answer, start } from './testing/command';
import { servicenowLog } from './testing/servicenow-log';

const folder = mkdtempSync(join(tmpdir(), 'casebook-killed-'));
const file = join(folder, 'incidents.csv');
const importing = (data: string) => ['import', 'servicenow', file, '--data', join(folder, data), '--quiet'];

beforeAll(() => writeFileSync(file, servicenowLog(3_000)));
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

test('an import that is killed again and again ends as one that was left alone', async () => {
  await answer(...importing('whole'));
  const figures = await answer('report', '--data', join(folder, 'whole'));
  const whole = await eventsIn('whole');

  let torn = 0;
  // Each time a little later, until it has been torn apart twice: how far it comes depends on the machine.
  for (let wait = 1_500; torn < 2 && wait < 20_000; wait += 700) {
    const { child, ended } = start(...importing('killed'));
    await Promise.race([pause(wait), ended]);
    child.kill('SIGKILL');
    if ((await ended).status !== null) break;
    const events = await eventsIn('killed');
    if (events > 0 && events < whole) torn += 1;
  }
  expect(torn).toBeGreaterThan(0);

  await answer(...importing('killed'));
  expect(await answer('report', '--data', join(folder, 'killed'))).toEqual(figures);
  expect(await eventsIn('killed')).toBe(whole);
  expect((await start('check', '--data', join(folder, 'killed')).ended).status).toBe(0);
}, 300_000);
