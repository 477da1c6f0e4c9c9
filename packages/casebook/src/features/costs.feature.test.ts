import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { told } from '../testing/telling';

const { open, under, pass, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const chat = { channel: 'chat' } as const;
const quarter = 15 * 60_000;
const rated = {
  rates: [
    {
      name: 'experts',
      when: { field: 'category', is: 'technical' },
      activity: 'research',
      perHour: { amount: 12_000, currency: 'EUR' },
    },
    { name: 'others', when: { all: [] }, activity: null, perHour: { amount: 6_000, currency: 'EUR' } },
  ],
};

describe('105: time spent is recorded, approved and priced', () => {
  test('by the rate for the work and the case, and approved by somebody else', async () => {
    const desk = await under(rated);
    const { ada, ben } = desk;
    const { id, number } = await run(ada.cases.create(chat));
    await run(ada.cases.categorize(id, { category: 'technical' }));
    await run(ada.cases.logEffort(id, { activity: 'research', duration: quarter, entryId: 'r' }));
    await run(ada.cases.logEffort(id, { activity: 'talk', duration: quarter, billable: false, entryId: 't' }));
    await run(ben.cases.approveEntry(id, { entryId: 'r' }));
    expect((await told(desk, number)).slice(-3).map((line) => line.slice(6))).toEqual([
      'booked 15 min of research by ada for 3000 EUR (smallest unit): category is technical',
      'booked 15 min of talk by ada that nobody is billed for',
      'booked that ben approves the entry r',
    ]);
    expect(
      await desk.sql('select what, amount, approved_by from cost_entry where tenant = $tenant order by entry_id'),
    ).toEqual([
      { what: 'research', amount: 3_000, approved_by: 'ben' },
      { what: 'talk', amount: null, approved_by: null },
    ]);
  });

  test('refuses that somebody approves their own, or what is void', async () => {
    const { ada, ben } = await under(rated);
    const { id } = await run(ada.cases.create(chat));
    await run(ada.cases.logEffort(id, { activity: 'talk', duration: quarter, entryId: 't' }));
    expect(await ada.cases.approveEntry(id, { entryId: 't' })()).toEqual(E.left({ type: 'OwnEntry', agent: 'ada' }));
    await run(ada.cases.voidEntry(id, { entryId: 't', reason: 'It was another case.' }));
    expect(await ben.cases.approveEntry(id, { entryId: 't' })()).toEqual(E.left({ type: 'EntryIsVoid', entryId: 't' }));
  });
});

describe('106: the cost of a case', () => {
  test('is its work and what was paid, by currency, without what was void by then', async () => {
    const desk = await under(rated);
    const { ada, ben } = desk;
    const { id, number } = await run(ada.cases.create(chat));
    await run(ada.cases.logEffort(id, { activity: 'talk', duration: 2 * quarter, entryId: 't' }));
    await run(ada.cases.recordCost(id, { kind: 'spare part', cost: { amount: 4_990, currency: 'EUR' }, entryId: 'p' }));
    await run(ada.cases.recordCost(id, { kind: 'shipping', cost: { amount: 700, currency: 'GBP' } }));
    await run(ben.cases.approveEntry(id, { entryId: 'p' }));
    const before = await pass({ hours: 1 });
    await pass({ hours: 1 });
    await run(ada.cases.voidEntry(id, { entryId: 't', reason: 'It was another case.' }));
    const nothing = { effort: 0, billable: 0, work: 0, approved: 0 };
    const pounds = { ...nothing, currency: 'GBP', costs: 700, total: 700 };
    expect(await run(ada.analytics.cost(number))).toEqual([
      { ...nothing, currency: 'EUR', costs: 4_990, total: 4_990, approved: 4_990 },
      pounds,
    ]);
    const spent = 2 * quarter;
    expect(await run(ada.analytics.cost(number, { asOf: before }))).toEqual([
      { currency: 'EUR', effort: spent, billable: spent, work: 3_000, costs: 4_990, total: 7_990, approved: 4_990 },
      pounds,
    ]);
  });

  test('refuses an amount that is none, and time that is none', async () => {
    const { ada } = await under(rated);
    const { id } = await run(ada.cases.create(chat));
    expect(await ada.cases.recordCost(id, { kind: 'part', cost: { amount: 9.5, currency: 'EUR' } })()).toMatchObject(
      E.left({ type: 'InvalidInput', faults: [expect.stringContaining('cost.amount')] }),
    );
    expect(await ada.cases.logEffort(id, { activity: 'talk', duration: -1 })()).toMatchObject(
      E.left({ type: 'InvalidInput', faults: [expect.stringContaining('duration')] }),
    );
  });
});
