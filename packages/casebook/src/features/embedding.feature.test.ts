import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agent } from '../actors';
import { openCasebook } from '../open';
import { run } from '../run';

const folder = mkdtempSync(join(tmpdir(), 'casebook-embedded-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('132: embedded, without a server', () => {
  test('is there again in its folder, cases, queues and figures', async () => {
    const who = { tenant: 'acme', actor: agent('ada') };
    const first = await openCasebook({ data: folder });
    const { number } = await run(first.as(who).cases.create({ channel: 'phone', subject: 'Screen stays dark' }));
    await first.close();

    const second = await openCasebook({ data: folder });
    const ada = second.as(who);
    expect(await run(ada.history.find(number))).toMatchObject({ number, subject: 'Screen stays dark', status: 'New' });
    expect(await run(ada.queues.team(null))).toMatchObject([{ number }]);
    expect(await run(second.sql('select channel from fact_case'))).toMatchObject({ rows: [{ channel: 'phone' }] });
    await second.close();
  }, 60_000);

  test('refuses a folder that somebody has open', async () => {
    const first = await openCasebook({ data: folder });
    try {
      await expect(openCasebook({ data: folder })).rejects.toMatchObject({ type: 'DatabaseBusy', pid: process.pid });
    } finally {
      await first.close();
    }
  }, 60_000);
});
