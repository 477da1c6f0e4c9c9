import * as E from 'fp-ts/Either';
import { run } from '../run';
import { approved, rulebookOf, testDesks } from '../testing/desks';
import { route } from '../testing/sections';

const { open, under, pass, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const chat = { channel: 'chat', customer: 'maria', subject: 'Screen stays dark' } as const;
const replaced = { code: 'replaced', notes: 'New device sent.' };

describe('120: a report as of a past instant', () => {
  test('tells what had happened by then, or what was known then', async () => {
    const { ada, sql } = await under();
    const { id, number } = await run(ada.cases.create(chat));
    await run(ada.cases.claim(id));
    const noon = await pass({ hours: 3 });
    const afternoon = await pass({ hours: 3 });
    const evening = await pass({ hours: 3 });
    await run(ada.cases.resolve(id, replaced, { at: noon })); // written down in the evening
    const report = async (when: object) => (await run(ada.analytics.report(when))).resolution;
    expect(await report({ asOf: afternoon })).toMatchObject({ cases: 1, hours: { median: 3 } });
    expect(await report({ asKnown: afternoon })).toMatchObject({ cases: 0, hours: { median: null } });
    expect(await run(ada.history.find(number, { asKnown: afternoon }))).toMatchObject({ status: 'Open' });
    expect(await report({ asOf: evening })).toMatchObject({ cases: 1 });
    expect(await sql('select status from fact_case where tenant = $tenant')).toEqual([{ status: 'Resolved' }]);
  });

  test('refuses a question about two pasts at once', async () => {
    const { ada } = await under();
    const instant = '2026-01-05T09:00:00Z';
    expect(await ada.analytics.report({ asOf: instant, asKnown: instant })()).toEqual(
      E.left({ type: 'InvalidInput', faults: ['asKnown: must be left out where asOf is given'] }),
    );
  });
});

describe('121: the audit trail of a case', () => {
  test('has who did what, when it happened and when it was written down, rules with their reasons', async () => {
    const { ada, ben } = await under({ routing: [route('support')] });
    const { id, number } = await run(ada.cases.create(chat, { commandId: 'call-7' }));
    const noon = await pass({ hours: 1 });
    const evening = await pass({ hours: 8 });
    await run(ben.cases.recordFinding(id, { kind: 'symptom', text: 'Dark.' }, { at: noon }));
    expect(await run(ada.history.timeline(number))).toMatchObject([
      { who: 'ada (agent)', what: `opened case ${number} by chat for customer maria`, late: false },
      { who: "Rule 'to support' of rulebook 1", what: 'routed the case to support', why: 'it holds for every case' },
      { who: 'ben (agent)', what: 'recorded a symptom', occurredAt: noon, recordedAt: evening },
    ]);
    expect(await run(ada.history.events(number))).toMatchObject([
      { revision: 0, commandId: 'call-7', causationId: 'call-7', actor: { kind: 'agent', id: 'ada' } },
      { revision: 1, commandId: 'call-7' },
      { revision: 2, actor: { kind: 'agent', id: 'ben' } },
    ]);
  });

  test('refuses a fact of the future, and a command under the name of somebody else’s', async () => {
    const { ada, ben } = await under();
    const { id } = await run(ada.cases.create(chat));
    expect(await ada.cases.addNote(id, { body: 'Soon.' }, { at: '2999-01-01T00:00:00Z' })()).toMatchObject(
      E.left({ type: 'InvalidInput', faults: [expect.stringContaining('is in the future')] }),
    );
    await run(ada.cases.addNote(id, { body: 'Dark.' }, { commandId: 'note-1' }));
    expect(await ben.cases.addNote(id, { body: 'Bright.' }, { commandId: 'note-1' })()).toEqual(
      E.left({ type: 'CommandIdTaken', commandId: 'note-1' }),
    );
  });
});

describe('122: the audit trail of the configuration', () => {
  const sections = (team: string) => ({ routing: [route(team)] });

  test('has every version whole, who published and approved it, why, and from when it counted', async () => {
    const { ada, ben } = await under(sections('support'));
    const first = await run(ada.rulebook.show());
    const later = await pass({ days: 1 });
    const note = { ...approved, approvedBy: 'cleo', changeNote: 'The workshop takes them.' };
    await run(ben.rulebook.publish(rulebookOf(sections('workshop'), 2), note));
    const [one, two] = await run(ada.rulebook.versions());
    expect(one).toMatchObject({ version: 1, hash: first.hash, published: { by: { id: 'ada' }, approvedBy: 'grace' } });
    expect(two).toMatchObject({
      version: 2,
      effectiveFrom: later,
      published: { at: later, by: { id: 'ben' }, approvedBy: 'cleo', changeNote: 'The workshop takes them.' },
    });
    expect(two?.hash).not.toBe(one?.hash);
    const routed = async (asOf: string) => (await run(ada.rulebook.show({ asOf }))).rulebook.routing[0]?.team;
    expect(await routed(first.effectiveFrom)).toBe('support');
    expect(await routed(later)).toBe('workshop');
  });

  test('refuses a version that would count for the past, and one that changes nothing', async () => {
    const { ada } = await under(sections('support'));
    const second = rulebookOf(sections('workshop'), 2);
    expect(await ada.rulebook.publish(second, { ...approved, effectiveFrom: '2026-01-01T00:00:00Z' })()).toMatchObject(
      E.left({ type: 'EffectiveTooEarly' }),
    );
    expect(await ada.rulebook.publish(rulebookOf(sections('support'), 2), approved)()).toEqual(
      E.left({ type: 'RulebookUnchanged', version: 1 }),
    );
  });
});

describe('125: personal data is erased', () => {
  const reason = 'Request of 5 January, GDPR article 17';

  test('leaves nothing of what was written, and every figure as it was', async () => {
    const { ada, maria } = await under();
    const { id, number } = await run(maria.cases.create({ ...chat, description: 'In my bedroom.' }));
    await run(ada.cases.claim(id));
    await run(ada.cases.resolve(id, replaced));
    const before = await run(ada.analytics.report());
    expect(await run(ada.privacy.erase('maria', { reason }))).toMatchObject({ person: 'maria', cases: [{ number }] });
    expect(await run(ada.history.find(number))).toMatchObject({ subject: null });
    expect(await run(ada.history.search('dark'))).toEqual([]);
    const timeline = await run(ada.history.timeline(number));
    expect(timeline.map(({ text }) => text)).toEqual(['(erased)\n(erased)', null, null, '(erased)', null]);
    expect(timeline.at(-1)).toMatchObject({ what: 'erased the personal data of customer maria', why: reason });
    expect(await run(ada.analytics.report())).toEqual(before);
  });

  test('refuses while a case of the person is kept for the law, and where nobody is known by that name', async () => {
    const { ada } = await under();
    const { id, number } = await run(ada.cases.create(chat));
    await run(ada.cases.placeLegalHold(id, { basis: 'Proceedings 7 O 12/26', holdId: 'hold-1' }));
    expect(await ada.privacy.erase('maria', { reason })()).toEqual(
      E.left({ type: 'UnderLegalHold', person: 'maria', cases: [{ number, holds: ['hold-1'] }] }),
    );
    expect(await ada.privacy.erase('nobody', { reason })()).toEqual(
      E.left({ type: 'PersonUnknown', person: 'nobody' }),
    );
  });
});

describe('126: documentation for whoever checks', () => {
  test('is complete: each step with who and why, each decision decided again, the rules with who approved them', async () => {
    const { ada } = await under({ routing: [route('support', { field: 'channel', is: 'chat' })] });
    const { id, number } = await run(ada.cases.create(chat));
    await run(ada.cases.claim(id));
    await run(ada.cases.resolve(id, replaced));
    const [decision] = await run(ada.history.decisions(number));
    expect(decision).toMatchObject({
      recorded: { event: { type: 'CaseRouted', decision: { rulebook: 1, because: 'channel is chat' } } },
      same: true,
    });
    expect(await run(ada.rulebook.show({ version: 1 }))).toMatchObject({ published: { approvedBy: 'grace' } });
    const timeline = await run(ada.history.timeline(number));
    expect(timeline.at(-1)).toMatchObject({ what: 'resolved the case as replaced', text: 'New device sent.' });
    expect(timeline.every(({ who, what }) => who !== '' && what !== '')).toBe(true);
  });

  test('refuses what would leave a gap: a solution without notes, an erasure without a reason, rules without approval', async () => {
    const { ada } = await under();
    const { id } = await run(ada.cases.create(chat));
    expect(await ada.cases.resolve(id, { code: 'replaced', notes: '' })()).toEqual(E.left({ type: 'NotesMissing' }));
    expect(await ada.privacy.erase('maria', { reason: ' ' })()).toMatchObject(E.left({ type: 'InvalidInput' }));
    const unapproved = { ...approved, approvedBy: ' ' };
    expect(await ada.rulebook.publish(rulebookOf({ routing: [route('support')] }), unapproved)()).toEqual(
      E.left({ type: 'ApproverMissing' }),
    );
  });
});
