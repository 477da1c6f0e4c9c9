import { run } from '../run';
import { testDesks, type TestTenant } from '../testing/desks';
import { told, unsound } from '../testing/telling';

const { open, under, pass, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const day = 24 * 3_600_000;
const closing = {
  autoCloseAfter: 10 * day,
  autoCloseUnless: { field: 'category', is: 'complaint' },
  remindAfter: 5 * day,
  reopenWithin: null,
};

const resolved = async ({ ada }: TestTenant, category: string): Promise<{ id: string; number: string }> => {
  const { id, number } = await run(ada.cases.create({ channel: 'email', customer: 'maria' }));
  await run(ada.cases.categorize(id, { category }));
  await run(ada.cases.claim(id));
  await run(ada.cases.resolve(id, { code: 'replaced', notes: 'New one.' }));
  return { id, number };
};

describe('61: solved cases close by themselves, with reminders and exceptions', () => {
  const notifications = [
    { name: 'last call', on: ['ClosingReminded'], when: { all: [] }, to: ['customer'], through: 'mail' },
  ];

  test('reminds the customer once and then closes, at their instants', async () => {
    const acme = await under({ closing, notifications });
    const { number } = await resolved(acme, 'technical');
    await pass({ days: 6 });
    expect(await run(acme.ada.queues.undelivered())).toMatchObject([
      { number, about: 'ClosingReminded', recipient: 'customer', recipientId: 'maria' },
    ]);
    await pass({ days: 5 });
    expect((await told(acme, number)).slice(-3)).toEqual([
      expect.stringMatching(/was due to remind that the case closes at/),
      expect.stringMatching(/asked to tell the customer maria of ‘closing reminded’/),
      expect.stringMatching(/closed the case: nobody had objected in time/),
    ]);
  });

  test('stays open for whoever answers', async () => {
    const acme = await under({ closing, notifications });
    const { id, number } = await resolved(acme, 'technical');
    await run(acme.maria.cases.receiveMessage(id, { channel: 'email', body: 'It flickers.' }));
    await pass({ days: 20 });
    expect(await run(acme.ada.history.find(number))).toMatchObject({ status: 'Open' });
    expect(await run(acme.ada.queues.undelivered())).toEqual([]);
  });

  test('makes an exception of what the rulebook excepts, and says why', async () => {
    const acme = await under({ closing, notifications });
    const { number } = await resolved(acme, 'complaint');
    await pass({ days: 20 });
    expect(await run(acme.ada.history.find(number))).toMatchObject({ status: 'Resolved' });
    expect((await told(acme, number)).at(-1)).toMatch(/\(it does not close by itself since category is complaint\)/);
  });

  test('refuses a reminder that would come too late', async () => {
    const acme = await under();
    expect(await acme.publish({ closing: { ...closing, remindAfter: 10 * day } })()).toMatchObject(
      unsound('864000000 must be less than autoCloseAfter, 864000000'),
    );
    expect(await acme.publish({ closing: { ...closing, autoCloseAfter: null } })()).toMatchObject(
      unsound('no case closes by itself: there is nothing to remind of'),
    );
  });
});
