import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { caseType, field, route } from '../testing/sections';

const { open, under, pass, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const dark = { channel: 'phone', customer: 'maria', subject: 'Screen stays dark' } as const;

describe('1: a case is followed from the first report to its end', () => {
  test('is told step by step, from its creation to its closing', async () => {
    const { ada, ben, maria } = await under();
    const { id, number } = await run(ada.cases.create(dark));
    await run(ada.cases.assign(id, { team: 'support', agent: 'ben' }));
    await run(ben.cases.acceptAssignment(id));
    await run(ben.cases.resolve(id, { code: 'replaced', notes: 'New device sent.' }));
    await run(maria.cases.acceptResolution(id, { channel: 'phone' }));

    const timeline = await run(ada.history.timeline(number));
    expect(timeline.map(({ who, what }) => `${who} ${what}`)).toEqual([
      `ada (agent) opened case ${number} by phone for customer maria`,
      'ada (agent) routed the case to support',
      'ada (agent) assigned the case to ben in support',
      'ben (agent) accepted the case',
      'ben (agent) resolved the case as replaced',
      'maria (customer) accepted the solution (phone)',
      'maria (customer) closed the case (it can be reopened until 2026-02-04 09:00 UTC)',
    ]);
    expect(await run(ada.history.find(number))).toMatchObject({ status: 'Closed', open: false });
  });

  test('refuses to go on with a case that is over', async () => {
    const { ada } = await under();
    const { id } = await run(ada.cases.create(dark));
    await run(ada.cases.cancel(id, { reason: 'withdrawn' }));
    expect(await ada.cases.claim(id)()).toEqual(E.left({ type: 'CaseNotOpen', status: 'Cancelled' }));
  });
});

describe('2: every case gets a number that people can read', () => {
  test('gets the next one, and is found by it however it is written', async () => {
    const { ada } = await under();
    const first = await run(ada.cases.create(dark));
    const second = await run(ada.cases.create(dark));
    expect([first.number, second.number].map((number) => number.slice(0, 7))).toEqual(['C-10000', 'C-10001']);
    expect(await run(ada.history.find(` ${second.number.toLowerCase()} `))).toMatchObject({ number: second.number });
  });

  test('refuses a number with a slip in it, and says which was meant', async () => {
    const { ada } = await under();
    const { number } = await run(ada.cases.create(dark));
    const mistyped = number.replace('C-10000', 'C-10900');
    expect(await ada.history.find(mistyped)()).toMatchObject(E.left({ type: 'CaseNumberMistyped', written: mistyped }));
  });
});

describe('3: a case holds its customer, description, priority, status and solution', () => {
  const sections = { fields: [field('telephone', { type: 'text' }, { personal: true })] };

  test('is found with them, and its timeline has what was written', async () => {
    const { ada } = await under(sections);
    const opening = { ...dark, description: 'Since this morning.', fields: { telephone: '030 1234' } };
    const { id, number } = await run(ada.cases.create(opening));
    await run(ada.cases.prioritize(id, { priority: 2, reason: 'Her only device.' }));
    await run(ada.cases.claim(id));
    expect(await run(ada.queues.worklist())).toMatchObject([{ number, customer: 'maria', priority: 2 }]);

    await run(ada.cases.resolve(id, { code: 'replaced', notes: 'New device sent.' }));
    const found = { customer: 'maria', subject: 'Screen stays dark', status: 'Resolved' };
    expect(await run(ada.history.find(number))).toMatchObject(found);
    const texts = (await run(ada.history.timeline(number))).map(({ text }) => text);
    expect(texts).toEqual(['Screen stays dark\nSince this morning.', null, null, null, 'New device sent.']);
    const [created] = await run(ada.history.events(number));
    expect(created?.event).toMatchObject({ personalFields: { telephone: '030 1234' }, fields: {} });
  });

  test('refuses a text that not every database can hold', async () => {
    const { ada } = await under(sections);
    expect(await ada.cases.create({ ...dark, description: 'dark\0' })()).toMatchObject(
      E.left({ type: 'InvalidInput', faults: [expect.stringContaining('description')] }),
    );
  });
});

describe('4: a solution needs a code and notes', () => {
  const sections = { resolutionCodes: ['replaced', 'repaired'] };

  test('is on record with both', async () => {
    const { ada } = await under(sections);
    const { id, number } = await run(ada.cases.create(dark));
    await run(ada.cases.resolve(id, { code: 'repaired', notes: 'Panel soldered.' }));
    const timeline = await run(ada.history.timeline(number));
    expect(timeline[1]).toMatchObject({ what: 'resolved the case as repaired', text: 'Panel soldered.' });
  });

  test('refuses a code that the rulebook does not have, and blank notes', async () => {
    const { ada } = await under(sections);
    const { id } = await run(ada.cases.create(dark));
    expect(await ada.cases.resolve(id, { code: 'solved', notes: 'Done.' })()).toEqual(
      E.left({ type: 'ResolutionCodeUnknown', code: 'solved' }),
    );
    expect(await ada.cases.resolve(id, { code: 'repaired', notes: ' ' })()).toEqual(E.left({ type: 'NotesMissing' }));
  });
});

describe('5: a case holds many exchanges with several parties, on a set course', () => {
  const sections = { caseTypes: [caseType('malfunction')], routing: [route('support')] };
  const malfunction = { ...dark, type: 'malfunction' };

  test('tells who said what to whom, across all of them', async () => {
    const { ada, maria } = await under(sections);
    const { id, number } = await run(maria.cases.create(malfunction));
    await run(ada.cases.claim(id));
    await run(ada.cases.requestInformation(id, { channel: 'email', body: 'Is the lamp on?' }));
    await run(maria.cases.receiveMessage(id, { channel: 'email', body: 'It is.' }));
    await run(ada.cases.sendMessage(id, { channel: 'email', to: 'thirdParty', body: 'Do you have a panel?' }));
    await run(ada.cases.receiveMessage(id, { channel: 'phone', from: 'thirdParty', body: 'On Monday.' }));
    await pass({ hours: 1 });
    await run(ada.cases.sendMessage(id, { channel: 'email', body: 'It comes on Monday.' }));

    const timeline = await run(ada.history.timeline(number));
    const said = timeline.filter(({ type }) => type === 'MessageSent' || type === 'MessageReceived');
    expect(said.map(({ who, what, text }) => `${who} ${what}: ${text}`)).toEqual([
      'ada (agent) wrote to the customer by email and asked for an answer: Is the lamp on?',
      'maria (customer) wrote by email: It is.',
      'ada (agent) wrote to a third party by email: Do you have a panel?',
      'ada (agent) recorded a message from a third party by phone: On Monday.',
      'ada (agent) wrote to the customer by email: It comes on Monday.',
    ]);
  });

  test('refuses to leave the course: what nobody has taken up is not solved', async () => {
    const { ada } = await under(sections);
    const { id } = await run(ada.cases.create(malfunction));
    expect(await ada.cases.resolve(id, { code: 'replaced', notes: 'Sent.' })()).toEqual(
      E.left({ type: 'CaseNotAccepted' }),
    );
  });
});
