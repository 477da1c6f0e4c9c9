import * as E from 'fp-ts/Either';
import { everybodyMayDoEverything, everybodyMayLead, everybodyMayPublish, type Authorize } from '../authorize';
import type { Desk } from '../desk';
import { run } from '../run';
import { testDesks, type TestTenant } from '../testing/desks';
import { caseType } from '../testing/sections';
import { told } from '../testing/telling';

/** After so many commands of a type the program ends as if it had been killed: nothing after them is done. */
let ending: { readonly type: string; after: number } | null = null;
const authorize: Authorize = (actor, command, state) => {
  if (ending?.type === command.type && (ending.after -= 1) < 0) throw new Error('the program ended');
  return everybodyMayDoEverything(actor, command, state);
};

const { open, under, pass, close } = testDesks({
  authorize,
  authorizeRulebook: everybodyMayPublish,
  authorizeMajorIssue: everybodyMayLead,
});
beforeAll(open, 60_000);
afterAll(close);
afterEach(() => {
  ending = null;
});

const chat = { channel: 'chat' } as const;
const outage = { title: 'Activations fail', impact: 'Nobody can call.', justification: 'The tenth today.' };
const opening = { channel: 'email', subject: 'Your activation', product: 'sim' } as const;
const solution = { code: 'replaced', notes: 'The gateway was replaced.' };
const customers = Array.from({ length: 40 }, (_, index) => `customer-${String(index + 1).padStart(2, '0')}`);

const issueAt = async ({ ada, ben }: TestTenant, fromCase?: string): Promise<string> => {
  const { id } = await run(ada.majorIssues.propose({ ...outage, fromCase }));
  await run(ben.majorIssues.accept(id));
  return id;
};

const counted = async (desk: Desk) => (await run(desk.majorIssues.board()))[0];
const isDone = ({ outcome }: { readonly outcome: E.Either<unknown, unknown> }): boolean => E.isRight(outcome);

describe('53: cases are opened for customers before they call', () => {
  test('one for each who is affected, and whoever calls then is known', async () => {
    const tenant = await under();
    const { ada, sql } = tenant;
    const id = await issueAt(tenant);
    await run(ada.majorIssues.identify(id, { customers, source: 'alert of the gateway' }));
    const { cases, refused } = await run(ada.majorIssues.openProactiveCases(id, opening));
    expect(refused).toEqual([]);
    expect(cases.filter(isDone).map(({ customer }) => customer)).toEqual(customers);
    const history = await run(ada.history.customer('customer-07'));
    expect(history.cases).toMatchObject([{ number: cases[6]?.number, subject: 'Your activation', status: 'New' }]);
    expect(
      await sql('select origin, count(*)::int as n from fact_case where tenant = $tenant group by origin'),
    ).toEqual([{ origin: 'proactive', n: 40 }]);
    expect((await told(tenant, cases[6]?.number ?? '')).map((line) => line.slice(6))).toContain(
      'put the case under the major issue Activations fail',
    );
  });

  test('once, however often it is asked for, and also where it ended in the middle', async () => {
    const tenant = await under();
    const { ada } = tenant;
    const id = await issueAt(tenant);
    await run(ada.majorIssues.identify(id, { customers }));
    ending = { type: 'CreateCase', after: 15 };
    await expect(run(ada.majorIssues.openProactiveCases(id, opening))).rejects.toThrow('the program ended');
    expect(await counted(ada)).toMatchObject({ customers: 40, cases: 0 });
    ending = { type: 'LinkMajorIssue', after: 20 };
    await expect(run(ada.majorIssues.openProactiveCases(id, opening))).rejects.toThrow('the program ended');
    ending = null;
    for (let time = 0; time < 2; time += 1) {
      const { cases, refused } = await run(ada.majorIssues.openProactiveCases(id, opening));
      expect([cases.filter(isDone).length, refused.length]).toEqual([40, 0]);
    }
    expect(await counted(ada)).toMatchObject({ customers: 40, cases: 40, open: 40 });
    for (const customer of customers) expect((await run(ada.history.customer(customer))).cases).toHaveLength(1);
    for (const { number } of await run(ada.majorIssues.cases(id)))
      expect((await run(ada.history.events(number))).map(({ type }) => type)).toEqual(['CaseCreated', 'CaseLinked']);
  });

  test('refuses to open any before somebody has accepted the issue, and tells where the rules are against a case', async () => {
    const tenant = await under({ caseTypes: [caseType('question')] });
    const { ada, ben } = tenant;
    const { id } = await run(ada.majorIssues.propose(outage));
    expect(await ada.majorIssues.openProactiveCases(id, opening)()).toEqual(
      E.left({ type: 'IssueNotMajor', status: 'candidate' }),
    );
    expect(await ada.majorIssues.openProactiveCases('no-such-issue', opening)()).toEqual(
      E.left({ type: 'IssueUnknown' }),
    );
    await run(ben.majorIssues.accept(id));
    await run(ada.majorIssues.identify(id, { customers: ['maria'] }));
    expect(await run(ada.majorIssues.openProactiveCases(id, { ...opening, type: 'riddle' }))).toEqual({
      id,
      cases: [],
      refused: [{ customer: 'maria', failure: { type: 'CaseTypeUnknown', caseType: 'riddle' } }],
    });
  });
});

describe('70: a major issue leads the cases that it causes', () => {
  test('from the case in which it was noticed to what solves all of them, but for those that are excepted or refuse', async () => {
    const tenant = await under();
    const { ada } = tenant;
    const first = await run(ada.cases.create({ ...chat, customer: 'maria' }));
    const id = await issueAt(tenant, first.id);
    const reported = await run(ada.cases.create({ ...chat, customer: 'otto' }));
    await run(ada.majorIssues.attach(id, { caseId: reported.id }));
    await run(ada.majorIssues.identify(id, { customers }));
    const { cases } = await run(ada.majorIssues.openProactiveCases(id, opening));
    expect(cases).toHaveLength(42);
    await run(ada.cases.cancel(reported.id, { reason: 'withdrawn' }));
    const before = await pass({ minutes: 5 });
    await pass({ minutes: 5 });

    const resolved = await run(ada.majorIssues.resolve(id, { ...solution, except: [first.id] }));
    const left = resolved.cases.filter((one) => !isDone(one)).map(({ number, outcome }) => [number, outcome]);
    expect(left).toEqual([
      [first.number, E.left({ type: 'CaseExcepted' })],
      [reported.number, E.left({ type: 'CaseNotOpen', status: 'Cancelled' })],
    ]);
    expect(resolved.cases.filter(isDone)).toHaveLength(40);
    expect(await run(ada.history.find(cases[5]?.number ?? ''))).toMatchObject({ status: 'Resolved' });
    expect(await run(ada.history.find(first.number))).toMatchObject({ status: 'New' });
    expect(await counted(ada)).toMatchObject({ status: 'resolved', code: 'replaced', cases: 42, open: 1 });
    expect(await run(ada.majorIssues.board({ asOf: before }))).toMatchObject([
      { status: 'major', cases: 42, open: 41 },
    ]);
    await run(ada.majorIssues.close(id));
    expect(await counted(ada)).toMatchObject({ status: 'closed' });
  });

  test('and what it leads to says what caused it, under one correlation, on behalf of whoever leads it', async () => {
    const tenant = await under();
    const { ada, sql } = tenant;
    const id = await issueAt(tenant);
    await run(ada.majorIssues.identify(id, { customers: customers.slice(0, 3) }));
    await run(ada.majorIssues.openProactiveCases(id, opening));
    const { events } = await run(ada.majorIssues.resolve(id, solution, { correlationId: 'all of it' }));
    expect(
      await sql(
        `select distinct causation_id, actor ->> 'id' as id, actor ->> 'onBehalfOf' as leader from casebook.events
         where tenant = $tenant and type = 'CaseResolved' and correlation_id = 'all of it'`,
      ),
    ).toEqual([{ causation_id: events[0]?.id, id: 'major-issue', leader: 'ada' }]);
  });

  test('also where it ended in the middle: the same command does what is left', async () => {
    const tenant = await under();
    const { ada } = tenant;
    const id = await issueAt(tenant);
    await run(ada.majorIssues.identify(id, { customers: customers.slice(0, 10) }));
    await run(ada.majorIssues.openProactiveCases(id, opening));
    ending = { type: 'ResolveCase', after: 4 };
    await expect(run(ada.majorIssues.resolve(id, solution))).rejects.toThrow('the program ended');
    ending = null;
    expect(await counted(ada)).toMatchObject({ status: 'resolved', cases: 10, open: 6 });
    const { cases, events } = await run(ada.majorIssues.resolve(id, solution));
    expect([cases.filter(isDone).length, events.length]).toEqual([10, 0]);
    expect(await counted(ada)).toMatchObject({ open: 0 });
    for (const { number } of cases)
      expect((await run(ada.history.events(number))).filter(({ type }) => type === 'CaseResolved')).toHaveLength(1);
  });

  test('each by its own rules: one that nobody has taken up yet stays open, and is resolved with the rest once somebody has', async () => {
    const tenant = await under({ caseTypes: [caseType('question')] });
    const { ada } = tenant;
    const id = await issueAt(tenant);
    await run(ada.majorIssues.identify(id, { customers: ['maria', 'otto'] }));
    const { cases } = await run(ada.majorIssues.openProactiveCases(id, { ...opening, type: 'question' }));
    const [marias = '', ottos = ''] = cases.map((one) => one.id);
    await run(ada.cases.claim(marias));
    const resolve = async () => (await run(ada.majorIssues.resolve(id, solution))).cases;
    expect(await resolve()).toMatchObject([
      { id: marias, outcome: { _tag: 'Right' } },
      { id: ottos, outcome: E.left({ type: 'CaseNotAccepted' }) },
    ]);
    expect(await counted(ada)).toMatchObject({ status: 'resolved', open: 1 });
    await run(ada.cases.claim(ottos));
    expect((await resolve()).map(isDone)).toEqual([true, true]);
    expect(await counted(ada)).toMatchObject({ open: 0 });
  });

  test('and is opened again where it was not solved after all, while its cases stay as they are', async () => {
    const tenant = await under();
    const { ada } = tenant;
    const id = await issueAt(tenant);
    const { id: caseId } = await run(ada.cases.create({ ...chat, customer: 'maria' }));
    await run(ada.majorIssues.attach(id, { caseId }));
    await run(ada.majorIssues.resolve(id, solution, { commandId: 'solved' }));
    await run(ada.majorIssues.reopen(id, { reason: 'It fails again.' }));
    expect(await counted(ada)).toMatchObject({ status: 'major', code: null, cases: 1, open: 0 });
    expect((await run(ada.majorIssues.resolve(id, solution, { commandId: 'solved' }))).cases).toEqual([]);
    await run(ada.cases.reopen(caseId, { reason: 'It fails again.' }));
    expect((await run(ada.majorIssues.resolve(id, solution))).cases.map(isDone)).toEqual([true]);
  });

  test('refuses what is proposed and decided by one person, from a case that is over, and a customer’s second case', async () => {
    const tenant = await under({ resolutionCodes: ['replaced'] });
    const { ada, ben } = tenant;
    const over = await run(ada.cases.create(chat));
    await run(ada.cases.cancel(over.id, { reason: 'spam' }));
    expect(await ada.majorIssues.propose({ ...outage, fromCase: over.id })()).toEqual(
      E.left({ type: 'CaseNotOpen', status: 'Cancelled' }),
    );
    const { id } = await run(ada.majorIssues.propose(outage));
    expect(await ada.majorIssues.accept(id)()).toEqual(E.left({ type: 'SelfApproval', agent: 'ada' }));
    await run(ben.majorIssues.accept(id));
    expect(await ben.majorIssues.reject(id, { reason: 'It is none.' })()).toEqual(
      E.left({ type: 'IssueNotCandidate', status: 'major' }),
    );
    const [one, two] = [
      await run(ada.cases.create({ ...chat, customer: 'maria' })),
      await run(ada.cases.create({ ...chat, customer: 'maria' })),
    ];
    await run(ada.majorIssues.attach(id, { caseId: one.id }));
    expect(await ada.majorIssues.attach(id, { caseId: two.id })()).toEqual(
      E.left({ type: 'CustomerHasCase', customer: 'maria', caseId: one.id }),
    );
    expect(await ada.majorIssues.attach(id, { caseId: over.id })()).toEqual(
      E.left({ type: 'CaseNotOpen', status: 'Cancelled' }),
    );
    expect(await ada.majorIssues.resolve(id, { ...solution, code: 'magic' })()).toEqual(
      E.left({ type: 'ResolutionCodeUnknown', code: 'magic' }),
    );
    expect(await ada.majorIssues.close(id)()).toEqual(E.left({ type: 'IssueNotResolved', status: 'major' }));
  });
});

describe('71: customers who are affected are found and told', () => {
  const sims = { products: ['sim'] };

  test('by the cases that they had, but for those who are left out with a reason, and each is found once', async () => {
    const tenant = await under();
    const { ada } = tenant;
    for (const customer of ['maria', 'otto', 'anna'])
      await run(ada.cases.create({ ...chat, customer, product: 'sim' }));
    await run(ada.cases.create({ ...chat, customer: 'eva', product: 'phone' }));
    const spam = await run(ada.cases.create({ ...chat, customer: 'bot', product: 'sim' }));
    await run(ada.cases.cancel(spam.id, { reason: 'spam' }));
    const id = await issueAt(tenant);
    const excluded = [{ customer: 'otto', because: 'optedOut' }] as const;
    const found = await run(ada.majorIssues.identify(id, { criteria: sims, excluded, batch: 'by product' }));
    expect(found.events[0]?.event).toMatchObject({ customers: ['anna', 'maria'], excluded });
    await run(ada.majorIssues.identify(id, { criteria: sims, batch: 'by product' }));
    const more = await run(ada.majorIssues.identify(id, { customers: ['maria', 'ida'] }));
    expect(more.events[0]?.event).toMatchObject({ customers: ['ida'] });
    expect((await run(ada.majorIssues.get(id))).affected.customers).toEqual(['anna', 'maria', 'ida']);
    expect(await counted(ada)).toMatchObject({ customers: 3, cases: 0 });
  });

  test('in the open case that they have where it fits, and in a new one otherwise', async () => {
    const tenant = await under();
    const { ada } = tenant;
    const hers = await run(ada.cases.create({ ...chat, customer: 'maria', product: 'sim' }));
    await run(ada.cases.create({ ...chat, customer: 'otto', product: 'phone' }));
    const id = await issueAt(tenant);
    await run(ada.majorIssues.identify(id, { customers: ['maria', 'otto'] }));
    const { cases } = await run(ada.majorIssues.openProactiveCases(id, { ...opening, attachOpen: sims }));
    expect(cases.map(({ customer, outcome }) => [customer, E.isRight(outcome) && outcome.right.opened])).toEqual([
      ['maria', 'reported'],
      ['otto', 'proactive'],
    ]);
    expect((await run(ada.history.customer('maria'))).cases).toMatchObject([{ number: hers.number }]);
    expect((await run(ada.history.customer('otto'))).cases).toHaveLength(2);
  });

  test('all at once, each in their own case, and nobody twice', async () => {
    const tenant = await under();
    const { ada } = tenant;
    const id = await issueAt(tenant);
    await run(ada.majorIssues.identify(id, { customers }));
    await run(ada.majorIssues.openProactiveCases(id, opening));
    const update = { body: 'We are at it.', channel: 'email', updateId: 'first' } as const;
    ending = { type: 'SendMessage', after: 25 };
    await expect(run(ada.majorIssues.publishUpdate(id, update))).rejects.toThrow('the program ended');
    ending = null;
    for (let time = 0; time < 2; time += 1)
      expect((await run(ada.majorIssues.publishUpdate(id, update))).cases.filter(isDone)).toHaveLength(40);
    for (const { number } of await run(ada.majorIssues.cases(id)))
      expect((await run(ada.history.timeline(number))).flatMap(({ text }) => text ?? [])).toEqual([
        'Your activation',
        'We are at it.',
      ]);
    expect(await counted(ada)).toMatchObject({ updates: 1 });
  });

  test('only those who were there when it was said, and whose case is still open', async () => {
    const tenant = await under();
    const { ada } = tenant;
    const id = await issueAt(tenant);
    const over = await run(ada.cases.create({ ...chat, customer: 'maria' }));
    await run(ada.majorIssues.attach(id, { caseId: over.id }));
    await run(ada.cases.cancel(over.id, { reason: 'withdrawn' }));
    await run(ada.majorIssues.identify(id, { customers: ['otto'] }));
    await run(ada.majorIssues.openProactiveCases(id, opening));
    const update = { body: 'We are at it.', channel: 'email', updateId: 'first' } as const;
    const publish = async () =>
      (await run(ada.majorIssues.publishUpdate(id, update))).cases.map((one) => [one.customer, isDone(one)]);
    expect(await publish()).toEqual([
      ['maria', false],
      ['otto', true],
    ]);
    await run(ada.majorIssues.identify(id, { customers: ['anna'] }));
    await run(ada.majorIssues.openProactiveCases(id, opening));
    expect(await publish()).toHaveLength(2);
    const { cases } = await run(
      ada.majorIssues.publishUpdate(id, { ...update, updateId: 'second', audience: 'reported' }),
    );
    expect(cases).toMatchObject([{ customer: 'maria', outcome: E.left({ type: 'CaseNotOpen', status: 'Cancelled' }) }]);
  });

  test('refuses a search that would find everybody, one for nobody, and an update that says nothing', async () => {
    const tenant = await under();
    const { ada } = tenant;
    const id = await issueAt(tenant);
    expect(await ada.majorIssues.identify(id, { criteria: {} })()).toMatchObject(
      E.left({ type: 'InvalidInput', faults: [expect.stringContaining('criteria that name a product or a category')] }),
    );
    expect(await ada.majorIssues.identify(id, {})()).toEqual(
      E.left({ type: 'InvalidInput', faults: ['customers: must name somebody where there are no criteria'] }),
    );
    expect(await ada.majorIssues.publishUpdate(id, { body: ' ', channel: 'email' })()).toEqual(
      E.left({ type: 'BodyMissing' }),
    );
  });
});
