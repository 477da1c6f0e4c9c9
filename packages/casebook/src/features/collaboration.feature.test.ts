import * as E from 'fp-ts/Either';
import { run } from '../run';
import { agent } from '../actors';
import { testDesks } from '../testing/desks';
import { told } from '../testing/telling';

const { open, under, pass, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const chat = { channel: 'chat' } as const;
const solved = { code: 'replaced', notes: 'A new one was sent.' };
const desks = {
  teams: [
    { team: 'support', agents: ['ada'] },
    { team: 'experts', agents: ['ben'] },
  ],
};

describe('41: colleagues are consulted aside', () => {
  test('a question to a team, and one to somebody outside, are open until they are answered', async () => {
    const desk = await under(desks);
    const { ada, ben } = desk;
    const { id, number } = await run(ada.cases.create(chat));
    await run(ada.cases.consult(id, { team: 'experts', question: 'Is it known?', consultationId: 'known' }));
    const between = await pass({ minutes: 10 });
    await pass({ minutes: 1 });
    const maker = { name: 'The maker', address: 'help@maker.example' };
    await run(ada.cases.consult(id, { ...maker, question: 'Is there a part?', consultationId: 'part' }));
    expect(await run(ben.queues.consultations({ team: 'experts' }))).toMatchObject([
      { number, consultationId: 'known', askedBy: 'ada', question: 'Is it known?' },
    ]);
    expect(await run(ada.queues.consultations())).toMatchObject([
      { consultationId: 'known', team: 'experts' },
      { consultationId: 'part', ...maker },
    ]);
    await run(ben.cases.answerConsultation(id, { consultationId: 'known', answer: 'Since March.' }));
    await run(ada.cases.answerConsultation(id, { consultationId: 'part', answer: 'In two weeks.' }));
    expect(await run(ada.queues.consultations())).toEqual([]);
    expect(await run(ada.queues.consultations({}, { asOf: between }))).toMatchObject([{ consultationId: 'known' }]);
    const aside = (await run(ada.history.timeline(number))).slice(1);
    expect(aside.map(({ who, what, text }) => `${who} ${what}: ${text}`)).toEqual([
      'ada (agent) asked experts aside: Is it known?',
      'ada (agent) asked ‘The maker’ aside: Is there a part?',
      'ben (agent) answered what was asked aside: Since March.',
      'ada (agent) recorded what ‘The maker’ answers: In two weeks.',
    ]);
    // The customer was told nothing of it.
    expect(await desk.sql('select messages_out, first_response_at from fact_case where tenant = $tenant')).toEqual([
      { messages_out: 0, first_response_at: null },
    ]);
  });

  test('refuses an answer by who was not asked, and one to what is over', async () => {
    const { ada, ben } = await under(desks);
    const { id } = await run(ada.cases.create(chat));
    const aside = { consultationId: 'known' };
    await run(ada.cases.consult(id, { ...aside, team: 'experts', question: 'Is it known?' }));
    expect(await ada.cases.answerConsultation(id, { ...aside, answer: 'No.' })()).toEqual(
      E.left({ type: 'NotConsulted', agent: 'ada' }),
    );
    await run(ada.cases.cancel(id, { reason: 'spam' }));
    expect(await ben.cases.answerConsultation(id, { ...aside, answer: 'Yes.' })()).toEqual(
      E.left({ type: 'ConsultationOver', ...aside, because: 'caseOver' }),
    );
  });
});

describe('42: experts gather around a case', () => {
  test('an expert is invited in person or with a team, accepts, and leaves again', async () => {
    const desk = await under(desks);
    const { ada, ben } = desk;
    const cleo = desk.as(agent('cleo'));
    const { id, number } = await run(ada.cases.create(chat));
    await run(ada.cases.claim(id));
    await run(ada.cases.addParticipant(id, { role: 'expert', team: 'experts', participantId: 'team' }));
    await run(ada.cases.addParticipant(id, { role: 'expert', agent: 'cleo', participantId: 'cleo' }));
    expect(await run(ben.queues.watched({ team: 'experts' }))).toMatchObject([{ number, accepted: false }]);
    await run(ben.cases.acceptInvitation(id, { participantId: 'team' }));
    await run(cleo.cases.removeParticipant(id, { participantId: 'cleo' }));
    expect(await run(ben.queues.watched())).toMatchObject([
      { number, role: 'expert', team: 'experts', accepted: true, holder: 'ada' },
    ]);
    await run(ben.cases.removeParticipant(id, { participantId: 'team' }));
    expect(await run(ben.queues.watched())).toEqual([]);
    expect(await run(ada.queues.participants(number))).toMatchObject([
      { participantId: 'cleo', ended: 'declined' },
      { participantId: 'team', agent: 'ben', ended: 'left' },
    ]);
    expect((await run(ada.history.timeline(number))).slice(-5).map(({ who, what }) => `${who} ${what}`)).toEqual([
      'ada (agent) invited experts as an expert',
      'ada (agent) invited cleo as an expert',
      'ben (agent) accepted the invitation',
      'cleo (agent) declined the invitation',
      'ben (agent) takes part no longer',
    ]);
  });

  test('refuses who was not invited, somebody outside the desk, and a case that is over', async () => {
    const { ada, ben } = await under(desks);
    const { id } = await run(ada.cases.create(chat));
    await run(ada.cases.addParticipant(id, { role: 'expert', team: 'support', participantId: 'team' }));
    expect(await ben.cases.acceptInvitation(id, { participantId: 'team' })()).toEqual(
      E.left({ type: 'NotInvited', agent: 'ben' }),
    );
    expect(await ada.cases.addParticipant(id, { role: 'expert', name: 'The maker' })()).toEqual(
      E.left({ type: 'ExpertFromOutside' }),
    );
    await run(ada.cases.cancel(id, { reason: 'spam' }));
    expect(await ada.cases.acceptInvitation(id, { participantId: 'team' })()).toEqual(
      E.left({ type: 'CaseNotOpen', status: 'Cancelled' }),
    );
  });
});

describe('93: mentions', () => {
  test('who is mentioned in a note watches the case from then on, the latest mention first', async () => {
    const desk = await under(desks);
    const { ada, ben } = desk;
    const first = await run(ada.cases.create(chat));
    const second = await run(ada.cases.create(chat));
    await run(ada.cases.claim(first.id));
    await run(ada.cases.addNote(first.id, { body: 'Who knows it?', mentions: ['ben', 'ada'] }));
    await pass({ minutes: 1 });
    await run(ada.cases.addNote(second.id, { body: 'And this?', mentions: ['ben'] }));
    const numbers = async () => (await run(ben.queues.watched())).map(({ number }) => number);
    expect(await numbers()).toEqual([second.number, first.number]);
    const again = await pass({ minutes: 1 });
    await run(ada.cases.addNote(first.id, { body: 'It is urgent.', mentions: ['ben'] }));
    expect(await numbers()).toEqual([first.number, second.number]);
    expect(await run(ada.queues.participants(first.number))).toMatchObject([
      { agent: 'ben', role: 'watcher', mentionedAt: again },
    ]);
    expect((await told(desk, first.number)).slice(-3).map((line) => line.slice(6))).toEqual([
      'added a note for ben, ada',
      'has ben watch the case: a note mentions them',
      'added a note for ben',
    ]);
  });

  test('refuses the mention of what is no agent', async () => {
    const { ada } = await under(desks);
    const { id } = await run(ada.cases.create(chat));
    expect(await ada.cases.addNote(id, { body: 'You there!', mentions: [''] })()).toMatchObject(
      E.left({ type: 'InvalidInput', faults: [expect.stringContaining('mentions.0')] }),
    );
  });
});

describe('94: watchers, copies and participants', () => {
  test('of the desk and from outside, each with a role, told as of any instant', async () => {
    const desk = await under(desks);
    const { ada, ben } = desk;
    const { id, number } = await run(ada.cases.create(chat));
    const outside = { name: 'Jo Miller', address: 'jo@example.org' };
    await run(ada.cases.addParticipant(id, { role: 'watcher', agent: 'ben', participantId: 'w' }));
    await run(ada.cases.addParticipant(id, { role: 'watcher', agent: 'ben', participantId: 'again' }));
    await pass({ minutes: 1 });
    await run(ada.cases.addParticipant(id, { role: 'copy', ...outside, participantId: 'jo' }));
    const between = await pass({ minutes: 1 });
    await pass({ minutes: 1 });
    await run(ada.cases.removeParticipant(id, { participantId: 'w' }));
    const watching = { agent: 'ben', role: 'watcher' } as const;
    expect(await run(ada.queues.participants(number, { asOf: between }))).toMatchObject([
      { ...watching, ended: null },
      { role: 'copy', ...outside },
    ]);
    expect(await run(ada.queues.participants(number))).toMatchObject([
      { ...watching, ended: 'removed' },
      { role: 'copy', ended: null },
    ]);
    expect(await run(ben.queues.watched({ agent: 'ben', role: 'watcher' }, { asOf: between }))).toMatchObject([
      { number, participantId: 'w' },
    ]);
    await run(ada.cases.cancel(id, { reason: 'spam' }));
    expect(await run(ada.queues.watched({}))).toEqual([]);
    expect((await told(desk, number)).slice(1, 4).map((line) => line.slice(6))).toEqual([
      'has ben watch the case',
      'sends copies to ‘Jo Miller’ (jo@example.org)',
      'has ben take part no longer',
    ]);
  });

  test('refuses who is nobody in particular, and who is not there', async () => {
    const { ada } = await under(desks);
    const { id } = await run(ada.cases.create(chat));
    expect(await ada.cases.addParticipant(id, { role: 'copy' })()).toEqual(E.left({ type: 'WhoUnclear' }));
    expect(await ada.cases.addParticipant(id, { role: 'watcher', agent: 'ben', team: 'experts' })()).toEqual(
      E.left({ type: 'WhoUnclear' }),
    );
    expect(await ada.cases.removeParticipant(id, { participantId: 'x' })()).toEqual(
      E.left({ type: 'ParticipantUnknown', participantId: 'x' }),
    );
  });

  test('stay once the case is resolved', async () => {
    const { ada, ben } = await under(desks);
    const { id, number } = await run(ada.cases.create(chat));
    await run(ada.cases.claim(id));
    await run(ada.cases.addParticipant(id, { role: 'collaborator', agent: 'ben' }));
    await run(ada.cases.resolve(id, solved));
    expect(await run(ben.queues.watched())).toMatchObject([{ number, status: 'Resolved' }]);
  });
});
