import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks, type TestTenant } from '../testing/desks';

const { open, under, pass, passToMonday, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const chat = { channel: 'chat' } as const;
const replaced = { code: 'replaced', notes: 'New device sent.' };

/** A case that is solved after so many hours. */
const solved = async ({ ada }: TestTenant, hours: number): Promise<string> => {
  const { id } = await run(ada.cases.create(chat));
  await run(ada.cases.claim(id));
  await pass({ hours });
  await run(ada.cases.resolve(id, replaced));
  return id;
};

const notOne = (text: string) => E.left({ type: 'InvalidInput', faults: [expect.stringContaining(`"${text}"`)] });

describe('108: volume over time', () => {
  test('counts day by day what came and went, days without anything too', async () => {
    const acme = await under();
    const monday = await passToMonday();
    const id = await solved(acme, 1);
    await run(acme.ada.cases.create(chat));
    await pass({ days: 2 });
    await run(acme.ada.cases.reopen(id, { cause: 'recurrence', reason: 'Dark again.' }));
    const date = (days: number) => new Date(Date.parse(monday) + days * 86_400_000).toISOString().slice(0, 10);
    const span = { from: `${date(0)}T00:00:00Z`, to: `${date(3)}T00:00:00Z` };
    expect(await run(acme.ada.analytics.volume(span))).toEqual([
      { day: date(0), created: 2, resolved: 1, reopened: 0, cancelled: 0, merged: 0, unmerged: 0 },
      { day: date(1), created: 0, resolved: 0, reopened: 0, cancelled: 0, merged: 0, unmerged: 0 },
      { day: date(2), created: 0, resolved: 0, reopened: 1, cancelled: 0, merged: 0, unmerged: 0 },
    ]);
  });

  test('refuses a span whose end is no instant', async () => {
    const { ada } = await under();
    expect(await ada.analytics.volume({ from: '2026-01-01T00:00:00Z', to: 'today' })()).toMatchObject(notOne('today'));
  });
});

describe('109: time to resolution', () => {
  test('is told by its median, mean and ninth tenth, in hours, and not changed by a reopening', async () => {
    const acme = await under();
    const first = await solved(acme, 1);
    await solved(acme, 2);
    await solved(acme, 9);
    const hours = { median: 2, mean: 4, p90: 7.6 };
    expect((await run(acme.ada.analytics.report())).resolution).toEqual({ cases: 3, hours });
    await run(acme.ada.cases.reopen(first, { reason: 'Dark again.' }));
    expect((await run(acme.ada.analytics.report())).resolution).toEqual({ cases: 3, hours });
  });

  test('refuses a report as of what is no instant', async () => {
    const { ada } = await under();
    expect(await ada.analytics.report({ asOf: 'last week' })()).toMatchObject(notOne('last week'));
  });
});

describe('114: distribution of the load', () => {
  test('counts the cases of each agent and of each team, now and at any instant before', async () => {
    const { ada, ben } = await under();
    const cases = [];
    for (const team of ['support', 'support', 'workshop']) {
      const { id } = await run(ada.cases.create(chat));
      await run(ada.cases.route(id, { team }));
      cases.push(id);
    }
    const [one = '', two = '', three = ''] = cases;
    for (const id of [one, two]) await run(ada.cases.claim(id));
    await run(ben.cases.claim(three));
    await run(ada.cases.startWait(two, { on: 'customer' }));
    const before = await pass({ hours: 1 });
    await pass({ hours: 1 });
    await run(ada.cases.resolve(one, replaced));
    expect(await run(ada.analytics.load({ asOf: before }))).toEqual([
      { agent: 'ada', cases: 2, waiting: 1 },
      { agent: 'ben', cases: 1, waiting: 0 },
    ]);
    expect(await run(ada.analytics.load())).toEqual([
      { agent: 'ada', cases: 1, waiting: 1 },
      { agent: 'ben', cases: 1, waiting: 0 },
    ]);
    expect(await run(ada.analytics.backlog())).toMatchObject({
      cases: 2,
      teams: [
        { team: 'support', cases: 1, waiting: 1 },
        { team: 'workshop', cases: 1, open: 1 },
      ],
    });
  });

  test('refuses to tell the load at what is no instant', async () => {
    const { ada } = await under();
    expect(await ada.analytics.load({ asOf: 'noon' })()).toMatchObject(notOne('noon'));
  });
});

describe('115: bottlenecks', () => {
  test('shows in which stage cases stay, and for whom they wait', async () => {
    const acme = await under();
    const { ada, maria, sql } = acme;
    for (const hours of [2, 4]) {
      const { id } = await run(ada.cases.create(chat));
      await run(ada.cases.claim(id));
      await pass({ hours: 1 });
      await run(ada.cases.recordFinding(id, { kind: 'symptom', text: 'Dark.' }));
      await run(ada.cases.requestInformation(id, { channel: 'chat', body: 'Is the lamp on?' }));
      await pass({ hours });
      await run(maria.cases.receiveMessage(id, { channel: 'chat', body: 'It is.' }));
      await run(ada.cases.startWait(id, { on: 'thirdParty', subject: 'panel' }));
      await pass({ hours: 3 * hours });
      await run(ada.cases.resolve(id, replaced));
    }
    const byStage = `select stage, sum(hours)::float as hours from stage_interval
      where tenant = $tenant group by stage order by hours desc nulls last`;
    expect(await sql(byStage)).toEqual([
      { stage: 'investigation', hours: 24 },
      { stage: 'assignment', hours: 2 },
      { stage: 'resolution', hours: null },
    ]);
    const byWait = `select waiting_on, sum(hours)::float as hours from wait_interval
      where tenant = $tenant group by waiting_on order by hours desc`;
    expect(await sql(byWait)).toEqual([
      { waiting_on: 'thirdParty', hours: 18 },
      { waiting_on: 'customer', hours: 6 },
    ]);
  });

  test('refuses a statement that would change what it counts', async () => {
    const { sql } = await under();
    await expect(sql('delete from stage_interval where tenant = $tenant')).rejects.toMatchObject({
      cause: { type: 'SqlRefused' },
    });
  });
});

describe('116: misrouting and reassignment', () => {
  test('counts moves between teams and between agents, and of these what had gone to the wrong team', async () => {
    const { ada, ben, sql } = await under();
    const routes = [
      ['support', null],
      ['support', 'wrongTeam'],
      ['support', 'escalation'],
    ] as const;
    for (const [team, reason] of routes) {
      const { id } = await run(ada.cases.create(chat));
      await run(ada.cases.route(id, { team }));
      await run(ada.cases.claim(id));
      if (reason !== null) await run(ada.cases.route(id, { team: 'workshop', reason }));
      await run(ben.cases.assign(id, { agent: 'ben' }));
    }
    expect((await run(ada.analytics.report())).handovers).toEqual({ team: 2, agent: 3 });
    const rate = `select count(*) filter (where misroutings > 0)::int as misrouted, count(team_first)::int as routed
      from fact_case where tenant = $tenant`;
    expect(await sql(rate)).toEqual([{ misrouted: 1, routed: 3 }]);
  });

  test('refuses a reason that is none', async () => {
    const { ada } = await under();
    const { id } = await run(ada.cases.create(chat));
    const said = 'bad luck' as 'wrongTeam'; // as a form could send it
    expect(await ada.cases.route(id, { team: 'workshop', reason: said })()).toMatchObject(notOne('bad luck'));
  });
});

describe('118: rate of reopening', () => {
  test('counts reopenings, and the cases among those that were ever solved', async () => {
    const acme = await under();
    const twice = await solved(acme, 1);
    for (let cycle = 1; cycle <= 2; cycle += 1) {
      await run(acme.ada.cases.reopen(twice, { cause: 'recurrence', reason: 'Dark again.' }));
      await run(acme.ada.cases.resolve(twice, replaced));
    }
    await solved(acme, 1);
    await run(acme.ada.cases.create(chat));
    expect(await run(acme.ada.analytics.report())).toMatchObject({
      reopens: { count: 2, cases: 1 },
      resolution: { cases: 2 },
    });
    const rate = `select count(*) filter (where reopens > 0)::float / count(first_resolved_at) as rate
      from fact_case where tenant = $tenant`;
    expect(await acme.sql(rate)).toEqual([{ rate: 0.5 }]);
  });

  test('refuses a statement about a column that is not there', async () => {
    const { sql } = await under();
    await expect(sql('select reopenings from fact_case where tenant = $tenant')).rejects.toMatchObject({
      cause: { type: 'SqlRefused', message: expect.stringContaining('reopenings') },
    });
  });
});
