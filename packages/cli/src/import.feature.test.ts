import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/Either';
import { agent, run } from '@casebook/casebook';
import { openTestCasebook, type TestCasebook } from '@casebook/casebook/testing';
import { decodeMapping, importCsv } from '@casebook/interchange';
import { literal, TenantId } from '@casebook/vocabulary';

const folder = mkdtempSync(join(tmpdir(), 'casebook-import-feature-'));
const tenant = literal(TenantId, 'acme');

let casebook: TestCasebook;
beforeAll(async () => {
  casebook = await openTestCasebook();
}, 60_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await casebook.close();
});

const mapping = decodeMapping(`
system: old-desk
columns:
  case: ticket
  time: { column: when, format: 'yyyy-MM-dd HH:mm' }
  activity: what
  agent: who
activities: { opened: new, taken: accepted, solved: resolved }
`);

/** Takes in rows of tickets as another desk has exported them. */
const imported = (...rows: ReadonlyArray<string>) => {
  if (E.isLeft(mapping)) throw new TypeError(mapping.left.map(({ message }) => message).join('; '));
  const { log, codec } = casebook;
  const file = join(folder, 'tickets.csv');
  writeFileSync(file, ['ticket,when,what,who', ...rows, ''].join('\n'));
  return importCsv({ file, log, codec, tenant, mapping: mapping.right, zone: 'Europe/Rome' })();
};

describe('129: import from other systems, with their dates', () => {
  test('tells a case as it was told there, and counts it when it happened', async () => {
    const report = await imported('T-7,2019-03-04 09:00,opened,', 'T-7,2019-03-04 10:30,taken,ada');
    expect(report).toMatchObject(E.right({ cases: 1 }));

    const desk = casebook.as({ tenant, actor: agent('ada') });
    const timeline = await run(desk.history.timeline('T-7'));
    expect(timeline.map(({ occurredAt, what }) => `${occurredAt} ${what}`)).toEqual([
      '2019-03-04T08:00:00.000Z opened case T-7',
      '2019-03-04T09:30:00.000Z assigned the case to ada',
      '2019-03-04T09:30:00.000Z recorded that ada accepted the case',
    ]);
    const begun = async (asOf: string) => (await run(desk.analytics.report({ asOf }))).cases;
    expect(await begun('2019-03-04T07:59:59Z')).toBe(0);
    expect(await begun('2019-03-04T08:00:00Z')).toBe(1);
  });

  test('refuses a row that cannot be meant, by its line and its column', async () => {
    expect(await imported('T-8,2019-03-04 09:00,opened,', 'T-8,31 March,taken,ada')).toMatchObject(
      E.left({ line: 3, column: 'when', value: '31 March' }),
    );
  });
});
