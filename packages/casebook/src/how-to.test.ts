import { agent, CasebookError, customer, run } from '@casebook/casebook';
// #region open
import { openTestCasebook, type TestCasebook } from '@casebook/casebook/testing';
import { plainRulebook } from '@casebook/domain';
// #endregion
// #region questions
import type { CaseEvent } from '@casebook/domain';
import { count, instant, optional, rowsOf, text } from '@casebook/projection';
// #endregion

// #region questions
/** Questions to customers, and how long each was left without an answer. */
const questions = rowsOf<CaseEvent>()({
  name: 'questions',
  version: 1,
  comment: 'One row a question to a customer',
  columns: {
    message: text('id of the message that asked'),
    place: count('1 for the first question of its case'),
    asked_at: instant('when it was asked'),
    answered_at: optional(instant('when the customer wrote next; null until then')),
  },
  key: ['message'],
  lasts: { since: 'asked_at', until: 'answered_at' },
  on: {
    MessageSent: (rows, { occurredAt, event: { messageId, awaits } }) =>
      awaits === null
        ? rows
        : [...rows, { message: messageId, place: rows.length + 1, asked_at: occurredAt, answered_at: null }],
    MessageReceived: (rows, { occurredAt, event: { from } }) =>
      rows.map((row) => (from === 'customer' && row.answered_at === null ? { ...row, answered_at: occurredAt } : row)),
  },
});
// #endregion

// #region open
let casebook: TestCasebook;

beforeAll(async () => {
  casebook = await openTestCasebook({
    start: '2026-03-02T09:00:00.000Z',
    rulebooks: [
      {
        ...plainRulebook,
        version: 1,
        closing: { ...plainRulebook.closing, autoCloseAfter: 48 * 3_600_000, reopenWithin: null },
      },
    ],
    projections: [questions],
  });
});

afterAll(() => casebook.close());
// #endregion

// #region time
test('a resolved case closes by itself after two days', async () => {
  const desk = casebook.as({ tenant: 'time', actor: agent('ada') });
  const { id, number } = await run(desk.cases.create({ channel: 'chat', subject: 'Screen stays dark' }));
  await run(desk.cases.resolve(id, { code: 'replaced', notes: 'New device sent.' }));

  casebook.clock.advance({ days: 2 });
  await run(casebook.observeTime());

  expect(await run(desk.history.find(number))).toMatchObject({ status: 'Closed' });
});
// #endregion

// #region refused
test('what a case refuses is an error with the reason in it', async () => {
  const desk = casebook.as({ tenant: 'refused', actor: agent('ada') });
  const { id } = await run(desk.cases.create({ channel: 'chat' }));
  await run(desk.cases.cancel(id, { reason: 'spam' }));

  const again = run(desk.cases.claim(id));

  await expect(again).rejects.toBeInstanceOf(CasebookError);
  await expect(again).rejects.toMatchObject({ cause: { type: 'CaseNotOpen', status: 'Cancelled' } });
});
// #endregion

test('a fact told late is known as of when it happened, and as known not before it was told', async () => {
  const { clock } = casebook;
  clock.moveTo('2026-03-09T09:00:00.000Z');
  // #region moments
  const desk = casebook.as({ tenant: 'acme', actor: agent('ada') });
  const { id, number } = await run(desk.cases.create({ channel: 'phone', subject: 'Screen stays dark' }));

  clock.moveTo('2026-03-09T17:00:00.000Z'); // in the evening Ada writes down what she found at noon
  await run(
    desk.cases.recordFinding(id, { kind: 'symptom', text: 'Dark since noon' }, { at: '2026-03-09T12:00:00.000Z' }),
  );

  const afternoon = '2026-03-09T15:00:00.000Z';
  const happened = await run(desk.history.timeline(number, { asOf: afternoon })); // opened, and the finding
  const known = await run(desk.history.timeline(number, { asKnown: afternoon })); // opened: nobody had said more
  // #endregion
  expect(happened.map(({ type }) => type)).toEqual(['CaseCreated', 'FindingRecorded']);
  expect(known.map(({ type }) => type)).toEqual(['CaseCreated']);
  // #region moments-elsewhere
  await run(desk.queues.counts({ asOf: afternoon }));
  await run(desk.analytics.report({ asOf: afternoon }));
  await run(casebook.sql('select count(*) from fact_case', { asOf: afternoon }));
  // #endregion
  // #region keep-as-of
  const kept = await run(casebook.keepAsOf(afternoon, { into: 'desk_2026_q1', replace: true }));
  const cases = await run(casebook.sql('select count(*) as n from desk_2026_q1.fact_case'));
  // #endregion
  expect(cases.rows).toEqual([{ n: kept.tables.find(({ name }) => name === 'fact_case')?.rows }]);
});

test('a read model of many rows a case is asked of now and of a past moment', async () => {
  const { clock } = casebook;
  clock.moveTo('2026-03-16T09:00:00.000Z');
  const desk = casebook.as({ tenant: 'questions', actor: agent('ada') });
  const { id } = await run(desk.cases.create({ channel: 'email', customer: 'grace' }));
  await run(desk.cases.claim(id));
  await run(desk.cases.requestInformation(id, { channel: 'email', body: 'Is the lamp on?' }));
  clock.moveTo('2026-03-17T09:00:00.000Z');
  const grace = casebook.as({ tenant: 'questions', actor: customer('grace') });
  await run(grace.cases.receiveMessage(id, { channel: 'email', body: 'It is.' }));
  // #region ask
  const unanswered = (when = {}) =>
    desk.query(
      [questions],
      (db) =>
        db
          .selectFrom('questions')
          .selectAll()
          .where('tenant', '=', 'questions')
          .where('answered_at', 'is', null)
          .orderBy('asked_at')
          .execute(),
      when,
    );

  const now = await run(unanswered());
  const yesterday = await run(unanswered({ asOf: '2026-03-16T18:00:00.000Z' }));
  // #endregion
  expect(now).toEqual([]);
  expect(yesterday).toMatchObject([{ place: 1, asked_at: '2026-03-16T09:00:00.000Z' }]);
});

test('a customer is erased, and the figures stay', async () => {
  const desk = casebook.as({ tenant: 'privacy', actor: agent('ada') });
  const { number } = await run(
    desk.cases.create({ channel: 'chat', customer: 'customer-7', subject: 'Screen stays dark' }),
  );
  const before = await run(desk.analytics.report());
  // #region erase
  const receipt = await run(desk.privacy.erase('customer-7', { reason: 'request of 1 March, GDPR article 17' }));
  // #endregion
  expect(receipt.cases).toMatchObject([{ number }]);
  expect(await run(desk.history.find(number))).toMatchObject({ customer: 'customer-7', subject: null });
  expect(await run(desk.analytics.report())).toEqual(before);
});

test('a major issue is led from the case in which it was noticed to what solves all of its cases', async () => {
  const as = (name: string) => casebook.as({ tenant: 'outage', actor: agent(name) });
  for (const who of ['maria', 'otto'])
    await run(as('ada').cases.create({ channel: 'chat', customer: who, product: 'sim' }));
  const noticed = await run(as('ada').cases.create({ channel: 'phone', customer: 'eva', product: 'sim' }));
  const [ada, grace] = [as('ada'), as('grace')];
  // #region propose-issue
  const { id } = await run(
    ada.majorIssues.propose({
      title: 'Activations fail',
      impact: 'New cards cannot be used.',
      justification: 'Ten calls in an hour, all about cards activated since eight.',
      fromCase: noticed.id,
    }),
  );
  await run(grace.majorIssues.accept(id)); // not Ada, who proposed it
  // #endregion
  // #region find-affected
  await run(
    grace.majorIssues.identify(id, {
      criteria: { products: ['sim'], from: '2026-03-01T00:00:00Z' },
      customers: ['customer-7'],
      excluded: [{ customer: 'otto', because: 'toldOtherwise' }],
      source: 'list of the network team',
    }),
  );
  const { cases, refused } = await run(
    grace.majorIssues.openProactiveCases(id, {
      channel: 'email',
      subject: 'Your card cannot be activated',
      product: 'sim',
      attachOpen: { products: ['sim'] },
    }),
  );
  // #endregion
  expect(cases.map(({ customer }) => customer).sort()).toEqual(['customer-7', 'eva', 'maria']);
  expect(refused).toEqual([]);
  // #region tell-and-solve
  await run(grace.majorIssues.publishUpdate(id, { channel: 'email', body: 'We are at it, and shall write by noon.' }));
  const solved = await run(
    grace.majorIssues.resolve(id, {
      code: 'repaired',
      notes: 'The gateway was replaced; the card works now.',
      except: [noticed.id],
    }),
  );
  const left = solved.cases.filter(({ outcome }) => outcome._tag === 'Left');
  const board = await run(grace.majorIssues.board());
  // #endregion
  expect(left).toMatchObject([{ id: noticed.id, outcome: { left: { type: 'CaseExcepted' } } }]);
  expect(board).toMatchObject([{ id, status: 'resolved', customers: 3, cases: 3, open: 1, updates: 1 }]);
});
