import * as E from 'fp-ts/Either';
import { agent } from '../actors';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { told } from '../testing/telling';

const { open, under, pass, close } = testDesks({
  // Customers write, and take no notes.
  authorize: (actor, { type: command }) =>
    actor.kind === 'customer' && command === 'AddNote'
      ? E.left({ type: 'NotAuthorized', actor, command, because: 'notes are for colleagues' })
      : E.right(undefined),
});
beforeAll(open, 60_000);
afterAll(close);

const chat = { channel: 'chat', customer: 'maria' } as const;

describe('22: one case goes on across channels', () => {
  test('is begun on the telephone and goes on in writing, and nobody has to tell it again', async () => {
    const acme = await under();
    const { ada, maria } = acme;
    const { id, number } = await run(ada.cases.create({ channel: 'phone', customer: 'maria' }));
    await run(maria.cases.receiveMessage(id, { channel: 'email', body: 'A photograph of it.', messageId: 'mail-1' }));
    await run(maria.cases.receiveMessage(id, { channel: 'email', body: 'A photograph of it.', messageId: 'mail-1' }));
    await run(ada.cases.sendMessage(id, { channel: 'chat', body: 'Thank you. I see it.' }));
    await run(maria.cases.receiveMessage(id, { channel: 'social', body: 'And now?' }));
    expect(await told(acme, number)).toEqual([
      `09:00 opened case ${number} by phone for customer maria`,
      '09:00 wrote by email',
      '09:00 wrote to the customer by chat',
      '09:00 wrote on social media',
    ]);
    expect(await run(ada.history.customer('maria'))).toMatchObject({ open: 1, cases: [{ number }] });
  });

  test('refuses a way that is none', async () => {
    const { ada } = await under();
    const { id } = await run(ada.cases.create(chat));
    const pigeon = 'pigeon' as 'email'; // as a carrier could send it
    expect(await ada.cases.receiveMessage(id, { channel: pigeon, body: 'Coo.' })()).toMatchObject(
      E.left({ type: 'InvalidInput', faults: [expect.stringContaining('channel: "pigeon"')] }),
    );
  });
});

describe('90: all that is said with a customer is on the case', () => {
  test('tells what was said by whom and when, and what nobody has answered', async () => {
    const acme = await under();
    const { as, ada, maria, sql } = acme;
    const { id, number } = await run(maria.cases.create(chat));
    const robot = as(agent('robot'));
    await run(robot.cases.sendMessage(id, { channel: 'chat', body: 'We have it.', automated: true }));
    await run(maria.cases.receiveMessage(id, { channel: 'chat', body: 'It stays dark.' }));
    const asked = await pass({ minutes: 30 });
    expect(await run(ada.queues.team(null))).toMatchObject([{ number, unansweredSince: '2026-01-05T09:00:00.000Z' }]);
    await run(ada.cases.sendMessage(id, { channel: 'chat', body: 'A new one is on its way.' }));
    expect(await run(ada.queues.team(null))).toMatchObject([{ number, unansweredSince: null }]);

    const timeline = await run(ada.history.timeline(number));
    expect(timeline.slice(1).map(({ who, what, text }) => `${who} ${what}: ${text}`)).toEqual([
      'robot (agent) sent the customer an automatic message by chat: We have it.',
      'maria (customer) wrote by chat: It stays dark.',
      'ada (agent) wrote to the customer by chat: A new one is on its way.',
    ]);
    const counted = 'select messages_in, messages_out, first_response_at from fact_case where tenant = $tenant';
    expect(await sql(counted)).toEqual([
      { messages_in: 1, messages_out: 2, first_response_at: expect.stringContaining(asked.slice(11, 19)) },
    ]);
  });

  test('refuses a message about a case that is not there', async () => {
    const { maria } = await under();
    expect(await maria.cases.receiveMessage('no case', { channel: 'email', body: 'Hello?' })()).toEqual(
      E.left({ type: 'CaseUnknown' }),
    );
  });
});

describe('92: internal notes', () => {
  test('are on the timeline, also of a closed case, and answer no customer', async () => {
    const { ada, ben, maria, sql } = await under();
    const { id, number } = await run(maria.cases.create(chat));
    await run(maria.cases.receiveMessage(id, { channel: 'chat', body: 'It stays dark.' }));
    await run(ada.cases.addNote(id, { body: 'She has called twice.' }));
    expect(await run(ada.queues.team(null))).toMatchObject([{ number, unansweredSince: expect.any(String) }]);
    await run(ada.cases.claim(id));
    await run(ada.cases.close(id, { notes: 'Works again.' }));
    await run(ben.cases.addNote(id, { body: 'It was the fuse.' }));
    const notes = (await run(ada.history.timeline(number))).filter(({ type }) => type === 'NoteAdded');
    expect(notes.map(({ who, text }) => `${who}: ${text}`)).toEqual([
      'ada (agent): She has called twice.',
      'ben (agent): It was the fuse.',
    ]);
    const counted = 'select messages_out, first_response_at from fact_case where tenant = $tenant';
    expect(await sql(counted)).toEqual([{ messages_out: 0, first_response_at: null }]);
  });

  test('refuses a note by somebody who may take none', async () => {
    const { maria } = await under();
    const { id } = await run(maria.cases.create(chat));
    expect(await maria.cases.addNote(id, { body: 'Hurry!' })()).toMatchObject(
      E.left({ type: 'NotAuthorized', command: 'AddNote' }),
    );
  });
});
