import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { calendar, field, route, serviceLevel } from '../testing/sections';
import { hoursAfter, levels, told, unsound } from '../testing/telling';

const { open, under, pass, passToMonday, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const phone = { channel: 'phone' } as const;
const replaced = { code: 'replaced', notes: 'New device sent.' };
const calendars = [calendar()];

describe('76: service levels are defined and watched', () => {
  const sections = { calendars, serviceLevels: [serviceLevel('within a day', 8)] };

  test('gives a case its deadline, and shows what is late', async () => {
    const acme = await under(sections);
    const monday = await passToMonday();
    const met = await run(acme.ada.cases.create(phone));
    await run(acme.ada.cases.create(phone));
    expect(await run(acme.ada.queues.team(null))).toMatchObject([
      { deadline: hoursAfter(monday, 8), overdue: false },
      { deadline: hoursAfter(monday, 8), overdue: false },
    ]);
    await pass({ hours: 4 });
    await run(acme.ada.cases.resolve(met.id, replaced));
    await pass({ hours: 24 });
    expect(await run(acme.ada.queues.team(null))).toMatchObject([{ deadline: hoursAfter(monday, 8), overdue: true }]);
    expect(await run(acme.ada.queues.counts())).toMatchObject([{ open: 1, overdue: 1 }]);
    expect(await levels(acme, 'policy, outcome, breached, hours_used::float')).toEqual([
      { policy: 'within a day', outcome: 'met', breached: false, hours_used: 4 },
      { policy: 'within a day', outcome: 'running', breached: true, hours_used: null },
    ]);
  });

  test('refuses to publish one that counts on a calendar that is not there', async () => {
    const acme = await under();
    expect(await acme.publish({ serviceLevels: [serviceLevel('within a day', 8)] })()).toMatchObject(
      E.left({ type: 'InvalidInput', faults: [expect.stringContaining('serviceLevels.0.calendar')] }),
    );
  });
});

describe('77: a deadline is warned of as it nears', () => {
  const sections = { calendars, serviceLevels: [serviceLevel('within a day', 8, { warnings: [50, 75] })] };

  test('is told at each share of its time, and whoever follows the events hears of it', async () => {
    const acme = await under(sections);
    await passToMonday();
    const { number } = await run(acme.ada.cases.create(phone));
    await pass({ hours: 7 });
    expect((await told(acme, number)).slice(2)).toEqual([
      expect.stringContaining('13:00 warned that 50 % of the service level ‘within a day’ is used'),
      expect.stringContaining('15:00 warned that 75 % of the service level ‘within a day’ is used'),
    ]);
    const heard: number[] = [];
    for await (const { event } of acme.ada.events.subscribe({ types: ['ServiceLevelWarned'] })) {
      heard.push(event.percent);
      if (heard.length === 2) break;
    }
    expect(heard).toEqual([50, 75]);
    expect(await levels(acme, 'warned, breached')).toEqual([{ warned: 75, breached: false }]);
  });

  test('refuses to publish warnings of a time that is not limited', async () => {
    const acme = await under();
    const measured = serviceLevel('how long it takes', null, { warnings: [50] });
    expect(await acme.publish({ calendars, serviceLevels: [measured] })()).toMatchObject(
      unsound('there is no target to warn of'),
    );
  });
});

describe('78: a service level escalates its case', () => {
  const escalation = (at: number, rest: object) => ({
    name: `at ${at}`,
    serviceLevel: 'within a day',
    at,
    when: { all: [] },
    severity: null,
    to: null,
    ...rest,
  });
  const sections = {
    calendars,
    routing: [route('support')],
    serviceLevels: [serviceLevel('within a day', 8, { warnings: [75] })],
    escalations: [
      escalation(75, { kind: 'hierarchical', severity: 'deadline' }),
      escalation(100, { kind: 'functional', to: 'experts' }),
    ],
  };

  test('calls the management as it nears its end, and gives the case to experts once it is late', async () => {
    const acme = await under(sections);
    await passToMonday();
    const { number } = await run(acme.ada.cases.create(phone));
    await pass({ hours: 7 });
    expect((await told(acme, number)).at(-1)).toBe(
      '15:00 escalated the case to the management as deadline: within a day has used 75 %, and it holds for every case',
    );
    expect(await run(acme.ada.queues.team('support'))).toMatchObject([{ number }]);
    await pass({ hours: 2 });
    expect(await run(acme.ada.queues.team('support'))).toEqual([]);
    expect(await run(acme.ada.queues.team('experts'))).toMatchObject([{ number, transfers: 1 }]);
  });

  test('refuses to publish one at a moment at which nothing is warned of', async () => {
    const acme = await under();
    const early = { ...sections, escalations: [escalation(50, { kind: 'hierarchical' })] };
    expect(await acme.publish(early)()).toMatchObject(unsound('within a day does not warn at 50 %'));
  });
});

describe('86: what a customer is entitled to chooses the service level', () => {
  const gold = { field: 'fields.tier', is: 'gold' };
  const sections = {
    calendars,
    fields: [field('tier', { type: 'choice', choices: ['basic', 'gold'] })],
    serviceLevels: [serviceLevel('gold', 2, { when: gold }), serviceLevel('everybody else', 16)],
  };

  test('goes by the contract that the case names, and changes with it', async () => {
    const acme = await under(sections);
    const { ada } = acme;
    const monday = await passToMonday();
    const { id, number } = await run(ada.cases.create({ ...phone, fields: { tier: 'basic' } }));
    expect(await run(ada.queues.team(null))).toMatchObject([{ number, deadline: hoursAfter(monday, 24 + 8) }]);
    await pass({ hours: 1 });
    await run(ada.cases.revise(id, { fields: { tier: 'gold' }, reason: 'The contract is from today.' }));
    expect(await run(ada.queues.team(null))).toMatchObject([{ number, deadline: hoursAfter(monday, 2) }]);
    expect((await told(acme, number)).at(-1)).toMatch(/started the SLA ‘gold’ .*: fields.tier is gold$/);
    expect(await levels(acme, 'policy, outcome')).toEqual([
      { policy: 'everybody else', outcome: 'superseded' },
      { policy: 'gold', outcome: 'running' },
    ]);
  });

  test('refuses a contract that the desk does not offer', async () => {
    const { ada } = await under(sections);
    expect(await ada.cases.create({ ...phone, fields: { tier: 'platinum' } })()).toEqual(
      E.left({ type: 'FieldInvalid', field: 'tier', must: 'be one of basic, gold' }),
    );
  });
});
