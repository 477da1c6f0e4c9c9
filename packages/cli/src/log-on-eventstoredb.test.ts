import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agent, openCasebook, run, type Casebook, type Options } from '@casebook/casebook';
import { startNode, type EventStoreNode } from '@casebook/event-store-eventstoredb/testing';
import { Instant, literal, plus } from '@casebook/vocabulary';
import { playMonth } from './demo/month';
import { retailerRulebook } from './demo/rulebook';
import { sceneryOf } from './demo/scenery';
import { playStory } from './demo/story';
import { answer, start } from './testing/command';
import { servicenowLog } from './testing/servicenow-log';

const from = literal(Instant, '2026-03-01T00:00:00.000Z');
const to = plus(from, 10 * 86_400_000);

const figures = async (casebook: Casebook) => {
  const { queues, analytics } = casebook.as({ tenant: 'desk', actor: agent('test') });
  return {
    queues: await run(queues.counts()),
    report: await run(analytics.report()),
    facts: (await run(casebook.sql('select * from fact_case order by number'))).rows.map(
      ({ case_id: _, stream: __, ...facts }) => facts,
    ),
    drifts: (await run(casebook.readModels.check())).drifts,
  };
};

/** The demo, somewhat smaller. */
const played = async (options: Pick<Options, 'log'>) => {
  let now = from;
  const casebook = await openCasebook({ memory: true, rulebooks: [retailerRulebook()], clock: () => now, ...options });
  try {
    const scenery = sceneryOf(casebook, 'desk', (instant) => (now = instant));
    await playStory(scenery, () => undefined);
    const { cases, commands, refused } = await playMonth(scenery, { from, to, cases: 60, seed: 1 }, () => undefined);
    const { events } = await run(casebook.log.readAll({ after: 0, limit: 100_000 }));
    const types = events.map(({ type }) => type).sort(); // ids are drawn anew, and cases are played side by side
    return { cases, commands, refused, types, ...(await figures(casebook)) };
  } finally {
    await casebook.close();
  }
};

describe('with the log on an EventStoreDB and read models in PGlite', () => {
  let node: EventStoreNode;
  const folder = mkdtempSync(join(tmpdir(), 'casebook-esdb-'));
  beforeAll(async () => {
    node = await startNode();
  });
  afterAll(async () => {
    await node.close();
    rmSync(folder, { recursive: true });
  });

  test('the demo gives the same events and the same figures as with all of it in PGlite', async () => {
    const here = await played({});
    const there = await played({ log: node.url });
    expect(there.types.length).toBeGreaterThan(500);
    expect(there).toEqual(here);
    expect(there.drifts).toEqual([]);
  }, 120_000);

  test('the command imports, reports, checks and moves the log, with the same figures as without', async () => {
    const file = join(folder, 'incidents.csv');
    writeFileSync(file, servicenowLog(60));
    const [here, there] = [join(folder, 'here'), join(folder, 'there')];
    const onServer = ['--data', there, '--schema', 'incidents', '--eventstoredb', node.url];
    const inFolder = ['--data', here, '--schema', 'incidents'];
    const taken = (where: ReadonlyArray<string>) => answer('import', 'servicenow', file, ...where);
    expect(await taken(onServer)).toEqual(await taken(inFolder));
    const report = (where: ReadonlyArray<string>) => answer('report', '--as-of', '2017-01-01', ...where);
    const wanted = await report(inFolder);
    expect(await report(onServer)).toEqual(wanted);
    expect(await answer('check', '--log', ...onServer)).toMatchObject({ findings: [] });

    expect((await start('report', '--data', there, '--schema', 'incidents').ended).stderr).toContain(
      'is on an EventStoreDB',
    );
    const moved = await answer('copy-log', '--to', 'database', ...onServer);
    expect(moved).toMatchObject({ root: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await report(['--data', there, '--schema', 'incidents'])).toEqual(wanted);
    expect((await start('copy-log', '--to', 'database', ...inFolder).ended).stderr).toContain(
      '--eventstoredb is missing',
    );
  }, 180_000);
});
