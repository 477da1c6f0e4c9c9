import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { calendar, category, field, serviceLevel } from '../testing/sections';
import { deadlines, hoursAfter, levels, told, unsound } from '../testing/telling';

const { open, under, pass, passToMonday, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const phone = { channel: 'phone' } as const;
const calendars = [calendar()];
const course = 'policy, outcome, hours_used::float as used';

describe('82: conditions start, pause, resume, stop, reset and cancel a clock', () => {
  const repair = serviceLevel('repair', 16, {
    when: { field: 'category', is: 'technical' },
    pausedBy: ['customer'],
    stopsWhen: { field: 'fields.delivered', is: true },
    cancelledWhen: { field: 'fields.covered', is: false },
  });
  const wash = serviceLevel('wash', 8, { when: { field: 'category', is: 'washing' }, counts: 'fromAttachment' });
  const sections = {
    calendars,
    fields: [field('delivered', { type: 'flag' }), field('covered', { type: 'flag' })],
    categories: [category('technical'), category('washing')],
    serviceLevels: [repair, wash],
  };

  test('starts by a category, stands still while the customer is waited for, and stops by a field', async () => {
    const acme = await under(sections);
    const { ada, maria } = acme;
    const monday = await passToMonday();
    const { id, number } = await run(ada.cases.create(phone));
    await run(ada.cases.claim(id));
    expect(await deadlines(acme)).toEqual([null]);
    await run(ada.cases.categorize(id, { category: 'technical' }));
    expect(await deadlines(acme)).toEqual([hoursAfter(monday, 24 + 8)]);
    await pass({ hours: 1 });
    await run(ada.cases.requestInformation(id, { channel: 'email', body: 'Is the lamp on?' }));
    expect(await deadlines(acme)).toEqual([null]);
    await pass({ hours: 3 });
    await run(maria.cases.receiveMessage(id, { channel: 'email', body: 'It is.' }));
    expect(await deadlines(acme)).toEqual([hoursAfter(monday, 48 + 3)]);
    await pass({ hours: 1 });
    await run(ada.cases.revise(id, { fields: { delivered: 'yes' } }));
    expect(await levels(acme, course)).toEqual([{ policy: 'repair', outcome: 'met', used: 2 }]);
    const clock = (await told(acme, number)).filter((line) => line.includes('service level'));
    expect(clock).toEqual([
      '10:00 paused the service level ‘repair’ with 1 h used',
      expect.stringContaining('13:00 resumed the service level ‘repair’, due '),
      '14:00 met the service level ‘repair’ with 2 h used',
    ]);
  });

  test('begins anew under another policy, and is taken back by a field', async () => {
    const acme = await under(sections);
    const { ada } = acme;
    const monday = await passToMonday();
    const { id } = await run(ada.cases.create(phone));
    await run(ada.cases.categorize(id, { category: 'technical' }));
    await pass({ hours: 2 });
    await run(ada.cases.categorize(id, { category: 'washing', reason: 'misclassified' }));
    expect(await deadlines(acme)).toEqual([hoursAfter(monday, 24 + 2)]);
    await pass({ hours: 1 });
    await run(ada.cases.categorize(id, { category: 'technical', reason: 'misclassified' }));
    expect(await deadlines(acme)).toEqual([hoursAfter(monday, 24 + 8)]);
    await run(ada.cases.revise(id, { fields: { covered: 'no' } }));
    expect(await levels(acme, course)).toEqual([
      { policy: 'repair', outcome: 'superseded', used: 2 },
      { policy: 'wash', outcome: 'superseded', used: 1 },
      { policy: 'repair', outcome: 'cancelled', used: 3 },
    ]);
  });

  test('refuses to publish a clock that stops wherever it starts', async () => {
    const { publish } = await under();
    const never = { ...repair, stopsWhen: repair['when'] };
    expect(await publish({ ...sections, serviceLevels: [never] })()).toMatchObject(
      unsound('holds wherever `when` does: it can never attach'),
    );
  });
});

describe('89: what runs is reckoned anew when the policy has changed', () => {
  const promise = (hours: number) => ({ calendars, serviceLevels: [serviceLevel('repair', hours)] });

  test('stays as it was promised until it is moved, on record, with what it has used', async () => {
    const acme = await under(promise(8));
    const { ada, publish } = acme;
    const monday = await passToMonday();
    const { id, number } = await run(ada.cases.create(phone));
    await pass({ hours: 2 });
    await run(publish(promise(4), 2));
    await run(ada.cases.categorize(id, { category: 'technical' }));
    expect(await deadlines(acme)).toEqual([hoursAfter(monday, 8)]);
    await run(ada.cases.migrateServiceLevels(id));
    expect(await deadlines(acme)).toEqual([hoursAfter(monday, 4)]);
    expect((await told(acme, number)).slice(-2)).toEqual([
      expect.stringMatching(/^11:00 ended the service level ‘repair’ with 2 h used: /),
      expect.stringMatching(/^11:00 started the SLA ‘repair’ on resolution of 4 h, due .* 13:00 UTC: /),
    ]);
    expect(await acme.sql('select rulebook, outcome from service_level where tenant = $tenant order by 1')).toEqual([
      { rulebook: 1, outcome: 'migrated' },
      { rulebook: 2, outcome: 'running' },
    ]);
  });

  test('refuses where there is no such case', async () => {
    const { ada } = await under(promise(8));
    expect(await ada.cases.migrateServiceLevels('no case')()).toEqual(E.left({ type: 'CaseUnknown' }));
  });
});
