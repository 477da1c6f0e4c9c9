import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { caseType, route } from '../testing/sections';

const { open, under, pass, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const chat = { channel: 'chat' } as const;
const replaced = { code: 'replaced', notes: 'New device sent.' };
const days = 24 * 3_600_000;

describe('48: a case goes through stages', () => {
  const sections = { caseTypes: [caseType('malfunction')] };

  test('is in each for a time, from intake to closure', async () => {
    const { ada, sql } = await under(sections);
    const { id } = await run(ada.cases.create({ ...chat, type: 'malfunction' }));
    const steps = [
      () => ada.cases.categorize(id, { category: 'technical' }),
      () => ada.cases.route(id, { team: 'workshop' }),
      () => ada.cases.claim(id),
      () => ada.cases.recordFinding(id, { kind: 'symptom', text: 'Dark.' }),
      () => ada.cases.resolve(id, replaced),
      () => ada.cases.close(id),
    ];
    for (const step of steps) {
      await pass({ hours: 1 });
      await run<{ type: string }, unknown>(step());
    }
    const rows = await sql('select stage, hours::float from stage_interval where tenant = $tenant order by n');
    expect(rows).toEqual([
      { stage: 'intake', hours: 1 },
      { stage: 'categorization', hours: 1 },
      { stage: 'assignment', hours: 2 },
      { stage: 'investigation', hours: 1 },
      { stage: 'resolution', hours: 1 },
      { stage: 'closure', hours: null },
    ]);
  });

  test('refuses to leave out that somebody takes it up', async () => {
    const { ada } = await under(sections);
    const { id } = await run(ada.cases.create({ ...chat, type: 'malfunction' }));
    expect(await ada.cases.resolve(id, replaced)()).toEqual(E.left({ type: 'CaseNotAccepted' }));
    expect(await ada.cases.close(id, { notes: 'Enough.' })()).toEqual(E.left({ type: 'CaseNotAccepted' }));
  });
});

describe('49: findings lead to the root cause', () => {
  test('are told in their order, and bring the case into investigation', async () => {
    const { ada, sql } = await under();
    const { id, number } = await run(ada.cases.create(chat));
    await run(ada.cases.claim(id));
    for (const [kind, text] of [
      ['symptom', 'Dark since noon.'],
      ['hypothesis', 'The panel.'],
      ['test', 'Another panel lights up.'],
      ['rootCause', 'A cold joint on the panel.'],
      ['workaround', 'Read on the telephone.'],
    ] as const)
      await run(ada.cases.recordFinding(id, { kind, text }));
    const found = (await run(ada.history.timeline(number))).filter(({ type }) => type === 'FindingRecorded');
    expect(found.map(({ what, text }) => `${what}: ${text}`)).toEqual([
      'recorded a symptom: Dark since noon.',
      'recorded a hypothesis: The panel.',
      'recorded a test: Another panel lights up.',
      'recorded the root cause: A cold joint on the panel.',
      'recorded a workaround: Read on the telephone.',
    ]);
    const rows = await sql('select stage from stage_interval where tenant = $tenant and until is null');
    expect(rows).toEqual([{ stage: 'investigation' }]);
  });

  test('refuses a finding on a case that is solved', async () => {
    const { ada } = await under();
    const { id } = await run(ada.cases.create(chat));
    await run(ada.cases.resolve(id, replaced));
    expect(await ada.cases.recordFinding(id, { kind: 'rootCause', text: 'A cold joint.' })()).toEqual(
      E.left({ type: 'CaseNotOpen', status: 'Resolved' }),
    );
  });
});

describe('58: a case waits for an answer, for others or for a date', () => {
  test('waits until the customer answers, others have done their part, or the date has come', async () => {
    const { ada, maria, sql } = await under();
    const { id, number } = await run(maria.cases.create(chat));
    await run(ada.cases.claim(id));
    const standing = async () => (await run(ada.queues.worklist())).map(({ status, waitingOn }) => [status, waitingOn]);

    await run(ada.cases.requestInformation(id, { channel: 'chat', body: 'Is the lamp on?' }));
    await run(ada.cases.startWait(id, { on: 'thirdParty', subject: 'spare part' }, { commandId: 'part' }));
    expect(await standing()).toEqual([['Waiting', 'customer, third party']]);
    await run(maria.cases.receiveMessage(id, { channel: 'chat', body: 'It is.' }));
    expect(await standing()).toEqual([['Waiting', 'third party']]);
    await run(ada.cases.endWait(id, { waitId: 'part' }));
    expect(await standing()).toEqual([['Open', null]]);

    const until = await pass({ days: 3 }).then((now) => new Date(Date.parse(now) + 2 * days).toISOString());
    await run(ada.cases.startWait(id, { on: 'date', subject: 'she is away', until }));
    expect(await run(ada.queues.worklist())).toMatchObject([{ status: 'Waiting', waitingOn: 'date', deadline: until }]);
    await pass({ days: 2 });
    expect(await standing()).toEqual([['Open', null]]);
    expect((await run(ada.history.timeline(number))).at(-1)).toMatchObject({
      occurredAt: until,
      what: 'ended the wait for a date',
      why: 'the time was up',
    });
    const rows = await sql('select waiting_on, cause from wait_interval where tenant = $tenant order by waiting_on');
    expect(rows).toEqual([
      { waiting_on: 'customer', cause: 'answered' },
      { waiting_on: 'date', cause: 'elapsed' },
      { waiting_on: 'thirdParty', cause: 'done' },
    ]);
  });

  test('refuses a date that has passed', async () => {
    const { ada } = await under();
    const { id } = await run(ada.cases.create(chat));
    await run(ada.cases.claim(id));
    const until = '2026-01-01T09:00:00.000Z';
    expect(await ada.cases.startWait(id, { on: 'date', until })()).toEqual(E.left({ type: 'WaitAlreadyOver', until }));
  });
});

describe('59: a solution is proposed, and accepted or rejected', () => {
  test('is rejected, and the case is open again; a better one is accepted, and the case closes', async () => {
    const { ada, maria } = await under();
    const { id, number } = await run(maria.cases.create(chat));
    await run(ada.cases.claim(id));
    await run(ada.cases.resolve(id, { code: 'explained', notes: 'Told her to switch it on.' }));
    await run(maria.cases.rejectResolution(id, { reason: 'It is on.' }));
    expect(await run(ada.queues.worklist())).toMatchObject([{ number, status: 'Open', reopens: 1 }]);
    await run(ada.cases.resolve(id, replaced));
    await run(maria.cases.acceptResolution(id, { channel: 'chat' }));
    expect(await run(ada.history.find(number))).toMatchObject({ status: 'Closed' });
    expect((await run(ada.history.timeline(number))).slice(-5, -1)).toMatchObject([
      { what: 'resolved the case as explained' },
      { what: 'reopened the case for cycle 2', why: 'the solution was rejected', text: 'It is on.' },
      { what: 'resolved the case as replaced in cycle 2' },
      { what: 'accepted the solution (chat)' },
    ]);
  });

  test('refuses to accept or reject what nobody has proposed', async () => {
    const { ada, maria } = await under();
    const { id } = await run(maria.cases.create(chat));
    await run(ada.cases.claim(id));
    const notResolved = E.left({ type: 'CaseNotResolved', status: 'Open' });
    expect(await maria.cases.acceptResolution(id, { channel: 'chat' })()).toEqual(notResolved);
    expect(await maria.cases.rejectResolution(id, { reason: 'It is on.' })()).toEqual(notResolved);
  });
});

describe('62: a case is reopened in time, and followed up later', () => {
  const sections = {
    routing: [route('support')],
    closing: { autoCloseAfter: null, autoCloseUnless: { any: [] }, remindAfter: null, reopenWithin: 14 * days },
  };

  test('is open again when the customer writes in time; what comes later is a case that names it', async () => {
    const { ada, maria } = await under(sections);
    const { id, number } = await run(maria.cases.create(chat));
    await run(ada.cases.claim(id));
    await run(ada.cases.resolve(id, replaced));
    await run(maria.cases.close(id));
    await pass({ days: 13 });
    await run(maria.cases.receiveMessage(id, { channel: 'email', body: 'Dark again.' }));
    expect(await run(ada.history.find(number))).toMatchObject({ status: 'Open' });

    await run(ada.cases.resolve(id, replaced));
    await run(maria.cases.close(id));
    await pass({ days: 15 });
    await run(maria.cases.receiveMessage(id, { channel: 'email', body: 'And again.' }));
    expect(await run(ada.history.find(number))).toMatchObject({ status: 'Closed' });
    const later = await run(ada.cases.create({ channel: 'email', origin: 'followUp', follows: id }));
    expect(await run(ada.queues.team('support'))).toMatchObject([{ number: later.number }]);
    expect((await run(ada.history.timeline(later.number)))[0]).toMatchObject({
      what: expect.stringContaining(`following case ${id}`),
    });
  });

  test('refuses to reopen a case once its time is over', async () => {
    const { ada, maria } = await under(sections);
    const { id } = await run(maria.cases.create(chat));
    await run(ada.cases.claim(id));
    await run(ada.cases.close(id, { notes: 'Nothing found.' }));
    await pass({ days: 14 });
    expect(await ada.cases.reopen(id, { cause: 'recurrence', reason: 'Dark again.' })()).toMatchObject(
      E.left({ type: 'WindowElapsed' }),
    );
  });
});
