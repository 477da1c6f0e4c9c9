import * as E from 'fp-ts/Either';
import { run } from '../run';
import { approved, rulebookOf, testDesks } from '../testing/desks';
import { calendar, field, serviceLevel } from '../testing/sections';

const { open, under, pass, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const chat = { channel: 'chat' } as const;

const factor = (name: string, of: string, points: ReadonlyArray<object>, weight = 1) => ({
  name,
  field: of,
  weight,
  points,
  otherwise: 0,
});

const model = (factors: ReadonlyArray<object>) => ({
  factors,
  levels: [
    { from: 20, priority: 1 },
    { from: 10, priority: 2 },
  ],
  otherwise: 3,
});

describe('43: rules set the priority', () => {
  const sections = {
    fields: [field('devices', { type: 'number' })],
    priority: model([
      factor('devices', 'fields.devices', [
        { atLeast: 100, points: 20 },
        { atLeast: 10, points: 10 },
      ]),
    ]),
  };

  test('puts a case where it belongs in the queue, again when more is known', async () => {
    const { ada } = await under(sections);
    const small = await run(ada.cases.create({ ...chat, fields: { devices: '1' } }));
    const large = await run(ada.cases.create({ ...chat, fields: { devices: '10' } }));
    const queue = async () => (await run(ada.queues.team(null))).map(({ number, priority }) => [number, priority]);
    expect(await queue()).toEqual([
      [large.number, 2],
      [small.number, 3],
    ]);
    await run(ada.cases.revise(small.id, { fields: { devices: '150' } }));
    expect(await queue()).toEqual([
      [small.number, 1],
      [large.number, 2],
    ]);
  });

  test('refuses a model with a level that no case can reach', async () => {
    const { publish } = await under();
    const channel = factor('channel', 'channel', [{ is: 'phone', points: 15 }]);
    expect(await publish({ priority: model([channel]) })()).toMatchObject(
      E.left({
        type: 'RulebookUnsound',
        findings: [{ path: 'priority.levels.0.from', message: '20 is never reached: no score is more than 15' }],
      }),
    );
  });
});

describe('44: a score of priority is told factor by factor', () => {
  const sections = {
    fields: [
      field('impact', { type: 'choice', choices: ['one', 'team', 'company'] }),
      field('users', { type: 'number' }),
      field('segment'),
      field('revenue', { type: 'number' }),
      field('workaround', { type: 'flag' }),
      field('regulated', { type: 'flag' }),
    ],
    priority: model([
      factor(
        'impact',
        'fields.impact',
        [
          { is: 'company', points: 3 },
          { is: 'team', points: 1 },
        ],
        2,
      ),
      factor('users', 'fields.users', [{ atLeast: 50, points: 4 }]),
      factor('segment', 'fields.segment', [{ is: 'business', points: 2 }]),
      factor('revenue at stake', 'fields.revenue', [{ atLeast: 10_000, points: 3 }]),
      factor('workaround', 'fields.workaround', [{ is: true, points: -3 }]),
      factor('regulation', 'fields.regulated', [{ is: true, points: 5 }]),
      factor('deadline', 'serviceLevelUsed', [{ atLeast: 50, points: 10 }]),
    ]),
    calendars: [calendar()],
    serviceLevels: [serviceLevel('within a day', 8, { warnings: [50] })],
  };
  const fields = {
    impact: 'company',
    users: '80',
    segment: 'business',
    revenue: '25000',
    workaround: 'yes',
    regulated: 'no',
  };

  test('says what each factor gave, and why it rose as the deadline neared', async () => {
    const { ada } = await under(sections);
    const { number } = await run(ada.cases.create({ ...chat, fields }));
    await pass({ hours: 4 });
    const timeline = await run(ada.history.timeline(number));
    const told = timeline.filter(({ type }) => type === 'CasePrioritized').map(({ what, why }) => `${what}: ${why}`);
    const parts = 'impact 3, users 4, segment 2, revenue at stake 3, workaround -3, regulation 0';
    expect(told).toEqual([
      `set the priority to 2 (high) with 12 points (${parts}, deadline 0): the score is 12, and 2 is for scores from 10`,
      `raised the priority from 2 (high) to 1 (critical) with 22 points (${parts}, deadline 10): the score is 22, and 1 is for scores from 20`,
    ]);
    expect(await run(ada.queues.team(null))).toMatchObject([{ number, priority: 1 }]);
  });

  test('refuses a factor that tells something about a person', async () => {
    const { publish } = await under();
    const personal = {
      fields: [field('illness', { type: 'flag' }, { personal: true })],
      priority: model([factor('illness', 'fields.illness', [{ is: true, points: 20 }])]),
    };
    expect(await publish(personal)()).toMatchObject(
      E.left({
        type: 'RulebookUnsound',
        findings: [{ message: 'illness is personal: no rule can read it' }],
      }),
    );
  });
});

/** Calls get so many points, and who comes to the counter gets the most. */
const byPhone = (points: number) => ({
  priority: model([
    factor('channel', 'channel', [
      { is: 'phone', points },
      { is: 'inPerson', points: 20 },
    ]),
  ]),
});

describe('45: the model of priorities is reviewed and versioned', () => {
  test('is reviewed, published anew, and each case says by which version it was scored', async () => {
    const { ada, ben } = await under(byPhone(10));
    const before = await run(ada.cases.create({ channel: 'phone' }));
    await run(ben.rulebook.review(1, { outcome: 'toRevise', findings: ['Calls wait too long.'] }));
    const note = { ...approved, changeNote: 'Calls are critical.' };
    await run(ben.rulebook.publish(rulebookOf(byPhone(20), 2), note));
    const after = await run(ada.cases.create({ channel: 'phone' }));

    expect(await run(ada.rulebook.versions())).toMatchObject([
      { version: 1, reviews: [{ outcome: 'toRevise', findings: ['Calls wait too long.'] }] },
      { version: 2, published: { by: { id: 'ben' }, approvedBy: 'grace', changeNote: 'Calls are critical.' } },
    ]);
    const scored = async (number: string) => (await run(ada.history.timeline(number)))[1];
    expect(await scored(before.number)).toMatchObject({ what: expect.stringContaining('to 2 (high) with 10 points') });
    expect(await scored(after.number)).toMatchObject({
      who: "Rule 'priority' of rulebook 2",
      what: expect.stringContaining('to 1 (critical) with 20 points'),
    });
  });

  test('refuses a review that asks for a revision and says not of what, and a version that says not why', async () => {
    const { ben } = await under(byPhone(10));
    expect(await ben.rulebook.review(1, { outcome: 'toRevise' })()).toEqual(E.left({ type: 'FindingsMissing' }));
    const next = rulebookOf(byPhone(20), 2);
    expect(await ben.rulebook.publish(next, { ...approved, changeNote: ' ' })()).toEqual(
      E.left({ type: 'ChangeNoteMissing' }),
    );
  });
});

describe('46: agents have their work in order, and can put a case first', () => {
  const sections = byPhone(10);

  test('lists their cases by urgency, and rules do not overrule what a person has put first', async () => {
    const { ada } = await under(sections);
    const written = await run(ada.cases.create(chat));
    const called = await run(ada.cases.create({ channel: 'phone' }));
    for (const { id } of [written, called]) await run(ada.cases.claim(id));
    const list = async () => (await run(ada.queues.worklist())).map(({ number }) => number);
    expect(await list()).toEqual([called.number, written.number]);
    await run(ada.cases.prioritize(written.id, { priority: 1, reason: 'She waits at the counter.' }));
    await run(ada.cases.categorize(written.id, { category: 'technical' }));
    expect(await list()).toEqual([written.number, called.number]);
    expect(await run(ada.history.timeline(written.number))).toContainEqual(
      expect.objectContaining({ why: 'She waits at the counter.' }),
    );
  });

  test('refuses to put a case first without a reason', async () => {
    const { ada } = await under(sections);
    const { id } = await run(ada.cases.create(chat));
    expect(await ada.cases.prioritize(id, { priority: 1, reason: ' ' })()).toEqual(E.left({ type: 'ReasonMissing' }));
  });
});

describe('47: whose move it is can be seen', () => {
  const question = { channel: 'chat', body: 'Is the lamp on?' } as const;

  test('is the customer’s while they are asked, and the desk’s since they have answered', async () => {
    const { ada, maria } = await under();
    const { id } = await run(maria.cases.create(chat));
    await run(ada.cases.claim(id));
    await run(ada.cases.requestInformation(id, question));
    await pass({ hours: 2 });
    expect(await run(ada.queues.worklist())).toMatchObject([
      { status: 'Waiting', waitingOn: 'customer', since: null, idle: null, unansweredSince: null },
    ]);
    expect(await run(ada.queues.counts())).toMatchObject([{ open: 1, waiting: 1 }]);
    const { events } = await run(maria.cases.receiveMessage(id, { channel: 'chat', body: 'It is.' }));
    const answered = events[0]?.occurredAt;
    await pass({ hours: 1 });
    expect(await run(ada.queues.worklist())).toMatchObject([
      { status: 'Open', waitingOn: null, since: answered, idle: 3_600_000, unansweredSince: answered },
    ]);
  });

  test('refuses to end a wait that nobody has begun', async () => {
    const { ada } = await under();
    const { id } = await run(ada.cases.create(chat));
    expect(await ada.cases.endWait(id, { waitId: 'spare part' })()).toEqual(
      E.left({ type: 'WaitUnknown', waitId: 'spare part' }),
    );
  });
});
