import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agent, openCasebook, run } from '@casebook/casebook';
import { answer, start } from './testing/command';

const repository = join(__dirname, '..', '..', '..');
const data = join(repository, '..', 'shared', 'data');
const present = existsSync(data);
if (!present) console.warn(`skipped: the real logs are not beside this repository (${data})`);
const describeThem = present ? describe : describe.skip;

const figures = (name: string): unknown => {
  const reference: { readonly by_rows: Readonly<Record<string, unknown>> } = JSON.parse(
    readFileSync(join(data, 'reference-figures.json'), 'utf8'),
  );
  return reference.by_rows[name];
};

const folder = mkdtempSync(join(tmpdir(), 'casebook-desks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

jest.setTimeout(600_000);

describeThem('the log of a ServiceNow desk, taken in by the command', () => {
  const desk = ['--data', join(folder, 'servicenow')];
  const importing = () => answer('import', 'servicenow', join(data, 'servicenow-incidents.csv.gz'), ...desk);

  test('gives the figures that were computed independently, and what was refused by our table', async () => {
    expect(await importing()).toMatchObject({
      rows: 119_998,
      cases: 20_769,
      findings: {
        'New→Resolved': 4972,
        'New→Waiting': 1844,
        'born Resolved': 1682,
        'born Waiting': 199,
        'Closed→open': 8,
      },
    });
    expect(await answer('report', ...desk)).toEqual(figures('servicenow'));
  });

  test('gives them as of an instant in the past too', async () => {
    const asOf = '2016-03-15T12:00:00Z';
    expect(await answer('report', '--as-of', asOf, ...desk)).toEqual(figures(`servicenow_as_of_${asOf}`));
  });

  test('says that the log knew nothing before it was imported, and where to look instead', async () => {
    const { stdout, stderr } = await start('report', '--as-known', '2016-03-15T12:00:00Z', ...desk).ended;
    expect(`${stdout}${stderr}`).toContain('--as-of');
  });

  test('counts a case that is added by hand, in all of them', async () => {
    const casebook = await openCasebook({ data: join(folder, 'servicenow') });
    const as = (who: string) => casebook.as({ tenant: 'desk', actor: agent(who) }).cases;
    const before = await run(casebook.as({ tenant: 'desk', actor: agent('ada') }).analytics.report());
    const { id } = await run(as('ada').create({ channel: 'phone', subject: 'By hand' }));
    await run(as('ada').assign(id, { team: 'Group 24', agent: 'Resolver 1' }));
    await run(as('ada').assign(id, { team: 'Group 70', agent: 'Resolver 2' }));
    await run(as('Resolver 2').acceptAssignment(id));
    await run(as('Resolver 2').resolve(id, { code: 'replaced', notes: 'New device sent.' }));
    await run(as('ada').reopen(id, { reason: 'It came back.' }));
    const after = await run(casebook.as({ tenant: 'desk', actor: agent('ada') }).analytics.report());
    await casebook.close();

    expect(after).toMatchObject({
      cases: before.cases + 1,
      sourceRows: before.sourceRows,
      sla: { met: before.sla?.met, missed: before.sla?.missed, undecided: (before.sla?.undecided ?? 0) + 1 },
      resolution: { cases: before.resolution.cases + 1 },
      undisturbed: { cases: before.undisturbed.cases },
      reopens: { count: before.reopens.count + 1, cases: before.reopens.cases + 1 },
      handovers: { team: before.handovers.team + 1, agent: before.handovers.agent + 1 },
      variants: before.variants + 1,
    });
    expect(after.topTeams[0]).toEqual({ team: 'Group 70', cases: (before.topTeams[0]?.cases ?? 0) + 1 });
  });
});

describeThem('the log of an Italian help desk, taken in by the mapping in examples', () => {
  test('gives the figures that were computed independently', async () => {
    const desk = ['--data', join(folder, 'helpdesk')];
    const mapping = join(repository, 'examples', 'imports', 'italian-helpdesk.yaml');
    await answer('import', 'csv', join(data, 'helpdesk.csv.gz'), '--map', mapping, ...desk);
    expect(await answer('report', ...desk)).toEqual(figures('helpdesk'));
    expect((await start('check', ...desk).ended).status).toBe(0);
  });
});
