import * as E from 'fp-ts/Either';
import { agent } from '../actors';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { told } from '../testing/telling';

const { open, under, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const chat = { channel: 'chat' } as const;
const dear = { steps: ['Take it back.', 'Send a new one.'], cost: { amount: 40_000, currency: 'EUR' } };
const solved = { code: 'replaced', notes: 'A new one was sent.' };
const sections = {
  approvals: [
    {
      name: 'what costs 200 euros',
      when: { field: 'plannedCost', atLeast: 20_000 },
      approvers: ['ada', 'ben', 'grace'],
      quorum: 1,
      within: null,
    },
  ],
};

describe('50: the solution is planned', () => {
  test('step by step, again where more is known, and the timeline keeps each plan', async () => {
    const desk = await under();
    const { ada } = desk;
    const { id, number } = await run(ada.cases.create(chat));
    await run(ada.cases.planResolution(id, { steps: ['Ask for a photo.', 'Decide.'], expectedOutcome: 'We know.' }));
    await run(ada.cases.planResolution(id, dear));
    const timeline = await run(ada.history.timeline(number));
    expect(timeline.slice(1).map(({ what, text }) => [what, text])).toEqual([
      ['planned the resolution', '1. Ask for a photo.\n2. Decide.\nExpected: We know.'],
      [
        'planned the resolution anew, revision 2 at a cost of 40000 EUR (smallest unit)',
        '1. Take it back.\n2. Send a new one.',
      ],
    ]);
  });

  test('refuses a plan without a step, and a cost that is none', async () => {
    const { ada } = await under();
    const { id } = await run(ada.cases.create(chat));
    expect(await ada.cases.planResolution(id, { steps: [] })()).toEqual(E.left({ type: 'StepsMissing' }));
    expect(await ada.cases.planResolution(id, { ...dear, cost: { amount: 19.99, currency: 'euro' } })()).toMatchObject(
      E.left({
        type: 'InvalidInput',
        faults: [expect.stringContaining('cost.amount'), expect.stringContaining('cost.currency')],
      }),
    );
  });
});

describe('51: plans, escalations and major issues are approved', () => {
  test('by somebody else than whoever planned, before the case can be resolved; who must is told why', async () => {
    const desk = await under(sections);
    const { ada, ben } = desk;
    const { id, number } = await run(ada.cases.create(chat));
    await run(ada.cases.claim(id));
    await run(ada.cases.planResolution(id, dear));
    expect(await run(ada.queues.approvals())).toEqual([]);
    expect(await run(ada.queues.worklist())).toMatchObject([{ status: 'Waiting', waitingOn: 'approval' }]);
    const [asked] = await run(ben.queues.approvals());
    expect(asked).toMatchObject({ number, subject: 'plan', about: 'revision 1', requestedBy: 'ada' });
    const approvalId = asked?.approvalId ?? '';
    expect(await ada.cases.resolve(id, solved)()).toMatchObject(
      E.left({ type: 'ApprovalOutstanding', approvalId, subject: 'plan', outcome: 'open' }),
    );
    await run(ben.cases.approve(id, { approvalId }));
    await run(ada.cases.resolve(id, solved));
    expect((await told(desk, number)).map((line) => line.slice(6)).slice(4)).toEqual([
      'asked ben, grace to approve the plan (revision 1) of whom 1 must agree: plannedCost is 40000, at least 20000',
      'began to wait for an approval (revision 1)',
      'ben approves',
      'settled that it is approved',
      'ended the wait for an approval: it was done',
      'resolved the case as replaced',
    ]);
    expect(
      await desk.sql('select approver, verdict, outcome from casebook.approvals where tenant = $tenant order by 1'),
    ).toEqual([
      { approver: 'ben', verdict: 'approved', outcome: 'approved' },
      { approver: 'grace', verdict: null, outcome: 'approved' },
    ]);
  });

  test('refuses an approval by whoever asks, and by who was not asked; what is rejected needs another plan', async () => {
    const { ada, ben, as } = await under(sections);
    const { id } = await run(ada.cases.create(chat));
    await run(ada.cases.claim(id));
    await run(ada.cases.planResolution(id, dear));
    const approvalId = 'approval-1';
    expect(await ada.cases.approve(id, { approvalId })()).toMatchObject(E.left({ type: 'SelfApproval' }));
    const hugo = as(agent('hugo'));
    expect(await hugo.cases.approve(id, { approvalId })()).toMatchObject(
      E.left({ type: 'NotApprover', agent: 'hugo', approvers: ['ben', 'grace'] }),
    );
    const grace = as(agent('grace'));
    await run(ben.cases.reject(id, { approvalId, remark: 'Repair it.' }));
    await run(grace.cases.reject(id, { approvalId, remark: 'Too dear.' }));
    expect(await ada.cases.resolve(id, solved)()).toMatchObject(
      E.left({ type: 'ApprovalOutstanding', outcome: 'rejected' }),
    );
    await run(ada.cases.planResolution(id, { steps: ['Repair it.'] }));
    expect(E.isRight(await ada.cases.resolve(id, solved)())).toBe(true);
  });
});
