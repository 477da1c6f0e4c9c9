import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { calendar, caseType, category, field, required, route, serviceLevel } from '../testing/sections';

const { open, under, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

describe('6: a type of case brings data and a course of its own', () => {
  const sections = {
    fields: [field('serial'), field('invoice')],
    caseTypes: [
      caseType('malfunction', { requiredFields: [required('serial')], defaultCategory: 'technical' }),
      caseType('wrong invoice', { requiredFields: [required('invoice')], oneTouch: true }),
    ],
    routing: [
      route('workshop', { field: 'caseType', is: 'malfunction' }),
      route('accounts', { field: 'caseType', is: 'wrong invoice' }),
    ],
    calendars: [calendar()],
    serviceLevels: [serviceLevel('repaired in a day', 8, { when: { field: 'caseType', is: 'malfunction' } })],
  };
  const malfunction = { type: 'malfunction', channel: 'phone', fields: { serial: 'R7-1138' } } as const;
  const invoice = { type: 'wrong invoice', channel: 'email', fields: { invoice: '2026-17' } } as const;

  test('gives each to its department, with its category and its deadline, by its own course', async () => {
    const { ada } = await under(sections);
    const broken = await run(ada.cases.create(malfunction));
    const billed = await run(ada.cases.create(invoice));
    expect(await run(ada.queues.team('workshop'))).toMatchObject([
      { number: broken.number, category: 'technical', deadline: '2026-01-05T17:00:00.000Z' },
    ]);
    expect(await run(ada.queues.team('accounts'))).toMatchObject([
      { number: billed.number, category: null, deadline: null },
    ]);
    await run(ada.cases.resolve(billed.id, { code: 'corrected', notes: 'At first touch.' }));
    expect(await run(ada.queues.team('accounts'))).toEqual([]);
  });

  test('refuses a case without what its type asks for, and the course of another type', async () => {
    const { ada } = await under(sections);
    expect(await ada.cases.create({ ...malfunction, fields: { invoice: '2026-17' } })()).toMatchObject(
      E.left({ type: 'FieldMissing', field: 'serial', caseType: 'malfunction' }),
    );
    const { id } = await run(ada.cases.create(malfunction));
    expect(await ada.cases.resolve(id, { code: 'repaired', notes: 'At first touch.' })()).toEqual(
      E.left({ type: 'CaseNotAccepted' }),
    );
  });
});

describe('7: a case has a type', () => {
  const sections = { caseTypes: [caseType('inquiry'), caseType('complaint')] };

  test('is found with it, and counted by it', async () => {
    const { ada, sql } = await under(sections);
    const { number } = await run(ada.cases.create({ type: 'complaint', channel: 'email' }));
    await run(ada.cases.create({ type: 'inquiry', channel: 'chat' }));
    await run(ada.cases.create({ type: 'inquiry', channel: 'chat' }));
    expect(await run(ada.history.find(number))).toMatchObject({ caseType: 'complaint' });
    const counted = await sql(
      'select case_type, count(*)::int as cases from fact_case where tenant = $tenant group by 1 order by 1',
    );
    expect(counted).toEqual([
      { case_type: 'complaint', cases: 1 },
      { case_type: 'inquiry', cases: 2 },
    ]);
  });

  test('refuses a type that the rulebook does not have', async () => {
    const { ada } = await under(sections);
    expect(await ada.cases.create({ type: 'request', channel: 'chat' })()).toEqual(
      E.left({ type: 'CaseTypeUnknown', caseType: 'request' }),
    );
  });
});

describe('8: categories have subcategories', () => {
  const sections = {
    categories: ['technical', 'technical/display', 'billing'].map((path) => category(path)),
    routing: [route('workshop', { field: 'category', is: 'technical' })],
  };

  test('counts a subcategory as what it lies in, and tells when a case was moved to another', async () => {
    const { ada } = await under(sections);
    const { id, number } = await run(ada.cases.create({ channel: 'chat' }));
    await run(ada.cases.categorize(id, { category: 'billing' }));
    expect(await run(ada.queues.team('workshop'))).toEqual([]);
    await run(ada.cases.categorize(id, { category: 'technical/display', reason: 'misclassified' }));
    expect(await run(ada.queues.team('workshop'))).toMatchObject([{ number, category: 'technical/display' }]);
    expect((await run(ada.history.timeline(number))).slice(1, 4)).toMatchObject([
      { what: 'categorized the case as billing' },
      { what: 'changed the category from billing to technical/display', why: 'it had been misclassified' },
      { what: 'routed the case to workshop', why: 'category is technical/display' },
    ]);
  });

  test('refuses a category that is not in the taxonomy', async () => {
    const { ada } = await under(sections);
    const { id } = await run(ada.cases.create({ channel: 'chat' }));
    expect(await ada.cases.categorize(id, { category: 'technical/lamp' })()).toEqual(
      E.left({ type: 'CategoryUnknown', category: 'technical/lamp' }),
    );
  });
});

describe('9: priority has levels', () => {
  test('has four, from critical to low, and the queue is in their order', async () => {
    const { ada } = await under();
    for (const priority of [3, 1, 4, 2] as const) {
      const { id } = await run(ada.cases.create({ channel: 'chat' }));
      await run(ada.cases.prioritize(id, { priority, reason: 'As agreed.' }));
    }
    const queue = await run(ada.queues.team(null));
    expect(queue.map(({ priority }) => priority)).toEqual([1, 2, 3, 4]);
    const told = await Promise.all(queue.map(({ number }) => run(ada.history.timeline(number))));
    expect(told.map((timeline) => timeline[1]?.what)).toEqual([
      'set the priority to 1 (critical)',
      'set the priority to 2 (high)',
      'set the priority to 3 (normal)',
      'set the priority to 4 (low)',
    ]);
  });

  test('refuses a level that is none', async () => {
    const { ada } = await under();
    const { id } = await run(ada.cases.create({ channel: 'chat' }));
    const typed = 5 as 4; // as a form could send it
    expect(await ada.cases.prioritize(id, { priority: typed, reason: 'Not at all urgent.' })()).toMatchObject(
      E.left({ type: 'InvalidInput', faults: [expect.stringContaining('priority: 5')] }),
    );
  });
});

describe('16: a case names the product and the device that it is about', () => {
  const sections = {
    fields: [field('serial'), field('order')],
    caseTypes: [caseType('malfunction', { requiredFields: [required('serial')] })],
    routing: [route('readers', { field: 'product', is: 'Reader 7' }), route('others')],
  };
  const broken = { type: 'malfunction', channel: 'phone', customer: 'maria' } as const;

  test('goes by its product, and a customer’s history and the figures show what it was about', async () => {
    const { ada, sql } = await under(sections);
    const fields = { serial: 'R7-1138', order: '2025-11' };
    const { number } = await run(ada.cases.create({ ...broken, product: 'Reader 7', fields }));
    await run(ada.cases.create({ ...broken, product: 'Lamp 2', fields: { serial: 'L2-77' } }));
    expect(await run(ada.queues.team('readers'))).toMatchObject([{ number }]);
    const { cases } = await run(ada.history.customer('maria'));
    expect(cases.map(({ product }) => product).sort()).toEqual(['Lamp 2', 'Reader 7']);
    expect((await run(ada.history.events(number)))[0]?.event).toMatchObject({ product: 'Reader 7', fields });
    const counted = await sql(
      'select product, count(*)::int as cases from fact_case where tenant = $tenant group by 1 order by 1',
    );
    expect(counted).toEqual([
      { product: 'Lamp 2', cases: 1 },
      { product: 'Reader 7', cases: 1 },
    ]);
  });

  test('refuses a malfunction that does not say of which device', async () => {
    const { ada } = await under(sections);
    expect(await ada.cases.create({ ...broken, product: 'Reader 7' })()).toMatchObject(
      E.left({ type: 'FieldMissing', field: 'serial', caseType: 'malfunction' }),
    );
  });
});

describe('28: custom fields', () => {
  const sections = {
    fields: [
      field('serial'),
      field('devices', { type: 'number' }),
      field('insured', { type: 'flag' }),
      field('region', { type: 'choice', choices: ['north', 'south'] }),
      field('telephone', { type: 'text' }, { personal: true }),
    ],
    routing: [
      route('fleet', {
        all: [
          { field: 'fields.devices', atLeast: 10 },
          { field: 'fields.insured', is: true },
        ],
      }),
      route('southern', { field: 'fields.region', is: 'south' }),
    ],
  };

  test('are text, numbers, flags and choices that rules read, and can be said otherwise later', async () => {
    const { ada } = await under(sections);
    const fields = { serial: 'R7-1138', devices: '12', insured: 'yes', region: 'south', telephone: '030 1234' };
    const { id, number } = await run(ada.cases.create({ channel: 'chat', customer: 'maria', fields }));
    expect(await run(ada.queues.team('fleet'))).toMatchObject([{ number }]);
    await run(ada.cases.revise(id, { fields: { devices: '2', serial: '' }, reason: 'Counted again.' }));
    expect(await run(ada.queues.team('southern'))).toMatchObject([{ number, transfers: 1 }]);
    expect(await run(ada.history.timeline(number))).toContainEqual(
      expect.objectContaining({ what: 'revised the details: devices is 2, serial cleared', why: 'Counted again.' }),
    );
  });

  test('refuses a field that the rulebook does not have, and a value that the field cannot hold', async () => {
    const { ada } = await under(sections);
    const create = (fields: { readonly [name: string]: string }) => ada.cases.create({ channel: 'chat', fields })();
    expect(await create({ colour: 'red' })).toEqual(E.left({ type: 'FieldUnknown', field: 'colour' }));
    expect(await create({ devices: 'a dozen' })).toEqual(
      E.left({ type: 'FieldInvalid', field: 'devices', must: 'be a number' }),
    );
    expect(await create({ region: 'west' })).toEqual(
      E.left({ type: 'FieldInvalid', field: 'region', must: 'be one of north, south' }),
    );
  });
});
