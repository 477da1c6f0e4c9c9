import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { caseType, category, field, required, service, template } from '../testing/sections';
import { told } from '../testing/telling';

const { open, under, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

describe('13: templates for what is written down', () => {
  const sections = {
    fields: [field('serial'), field('callback', { type: 'text' }, { personal: true })],
    templates: [
      template('replaced', 'resolution', 'The {{product}} ({{fields.serial}}) of case {{number}} was replaced.', {
        when: { field: 'product', known: true },
      }),
      template('explained', 'resolution', 'Answered by {{agent}}.', { when: { field: 'product', known: false } }),
      template('tomorrow', 'message', 'We are back tomorrow.'),
    ],
  };
  const opening = { channel: 'chat', product: 'tv' } as const;

  test('are offered filled, with why and what is missing, and the timeline tells what was written from which', async () => {
    const { ada } = await under(sections);
    const { id, number } = await run(ada.cases.create(opening));
    expect(await run(ada.cases.drafts(id, 'resolution'))).toEqual([
      {
        template: 'replaced',
        rulebook: 1,
        text: `The tv ({{fields.serial}}) of case ${number} was replaced.`,
        missing: ['fields.serial'],
        because: 'product is tv',
      },
    ]);

    await run(ada.cases.revise(id, { fields: { serial: 'OLED-7' } }));
    await run(ada.cases.sendMessage(id, { channel: 'chat', body: 'Back tomorrow, at nine.', template: 'tomorrow' }));
    const [draft] = await run(ada.cases.drafts(id, 'resolution'));
    const notes = draft?.text ?? '';
    await run(ada.cases.resolve(id, { code: 'replaced', notes, template: draft?.template }));
    const timeline = await run(ada.history.timeline(number));
    expect(timeline.slice(2).map(({ what, text }) => [what, text])).toEqual([
      ['wrote to the customer by chat from the template ‘tomorrow’ of rulebook 1', 'Back tomorrow, at nine.'],
      [
        'resolved the case as replaced from the template ‘replaced’ of rulebook 1',
        `The tv (OLED-7) of case ${number} was replaced.`,
      ],
    ]);
  });

  test('refuses one that is not there, one for something else, and one with a placeholder for what is personal', async () => {
    const { ada, publish } = await under(sections);
    const { id } = await run(ada.cases.create(opening));
    expect(await ada.cases.addNote(id, { body: 'Called.', template: 'magic' })()).toEqual(
      E.left({ type: 'TemplateUnknown', template: 'magic', documents: 'note' }),
    );
    expect(await ada.cases.resolve(id, { code: 'replaced', notes: 'Done.', template: 'tomorrow' })()).toEqual(
      E.left({ type: 'TemplateUnknown', template: 'tomorrow', documents: 'resolution' }),
    );
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(await ada.cases.drafts(nobody, 'note')()).toEqual(E.left({ type: 'CaseUnknown' }));
    const calling = { ...sections, templates: [template('call', 'note', 'Call {{fields.callback}}.')] };
    expect(await publish(calling, 2)()).toEqual(
      E.left({
        type: 'RulebookUnsound',
        findings: [{ path: 'templates.0.text', message: 'callback is personal: no template can name it' }],
      }),
    );
    const colour = { ...sections, templates: [template('colour', 'note', 'It is {{colour}}.')] };
    expect(await publish(colour, 2)()).toMatchObject(E.left({ type: 'InvalidInput' }));
  });
});

describe('14: required fields, by type, stage and transition', () => {
  const sections = {
    fields: [field('serial'), field('tier'), field('cause'), field('callback', { type: 'text' }, { personal: true })],
    caseTypes: [
      caseType('malfunction', {
        requiredFields: [
          required('serial', { when: { field: 'channel', is: 'portal' } }),
          required('callback', { stage: 'assignment', when: { field: 'fields.tier', is: 'gold' } }),
          required('cause', { stage: 'resolution' }),
        ],
      }),
    ],
  };
  const malfunction = { type: 'malfunction', channel: 'chat', customer: 'maria', fields: { tier: 'gold' } } as const;
  const callback = '+49 30 555 0123';

  test('are filled step by step, and the case is found at the stage that they let it come to', async () => {
    const { ada, sql } = await under(sections);
    const { id } = await run(ada.cases.create(malfunction));
    await run(ada.cases.revise(id, { fields: { callback } }));
    await run(ada.cases.claim(id));
    await run(ada.cases.revise(id, { fields: { cause: 'loose connector' } }));
    await run(ada.cases.resolve(id, { code: 'repaired', notes: 'Connector fixed.' }));
    expect(await sql('select stage from stage_interval where tenant = $tenant and until is null')).toEqual([
      { stage: 'resolution' },
    ]);
  });

  test('refuses the step for which one is missing, and says which, of which type, and from which stage on', async () => {
    const { ada, maria } = await under(sections);
    const missing = (name: string, stage: string) =>
      E.left({ type: 'FieldMissing', field: name, caseType: 'malfunction', stage });
    expect(await maria.cases.create({ ...malfunction, channel: 'portal' })()).toEqual(missing('serial', 'intake'));

    const { id, number } = await run(ada.cases.create(malfunction));
    expect(await ada.cases.claim(id)()).toEqual(missing('callback', 'assignment'));
    await run(ada.cases.revise(id, { fields: { callback } }));
    await run(ada.cases.claim(id));
    expect(await ada.cases.revise(id, { fields: { callback: '' } })()).toEqual(missing('callback', 'assignment'));
    expect(await ada.cases.resolve(id, { code: 'repaired', notes: 'Fixed.' })()).toEqual(
      missing('cause', 'resolution'),
    );
    expect(await run(ada.history.find(number))).toMatchObject({ status: 'Open' });
  });

  test('count as filled also when they have been erased', async () => {
    const { ada } = await under(sections);
    const { id } = await run(ada.cases.create({ ...malfunction, fields: { tier: 'gold', callback } }));
    await run(ada.privacy.erase('maria', { reason: 'GDPR article 17' }));
    const { events } = await run(ada.cases.claim(id));
    expect(events.map(({ type }) => type)).toEqual(['CaseAssigned', 'AssignmentAccepted']);
  });
});

describe('15: a service is offered by product and customer, with what belongs to it', () => {
  const sections = {
    fields: [field('tier'), field('handover')],
    caseTypes: [caseType('malfunction'), caseType('question')],
    categories: [category('technical/display')],
    services: [
      service('express replacement', 'malfunction', {
        description: 'A new device comes by courier.',
        products: ['tv', 'laptop'],
        offeredWhen: { field: 'fields.tier', is: 'gold' },
        defaults: { fields: { handover: 'courier' }, category: 'technical/display' },
        related: ['advice'],
      }),
      service('advice', 'question', { offeredWhen: { not: { field: 'channel', is: 'portal' } } }),
    ],
  };
  const concern = { product: 'tv', channel: 'chat', fields: { tier: 'gold' } } as const;

  test('is offered with the reason, and the case that comes of it is found by it', async () => {
    const { ada, sql } = await under(sections);
    const { offered, notOffered } = await run(ada.services.offeredTo({ ...concern, fields: { tier: 'standard' } }));
    expect(offered.map(({ name, because }) => [name, because])).toEqual([['advice', 'channel is chat, not portal']]);
    expect(notOffered).toEqual([{ name: 'express replacement', because: 'fields.tier is standard, not gold' }]);
    expect((await run(ada.services.offeredTo(concern))).offered[0]).toEqual({
      name: 'express replacement',
      description: 'A new device comes by courier.',
      caseType: 'malfunction',
      defaults: { fields: { handover: 'courier' }, category: 'technical/display' },
      related: ['advice'],
      because: 'product is tv and fields.tier is gold',
    });

    const { number } = await run(ada.cases.create({ ...concern, service: 'express replacement' }));
    expect(await run(ada.queues.team(null))).toMatchObject([
      { number, service: 'express replacement', caseType: 'malfunction', category: 'technical/display' },
    ]);
    expect(await sql('select service, case_type from fact_case where tenant = $tenant')).toEqual([
      { service: 'express replacement', case_type: 'malfunction' },
    ]);
    const [opened] = await run(ada.history.timeline(number));
    expect(opened?.what).toContain('as malfunction for the service express replacement');
  });

  test('refuses one that is not there, one that is not offered, and a type that is another', async () => {
    const { ada } = await under(sections);
    expect(await ada.cases.create({ ...concern, service: 'magic' })()).toEqual(
      E.left({ type: 'ServiceUnknown', service: 'magic' }),
    );
    const phone = { ...concern, product: 'phone', service: 'express replacement' };
    const because = 'product is phone, not one of tv, laptop';
    expect(await ada.cases.create(phone)()).toEqual(
      E.left({ type: 'ServiceNotOffered', service: 'express replacement', because }),
    );
    expect(await ada.cases.create({ ...concern, service: 'advice', type: 'malfunction' })()).toEqual(
      E.left({ type: 'CaseTypeContradicted', caseType: 'malfunction', service: 'advice', expected: 'question' }),
    );
    expect(await ada.services.offeredTo({ fields: { teir: 'gold' } })()).toEqual(
      E.left({ type: 'FieldUnknown', field: 'teir' }),
    );
  });
});

describe('95: saved replies', () => {
  const templates = [
    template('tomorrow', 'message', 'We look into case {{number}} and are back tomorrow.'),
    template('serial number', 'message', 'What is the serial number of your {{product}}?', {
      when: { field: 'product', known: true },
    }),
  ];

  test('are offered filled where they are for the case, and the log keeps which one was sent', async () => {
    const acme = await under({ templates });
    const { ada } = acme;
    const { id, number } = await run(ada.cases.create({ channel: 'chat', customer: 'maria' }));
    const drafts = await run(ada.cases.drafts(id, 'message'));
    expect(drafts).toMatchObject([
      { template: 'tomorrow', text: `We look into case ${number} and are back tomorrow.` },
    ]);
    const body = drafts[0]?.text ?? '';
    await run(ada.cases.sendMessage(id, { channel: 'chat', body, template: 'tomorrow' }));
    expect((await told(acme, number)).at(-1)).toContain('from the template ‘tomorrow’ of rulebook 1');
    await run(ada.cases.revise(id, { product: 'tv' }));
    expect((await run(ada.cases.drafts(id, 'message'))).map(({ text }) => text)).toEqual([
      body,
      'What is the serial number of your tv?',
    ]);
  });

  test('refuses one that is no reply', async () => {
    const { ada } = await under({ templates: [template('found', 'finding', 'Tried:')] });
    const { id } = await run(ada.cases.create({ channel: 'chat', customer: 'maria' }));
    expect(await ada.cases.sendMessage(id, { channel: 'chat', body: 'Tried:', template: 'found' })()).toEqual(
      E.left({ type: 'TemplateUnknown', template: 'found', documents: 'message' }),
    );
  });
});
