import * as E from 'fp-ts/Either';
import { agent } from '../actors';
import { everybodyMayDoEverything } from '../authorize';
import { openCasebook } from '../open';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { category } from '../testing/sections';

const { open, under, pass, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const outage = {
  title: 'Activations fail',
  impact: 'Nobody can call.',
  justification: 'Maria says it is the third time.',
};

describe('a major issue', () => {
  test('is shown as it stands, with all that happened to it', async () => {
    const { ada, ben } = await under();
    const noticed = await run(ada.cases.create({ channel: 'chat', customer: 'maria' }));
    const { id } = await run(ada.majorIssues.propose({ ...outage, fromCase: noticed.id }));
    const { cases } = await run(ben.majorIssues.accept(id));
    expect(cases).toMatchObject([{ id: noticed.id, outcome: { _tag: 'Right' } }]);
    const { events, ...shown } = await run(ada.majorIssues.get(id));
    expect(shown).toEqual({
      id,
      ...outage,
      status: 'major',
      proposedBy: 'ada',
      fromCase: noticed.id,
      affected: { batches: [], customers: [] },
      attachments: {
        cases: [{ caseId: noticed.id, number: noticed.number, customer: 'maria', opened: 'reported' }],
        detached: [],
        served: ['maria'],
      },
      solution: null,
    });
    expect(events.map(({ type }) => type)).toEqual(['MajorIssueProposed', 'MajorIssueAccepted', 'CaseAttached']);
    expect(await ada.majorIssues.get('no-such-issue')()).toEqual(E.left({ type: 'IssueUnknown' }));
  });

  test('says what came of the case in which it was noticed where that is over by then', async () => {
    const { ada, ben } = await under();
    const noticed = await run(ada.cases.create({ channel: 'chat' }));
    const { id } = await run(ada.majorIssues.propose({ ...outage, fromCase: noticed.id }));
    await run(ada.cases.cancel(noticed.id, { reason: 'withdrawn' }));
    expect((await run(ben.majorIssues.accept(id))).cases).toEqual([
      { id: noticed.id, outcome: E.left({ type: 'CaseNotOpen', status: 'Cancelled' }) },
    ]);
  });

  test('lets go of a case, and takes it in again', async () => {
    const { ada, ben } = await under();
    const { id } = await run(ada.majorIssues.propose(outage));
    await run(ben.majorIssues.accept(id));
    const { id: caseId, number } = await run(ada.cases.create({ channel: 'chat', customer: 'maria' }));
    const attach = () => run(ada.majorIssues.attach(id, { caseId }));
    const detach = () => run(ada.majorIssues.detach(id, { caseId, reason: 'It is the battery.' }));
    const of = async () => (await run(ada.history.events(number))).map(({ type }) => type).slice(1);
    await attach();
    await attach();
    expect(await of()).toEqual(['CaseLinked']);
    await detach();
    await detach();
    expect(await of()).toEqual(['CaseLinked', 'CaseUnlinked']);
    expect(await run(ada.majorIssues.cases(id))).toEqual([]);
    await attach();
    expect(await of()).toEqual(['CaseLinked', 'CaseUnlinked', 'CaseLinked']);
    expect(await run(ada.majorIssues.cases(id))).toMatchObject([{ caseId, number, status: 'New' }]);
    expect(await ada.majorIssues.detach(id, { caseId: 'another', reason: 'No.' })()).toEqual(
      E.left({ type: 'CaseNotAttached', caseId: 'another' }),
    );
  });

  test('that is none says why, and leads nothing', async () => {
    const { ada, ben } = await under();
    const { id } = await run(ada.majorIssues.propose(outage));
    await run(ben.majorIssues.reject(id, { reason: 'Each of the three has a fault of its own.' }));
    expect(await run(ada.majorIssues.board())).toMatchObject([{ id, status: 'rejected', decidedBy: 'ben' }]);
    expect(await ada.majorIssues.identify(id, { customers: ['maria'] })()).toEqual(
      E.left({ type: 'IssueNotMajor', status: 'rejected' }),
    );
  });

  test('finds who is affected by what their cases lie in, and by when these began', async () => {
    const categories = [
      category('technical'),
      category('technical/activation'),
      category('technics'),
      category('billing'),
    ];
    const { ada, ben } = await under({ categories });
    const begun: string[] = [];
    for (const [who, path] of [
      ['anna', 'technical/activation'],
      ['berta', 'technical'],
      ['carla', 'technics'],
      ['dora', 'technical'],
    ] as const) {
      const { id } = await run(ada.cases.create({ channel: 'chat', customer: who }));
      await run(ada.cases.categorize(id, { category: path }));
      begun.push(await pass({ minutes: 1 }));
    }
    const { id } = await run(ada.majorIssues.propose(outage));
    await run(ben.majorIssues.accept(id));
    const found = async (criteria: object) => {
      const { events } = await run(
        ada.majorIssues.identify(id, { criteria: { categories: ['technical'], ...criteria } }),
      );
      return events.flatMap(({ event }) => (event.type === 'AffectedCustomersIdentified' ? event.customers : []));
    };
    expect(await found({ to: begun[0] })).toEqual(['anna']);
    expect(await found({ from: begun[2] })).toEqual(['dora']);
    expect(await found({ categories: ['billing'] })).toEqual([]);
    expect(await found({})).toEqual(['berta']);
  });

  test('is known at its own tenant only', async () => {
    const [here, elsewhere] = [await under(), await under()];
    const { id } = await run(here.ada.majorIssues.propose(outage));
    expect(await elsewhere.ben.majorIssues.accept(id)()).toEqual(E.left({ type: 'IssueUnknown' }));
    expect(await run(elsewhere.ben.majorIssues.board())).toEqual([]);
    const theirs = await run(elsewhere.ada.cases.create({ channel: 'chat' }));
    expect(await here.ada.majorIssues.propose({ ...outage, fromCase: theirs.id })()).toEqual(
      E.left({ type: 'OtherCaseUnknown', caseId: theirs.id }),
    );
  });

  test('tells no more why it was proposed once whoever was concerned has been erased', async () => {
    const { ada } = await under();
    const noticed = await run(ada.cases.create({ channel: 'chat', customer: 'maria' }));
    const { id } = await run(ada.majorIssues.propose({ ...outage, fromCase: noticed.id }));
    await run(ada.privacy.erase('maria', { reason: 'asked for it' }));
    expect(await run(ada.majorIssues.get(id))).toMatchObject({ title: 'Activations fail', justification: null });
    expect(await run(ada.majorIssues.board())).toMatchObject([{ id, title: 'Activations fail' }]);
  });
});

test('where something is said about who may do what to cases, and nothing about major issues, nobody leads any', async () => {
  const casebook = await openCasebook({ memory: true, authorize: everybodyMayDoEverything });
  const ada = casebook.as({ tenant: 'acme', actor: agent('ada') });
  expect(await ada.majorIssues.propose(outage)()).toMatchObject(
    E.left({ type: 'NotAuthorized', command: 'ProposeMajorIssue' }),
  );
  await casebook.close();
}, 60_000);
