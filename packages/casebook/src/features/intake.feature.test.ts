import * as E from 'fp-ts/Either';
import { agent, customer, decodeRulebook, plainRulebook, run } from '@casebook/casebook';
import { openTestCasebook, type TestCasebook } from '@casebook/casebook/testing';

const document = {
  ...plainRulebook,
  version: 1,
  effectiveFrom: '2026-01-01T00:00:00.000Z',
  fields: [
    { name: 'serial', holds: { type: 'text' }, personal: false },
    { name: 'tier', holds: { type: 'choice', choices: ['standard', 'gold'] }, personal: false },
    { name: 'cause', holds: { type: 'text' }, personal: false },
    { name: 'handover', holds: { type: 'text' }, personal: false },
    { name: 'callback', holds: { type: 'text' }, personal: true },
  ],
  caseTypes: [
    {
      name: 'malfunction',
      requiredFields: [
        { field: 'serial', stage: 'intake', when: { field: 'channel', is: 'portal' } },
        { field: 'callback', stage: 'assignment', when: { field: 'fields.tier', is: 'gold' } },
        { field: 'cause', stage: 'resolution', when: { all: [] } },
      ],
      defaultCategory: null,
      oneTouch: false,
    },
    { name: 'question', requiredFields: [], defaultCategory: null, oneTouch: true },
  ],
  services: [
    {
      name: 'express replacement',
      description: 'A new device comes by courier.',
      caseType: 'malfunction',
      products: ['tv', 'laptop'],
      offeredWhen: { field: 'fields.tier', is: 'gold' },
      defaults: { fields: { handover: 'courier' }, category: 'technical/display' },
      related: ['advice'],
    },
    {
      name: 'advice',
      description: 'Somebody who knows the products answers.',
      caseType: 'question',
      products: [],
      offeredWhen: { not: { field: 'channel', is: 'portal' } },
      defaults: { fields: {}, category: null },
      related: [],
    },
  ],
};

const rulebook = () => {
  const decoded = decodeRulebook(document);
  if (E.isLeft(decoded)) throw new Error(decoded.left.faults.join('\n'));
  return decoded.right;
};

let casebook: TestCasebook;
const deskOf = (tenant: string) => casebook.as({ tenant, actor: agent('ada') });

beforeAll(async () => {
  casebook = await openTestCasebook({ rulebooks: [rulebook()] });
});

afterAll(() => casebook.close());

describe('14: required fields, by type, stage and transition', () => {
  const malfunction = { type: 'malfunction', channel: 'chat', customer: 'maria' } as const;

  test('are filled step by step, and the case is found at the stage that they let it come to', async () => {
    const desk = deskOf('required');
    const { id, number } = await run(desk.cases.create({ ...malfunction, fields: { tier: 'gold' } }));
    await run(desk.cases.revise(id, { fields: { callback: '+49 30 555 0123' } }));
    await run(desk.cases.claim(id));
    await run(desk.cases.revise(id, { fields: { cause: 'loose connector' } }));
    await run(desk.cases.resolve(id, { code: 'repaired', notes: 'Connector fixed.' }));

    const { rows } = await run(
      casebook.sql(
        `select v.stage from stage_interval v join fact_case f using (tenant, stream)
         where tenant = 'required' and f.number = '${number}' and v.until is null`,
      ),
    );
    expect(rows).toEqual([{ stage: 'resolution' }]);
  });

  test('refuses the step for which one is missing, and says which, of which type, and from which stage on', async () => {
    const desk = deskOf('missing');
    const missing = (field: string, stage: string) =>
      E.left({ type: 'FieldMissing', field, caseType: 'malfunction', stage });
    const grace = casebook.as({ tenant: 'missing', actor: customer('grace') });
    expect(await grace.cases.create({ ...malfunction, channel: 'portal' })()).toEqual(missing('serial', 'intake'));

    const { id, number } = await run(desk.cases.create({ ...malfunction, fields: { tier: 'gold' } }));
    expect(await desk.cases.claim(id)()).toEqual(missing('callback', 'assignment'));
    await run(desk.cases.revise(id, { fields: { callback: '+49 30 555 0123' } }));
    await run(desk.cases.claim(id));
    expect(await desk.cases.revise(id, { fields: { callback: '' } })()).toEqual(missing('callback', 'assignment'));
    expect(await desk.cases.resolve(id, { code: 'repaired', notes: 'Fixed.' })()).toEqual(
      missing('cause', 'resolution'),
    );
    expect(await run(desk.history.find(number))).toMatchObject({ status: 'Open' });
  });

  test('counts a personal field as filled also when it has been erased', async () => {
    const desk = deskOf('erased');
    const fields = { tier: 'gold', callback: '+49 30 555 0123' };
    const { id } = await run(desk.cases.create({ ...malfunction, fields }));
    await run(desk.privacy.erase('maria', { reason: 'GDPR article 17' }));
    expect((await run(desk.cases.claim(id))).events.map(({ type }) => type)).toEqual([
      'CaseAssigned',
      'AssignmentAccepted',
    ]);
  });
});

describe('15: service definitions: products, services and case types, who is offered them, defaults', () => {
  const concern = { product: 'tv', channel: 'chat', fields: { tier: 'gold' } } as const;

  test('are offered with the reason, and the case that comes of one is found by it', async () => {
    const desk = deskOf('services');
    const { offered, notOffered } = await run(desk.services.offeredTo({ ...concern, fields: { tier: 'standard' } }));
    expect(offered.map(({ name, because }) => [name, because])).toEqual([['advice', 'channel is chat, not portal']]);
    expect(notOffered).toEqual([{ name: 'express replacement', because: 'fields.tier is standard, not gold' }]);
    expect((await run(desk.services.offeredTo(concern))).offered[0]).toEqual({
      name: 'express replacement',
      description: 'A new device comes by courier.',
      caseType: 'malfunction',
      defaults: { fields: { handover: 'courier' }, category: 'technical/display' },
      related: ['advice'],
      because: 'product is tv and fields.tier is gold',
    });

    const { number } = await run(desk.cases.create({ ...concern, service: 'express replacement' }));
    const [entry] = await run(desk.queues.team(null));
    expect(entry).toMatchObject({
      number,
      service: 'express replacement',
      caseType: 'malfunction',
      category: 'technical/display',
    });
    const { rows } = await run(
      casebook.sql(
        `select service, case_type, count(*) as cases from fact_case where tenant = 'services' group by 1, 2`,
      ),
    );
    expect(rows).toEqual([{ service: 'express replacement', case_type: 'malfunction', cases: 1 }]);
    const [opened] = await run(desk.history.timeline(number));
    expect(opened?.what).toContain('as malfunction for the service express replacement');
  });

  test('refuses a service that is not there, one that is not offered, and a type that is another', async () => {
    const { cases, services } = deskOf('unoffered');
    expect(await cases.create({ ...concern, service: 'magic' })()).toEqual(
      E.left({ type: 'ServiceUnknown', service: 'magic' }),
    );
    const phone = { ...concern, product: 'phone', service: 'express replacement' };
    expect(await cases.create(phone)()).toEqual(
      E.left({
        type: 'ServiceNotOffered',
        service: 'express replacement',
        because: 'product is phone, not one of tv, laptop',
      }),
    );
    expect(await cases.create({ ...concern, service: 'advice', type: 'malfunction' })()).toEqual(
      E.left({ type: 'CaseTypeContradicted', caseType: 'malfunction', service: 'advice', expected: 'question' }),
    );
    expect(await services.offeredTo({ fields: { teir: 'gold' } })()).toEqual(
      E.left({ type: 'FieldUnknown', field: 'teir' }),
    );
  });
});
