import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { calendar, serviceLevel } from '../testing/sections';
import { hoursAfter, levels, unsound } from '../testing/telling';

const { open, under, pass, passToMonday, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const phone = { channel: 'phone' } as const;
const replaced = { code: 'replaced', notes: 'New device sent.' };
const calendars = [calendar()];

describe('79: answers, updates, waiting, work and resolution are measured', () => {
  const metrics = ['firstResponse', 'nextResponse', 'update', 'requesterWait', 'agentWork', 'resolution'];
  const measured = (metric: string) =>
    serviceLevel(metric, null, { metric, pausedBy: metric === 'update' ? ['customer'] : [] });
  const sections = { calendars, serviceLevels: metrics.map(measured) };

  test('is known in working hours for each, what was waited for left out where it does not count', async () => {
    const acme = await under(sections);
    const { ada, maria } = acme;
    await passToMonday();
    const { id } = await run(maria.cases.create({ channel: 'chat' }));
    await run(ada.cases.claim(id));
    await pass({ hours: 1 });
    await run(ada.cases.requestInformation(id, { channel: 'chat', body: 'Is the lamp on?' }));
    await pass({ hours: 3 });
    await run(maria.cases.receiveMessage(id, { channel: 'chat', body: 'It is.' }));
    await pass({ hours: 1 });
    await run(ada.cases.sendMessage(id, { channel: 'chat', body: 'A new one is on its way.' }));
    await pass({ hours: 2 });
    await run(ada.cases.resolve(id, replaced));
    const rows = await levels(acme, 'metric, round, hours_used::float, outcome');
    expect(rows).toHaveLength(7);
    expect(rows).toEqual(
      expect.arrayContaining([
        { metric: 'firstResponse', round: 1, hours_used: 1, outcome: 'met' },
        { metric: 'nextResponse', round: 1, hours_used: 1, outcome: 'met' },
        { metric: 'update', round: 1, hours_used: 1, outcome: 'met' },
        { metric: 'update', round: 2, hours_used: 2, outcome: 'caseOver' },
        { metric: 'requesterWait', round: 1, hours_used: 4, outcome: 'met' },
        { metric: 'agentWork', round: 1, hours_used: 4, outcome: 'met' },
        { metric: 'resolution', round: 1, hours_used: 7, outcome: 'met' },
      ]),
    );
  });

  test('refuses to publish a measure that there is not', async () => {
    const acme = await under();
    const smiles = serviceLevel('smiles', null, { metric: 'smiles' });
    expect(await acme.publish({ calendars, serviceLevels: [smiles] })()).toMatchObject(
      E.left({ type: 'InvalidInput', faults: [expect.stringContaining('serviceLevels.0.metric: "smiles"')] }),
    );
  });
});

describe('80: several service levels run at once', () => {
  const answer = serviceLevel('answered in two hours', 2, { metric: 'firstResponse' });
  const solution = serviceLevel('solved in a day', 8);
  const sections = { calendars, serviceLevels: [answer, solution] };

  test('each has its own deadline, and the queue has the first of them', async () => {
    const acme = await under(sections);
    const { ada } = acme;
    const monday = await passToMonday();
    const { id } = await run(acme.maria.cases.create(phone));
    const deadline = async () => (await run(ada.queues.team(null)))[0]?.deadline;
    expect(await deadline()).toBe(hoursAfter(monday, 2));
    await run(ada.cases.sendMessage(id, { channel: 'phone', body: 'We are looking into it.' }));
    expect(await deadline()).toBe(hoursAfter(monday, 8));
    expect(await levels(acme, 'policy, outcome')).toEqual([
      { policy: 'answered in two hours', outcome: 'met' },
      { policy: 'solved in a day', outcome: 'running' },
    ]);
  });

  test('refuses to publish two of a kind of which one would never run', async () => {
    const acme = await under();
    const never = serviceLevel('solved in two days', 16, { when: { field: 'channel', is: 'phone' } });
    expect(await acme.publish({ ...sections, serviceLevels: [solution, never] })()).toMatchObject(
      unsound('is never reached: solved in a day holds before it'),
    );
  });
});

describe('81: agreements between teams and with suppliers', () => {
  const agreed = (name: string, hours: number, agreement: string, when: object, rest: object = {}) =>
    serviceLevel(name, hours, { agreement, when, ...rest });
  const sections = {
    calendars,
    serviceLevels: [
      serviceLevel('solved in two days', 16),
      agreed('taken up in an hour', 1, 'OLA', { all: [] }, { metric: 'ownership' }),
      agreed('repaired by the supplier', 8, 'contract', { field: 'team', is: 'supplier' }),
    ],
  };

  test('runs beside what is promised to the customer, for the team that has the case', async () => {
    const acme = await under(sections);
    const { ada } = acme;
    await passToMonday();
    const { id } = await run(ada.cases.create(phone));
    await run(ada.cases.route(id, { team: 'support' }));
    await pass({ hours: 2 });
    await run(ada.cases.route(id, { team: 'supplier' }));
    await pass({ minutes: 30 });
    await run(ada.cases.claim(id));
    await run(ada.cases.resolve(id, replaced));
    expect(await levels(acme, 'agreement, policy, outcome, breached, breach_team')).toEqual([
      { agreement: 'SLA', policy: 'solved in two days', outcome: 'met', breached: false, breach_team: null },
      { agreement: 'OLA', policy: 'taken up in an hour', outcome: 'rerouted', breached: true, breach_team: 'support' },
      { agreement: 'contract', policy: 'repaired by the supplier', outcome: 'met', breached: false, breach_team: null },
      { agreement: 'OLA', policy: 'taken up in an hour', outcome: 'met', breached: false, breach_team: null },
    ]);
  });

  test('refuses to publish an agreement with a team that is not there', async () => {
    const acme = await under();
    expect(await acme.publish({ ...sections, teams: [{ team: 'support', agents: [] }] })()).toMatchObject(
      unsound('supplier is not among the teams'),
    );
  });
});

describe('91: contact that is due is reminded of', () => {
  const rhythm = serviceLevel('a word every other day', 16, { metric: 'contact', warnings: [75] });
  const sections = { calendars, serviceLevels: [rhythm] };

  test('warns when nobody has written for a while, again after each message', async () => {
    const acme = await under(sections);
    const { ada } = acme;
    await passToMonday();
    const { id } = await run(ada.cases.create(phone));
    await pass({ hours: 24 + 5 });
    await run(ada.cases.sendMessage(id, { channel: 'email', body: 'We are waiting for a panel.' }));
    await pass({ days: 7 });
    expect(await levels(acme, 'round, warned, breached, outcome')).toEqual([
      { round: 1, warned: 75, breached: false, outcome: 'met' },
      { round: 2, warned: 75, breached: true, outcome: 'running' },
    ]);
    expect(await run(ada.queues.counts())).toMatchObject([{ open: 1, overdue: 1 }]);
  });

  test('refuses to publish a rhythm that every wait holds up', async () => {
    const acme = await under();
    const never = { ...rhythm, pausedBy: ['customer', 'thirdParty', 'task', 'approval', 'majorIssue', 'date'] };
    expect(await acme.publish({ calendars, serviceLevels: [never] })()).toMatchObject(
      unsound('stays paused as long as the case waits for anything: nobody would ever be reminded'),
    );
  });
});
