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
