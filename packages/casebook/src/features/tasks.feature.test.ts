import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks, type TestTenant } from '../testing/desks';
import { calendar, playbook, step } from '../testing/sections';
import { told, unsound } from '../testing/telling';

const { open, under, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const hour = 3_600_000;
const chat = { channel: 'chat' } as const;
const solved = { code: 'replaced', notes: 'A new one was sent.' };

const replacing = playbook('replacing', [
  step('look up the warranty', { neededFor: 'resolution', within: 2 * hour, calendar: 'office' }),
  step('order a spare part', { after: ['look up the warranty'], when: { field: 'product', is: 'printer' } }),
  step('ask whether it works', { stage: 'resolution', neededFor: 'closure' }),
]);
const guided = { calendars: [calendar()], playbooks: [replacing] };

/** A case that ada works on. */
const begun = async ({ ada }: TestTenant, input: { readonly product?: string } = {}) => {
  const created = await run(ada.cases.create({ ...chat, ...input }));
  await run(ada.cases.claim(created.id));
  return created;
};

/** The tasks of a case and how they stand. */
const steps = async ({ ada }: TestTenant, number: string) =>
  (await run(ada.queues.steps(number))).map(({ title, state }) => `${title}: ${state}`);

const first = 'playbook-1/look up the warranty';

describe('52: steps and tasks of a case are ticked off', () => {
  test('by whoever does them; what is on turn is in the list of the agent, what is due first', async () => {
    const desk = await under();
    const { ada, ben } = desk;
    const { id, number } = await begun(desk);
    await run(ada.cases.addTask(id, { title: 'Ask the supplier', taskId: 'supplier' }));
    await run(ada.cases.addTask(id, { title: 'Tell the customer', dependsOn: ['supplier'], taskId: 'tell' }));
    await run(ada.cases.addTask(id, { title: 'Write it down', agent: 'ben', dueAt: '2027-01-04T12:00:00Z' }));
    const titles = async (agent: string) => (await run(ada.queues.tasks({ agent }))).map(({ title }) => title);
    expect(await titles('ada')).toEqual(['Ask the supplier']);
    expect(await titles('ben')).toEqual(['Write it down']);
    expect((await run(ada.queues.tasks())).map(({ title }) => title)).toEqual(['Write it down', 'Ask the supplier']);
    expect(await steps(desk, number)).toEqual([
      'Ask the supplier: next',
      'Tell the customer: blocked',
      'Write it down: next',
    ]);
    await run(ben.cases.completeTask(id, { taskId: 'supplier', remark: 'It comes on Friday.' }));
    expect(await titles('ada')).toEqual(['Tell the customer']);
    expect((await told(desk, number)).at(-1)).toMatch(/ did ‘Ask the supplier’$/);
    expect(
      await desk.sql("select outcome, remark from casebook.tasks where tenant = $tenant and task_id = 'supplier'"),
    ).toEqual([{ outcome: 'done', remark: 'It comes on Friday.' }]);
  });

  test('refuses one that is over, one that waits for others, and one that there is not', async () => {
    const desk = await under();
    const { id } = await begun(desk);
    const { cases } = desk.ada;
    await run(cases.addTask(id, { title: 'Ask the supplier', taskId: 'supplier' }));
    await run(cases.addTask(id, { title: 'Tell the customer', dependsOn: ['supplier'], taskId: 'tell' }));
    expect(await cases.completeTask(id, { taskId: 'tell' })()).toMatchObject(
      E.left({ type: 'TaskNotOnTurn', after: ['supplier'] }),
    );
    await run(cases.skipTask(id, { taskId: 'supplier', remark: 'They have closed.' }));
    expect(await cases.completeTask(id, { taskId: 'supplier' })()).toEqual(
      E.left({ type: 'TaskOver', taskId: 'supplier', outcome: 'skipped' }),
    );
    expect(await cases.completeTask(id, { taskId: 'call' })()).toEqual(E.left({ type: 'TaskUnknown', taskId: 'call' }));
  });
});

describe('54: playbooks guide through a case', () => {
  test('from the rule that starts one to the last step, and say at each what is done, next, blocked or skipped', async () => {
    const desk = await under(guided);
    const { ada } = desk;
    const { id, number } = await begun(desk, { product: 'phone' });
    expect(await steps(desk, number)).toEqual([
      'look up the warranty: next',
      'order a spare part: blocked',
      'ask whether it works: blocked',
    ]);
    await run(ada.cases.completeTask(id, { taskId: first }));
    await run(ada.cases.resolve(id, solved));
    expect(await steps(desk, number)).toEqual([
      'look up the warranty: done',
      'order a spare part: skipped',
      'ask whether it works: next',
    ]);
    const [, spare] = await run(ada.queues.steps(number));
    expect(spare).toMatchObject({ because: 'product is phone, not printer', playbook: 'replacing' });
    expect((await told(desk, number))[1]).toMatch(/ started the playbook ‘replacing’ of rulebook 1: /);
  });

  test('refuses to publish one whose steps wait for each other, and to start one that there is not', async () => {
    const desk = await under();
    const circle = playbook('circle', [step('hen', { after: ['egg'] }), step('egg', { after: ['hen'] })]);
    expect(await desk.publish({ playbooks: [circle] })()).toMatchObject(
      E.left({
        type: 'RulebookUnsound',
        findings: [{ message: 'hen waits for itself' }, { message: 'egg waits for itself' }],
      }),
    );
    const { id } = await begun(desk);
    expect(await desk.ada.cases.startPlaybook(id, { playbook: 'circle' })()).toEqual(
      E.left({ type: 'PlaybookUnknown', playbook: 'circle' }),
    );
  });
});

describe('55: a step of a procedure is skipped with a reason', () => {
  test('which the timeline keeps, and which lets the case go on', async () => {
    const desk = await under(guided);
    const { ada } = desk;
    const { id, number } = await begun(desk);
    expect(await ada.cases.resolve(id, solved)()).toMatchObject(E.left({ type: 'TasksOutstanding', tasks: [first] }));
    await run(ada.cases.skipTask(id, { taskId: first, remark: 'The customer sent the bill.' }));
    await run(ada.cases.resolve(id, solved));
    const timeline = await run(ada.history.timeline(number));
    expect(timeline.find(({ what }) => what === 'skipped ‘look up the warranty’')).toMatchObject({
      text: 'The customer sent the bill.',
    });
  });

  test('refuses to skip without one', async () => {
    const desk = await under(guided);
    const { id } = await begun(desk);
    expect(await desk.ada.cases.skipTask(id, { taskId: first, remark: ' ' })()).toEqual(
      E.left({ type: 'RemarkMissing' }),
    );
  });
});

describe('56: templates of tasks, with dependencies and conditions', () => {
  test('become the tasks of a case, each due in working time; those that are not for it are left out once it is their turn', async () => {
    const desk = await under({ ...guided, playbooks: [{ ...replacing, when: { any: [] } }] });
    const { ada } = desk;
    const { id, number } = await begun(desk, { product: 'printer' });
    expect(await steps(desk, number)).toEqual([]);
    await run(ada.cases.startPlaybook(id, { playbook: 'replacing' }));
    const [warranty, part] = await run(ada.queues.steps(number));
    expect(warranty).toMatchObject({ dueAt: '2026-01-05T11:00:00.000Z', neededFor: 'resolution', waitsFor: [] });
    expect(part).toMatchObject({ waitsFor: [first] });
    await run(ada.cases.completeTask(id, { taskId: first }));
    expect((await steps(desk, number)).slice(1)).toEqual(['order a spare part: next', 'ask whether it works: blocked']);
  });

  test('refuses to publish one with a step after one that there is not', async () => {
    const { publish } = await under();
    const lost = playbook('lost', [step('reply', { after: ['read'] })]);
    expect(await publish({ playbooks: [lost] })()).toMatchObject(unsound('read is not among the steps'));
  });
});

describe('57: a task that blocks says why, and who can help', () => {
  test('while it is its turn the case waits for it, and goes on once it is over', async () => {
    const desk = await under();
    const { ada, ben } = desk;
    const { id, number } = await begun(desk);
    const blocks = 'the part is out of stock';
    await run(ada.cases.addTask(id, { title: 'Order it', taskId: 'part', agent: 'ben', blocks }));
    expect(await run(ada.queues.worklist())).toMatchObject([{ status: 'Waiting', waitingOn: 'task' }]);
    expect(await run(ada.queues.steps(number))).toMatchObject([{ agent: 'ben', blocks, state: 'next' }]);
    await run(ben.cases.completeTask(id, { taskId: 'part' }));
    expect(await run(ada.queues.worklist())).toMatchObject([{ status: 'Open', waitingOn: null }]);
    expect((await told(desk, number)).slice(-4).map((line) => line.slice(6))).toEqual([
      `added the task ‘Order it’ for ben and that the case waits for: ${blocks}`,
      `began to wait for a task (${blocks})`,
      'did ‘Order it’',
      'ended the wait for a task: it was done',
    ]);
  });

  test('refuses that a customer does what is not theirs to do', async () => {
    const desk = await under();
    const { id } = await begun(desk);
    await run(desk.ada.cases.addTask(id, { title: 'Order it', taskId: 'part' }));
    expect(await desk.maria.cases.completeTask(id, { taskId: 'part' })()).toEqual(
      E.left({ type: 'NotCustomersTask', taskId: 'part' }),
    );
    await run(desk.ada.cases.addTask(id, { title: 'Send a photo', taskId: 'photo', doneBy: 'customer' }));
    expect(E.isRight(await desk.maria.cases.completeTask(id, { taskId: 'photo' })())).toBe(true);
  });
});

describe('60: a case is checked before it closes', () => {
  test('also where the customer agrees: it closes with the last check', async () => {
    const desk = await under(guided);
    const { ada, maria } = desk;
    const { id, number } = await begun(desk);
    await run(ada.cases.completeTask(id, { taskId: first }));
    await run(ada.cases.resolve(id, solved));
    await run(maria.cases.acceptResolution(id, chat));
    const statusNow = async () =>
      (await desk.sql('select status from casebook.queue_entries where tenant = $tenant'))[0];
    expect(await statusNow()).toEqual({ status: 'Resolved' });
    await run(ada.cases.completeTask(id, { taskId: 'playbook-1/ask whether it works' }));
    expect(await statusNow()).toEqual({ status: 'Closed' });
    expect((await told(desk, number)).at(-1)).toMatch(/ closed the case/);
  });

  test('refuses to be resolved, or closed by an agent, before', async () => {
    const desk = await under(guided);
    const { cases } = desk.ada;
    const { id } = await begun(desk);
    expect(await cases.resolve(id, solved)()).toEqual(
      E.left({ type: 'TasksOutstanding', neededFor: 'resolution', tasks: [first] }),
    );
    await run(cases.completeTask(id, { taskId: first }));
    await run(cases.resolve(id, solved));
    expect(await cases.close(id)()).toEqual(
      E.left({ type: 'TasksOutstanding', neededFor: 'closure', tasks: ['playbook-1/ask whether it works'] }),
    );
  });
});
