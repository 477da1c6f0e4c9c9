import * as E from 'fp-ts/Either';
import { plainRulebook } from '@casebook/domain';
import { textOf } from '@casebook/vocabulary';
import { agent } from '../actors';
import { run } from '../run';
import { openTestCasebook, type TestCasebook } from '../testing';

let casebook: TestCasebook;
const desk = (tenant: string) => casebook.as({ tenant, actor: agent('ada') });

beforeAll(async () => {
  const shop = { name: textOf('shop'), holds: { type: 'choice', choices: ['Lyon', 'Graz'].map(textOf) } } as const;
  const serial = { name: textOf('serial'), holds: { type: 'text' } } as const;
  const name = { name: textOf('name'), holds: { type: 'text' } } as const;
  casebook = await openTestCasebook({
    rulebooks: [
      {
        ...plainRulebook,
        version: 1,
        fields: [
          { ...shop, personal: false },
          { ...serial, personal: false },
          { ...name, personal: true },
        ],
      },
    ],
  });
}, 60_000);
afterAll(() => casebook.close());

describe('27: duplicates and similar cases are found', () => {
  const dark = {
    channel: 'chat',
    customer: 'grace',
    product: 'phone',
    subject: 'Screen stays dark',
    fields: { serial: 'A-1', shop: 'Lyon', name: 'Grace' },
  } as const;

  test('are shown before a case is created, the most alike first, with the reasons', async () => {
    const ada = desk('intake');
    const { number } = await run(ada.cases.create(dark));
    await run(ada.cases.create({ channel: 'email', customer: 'heidi', product: 'phone', fields: { shop: 'Lyon' } }));
    // #region similar
    const asked = { customer: 'grace', product: 'phone', subject: 'The screen is dark' };
    const similar = await run(ada.queues.similar(asked));
    // #endregion
    expect(similar).toMatchObject([
      {
        number,
        status: 'New',
        score: 78,
        reasons: [
          { factor: 'customer', matched: 'grace', points: 35 },
          { factor: 'subject', matched: 'dark screen', points: 28 },
          { factor: 'product', matched: 'phone', points: 15 },
        ],
      },
    ]);
  });

  test('need no name of a customer: a serial number is enough, a shop is not, nor is what is personal', async () => {
    const ada = desk('serial');
    const { number } = await run(ada.cases.create(dark));
    expect(await run(ada.queues.similar({ fields: { serial: 'A-1' } }))).toMatchObject([{ number }]);
    expect(await run(ada.queues.similar({ fields: { shop: 'Lyon' } }))).toEqual([]);
    expect(await run(ada.queues.similar({ fields: { name: 'Grace' } }))).toEqual([]);
  });

  test('are shown for a case that is there, and are not the case itself', async () => {
    const ada = desk('later');
    const first = await run(ada.cases.create(dark));
    const second = await run(ada.cases.create({ ...dark, channel: 'phone' }));
    expect(await run(ada.queues.similar({ to: second.id }))).toMatchObject([{ number: first.number, score: 125 }]);
    expect(await run(ada.queues.similar({ to: second.id, customer: 'heidi', limit: 1 }))).toMatchObject([
      { number: first.number, score: 90 },
    ]);
  });

  test('are those that were open at the instant of the question', async () => {
    const ada = desk('time');
    const { id, number } = await run(ada.cases.create(dark));
    const before = casebook.clock.now();
    casebook.clock.advance({ hours: 1 });
    await run(ada.cases.cancel(id, { reason: 'withdrawn' }));
    expect(await run(ada.queues.similar({ customer: 'grace' }))).toEqual([]);
    expect(await run(ada.queues.similar({ customer: 'grace' }, { asOf: before }))).toMatchObject([{ number }]);
    expect(await run(ada.queues.similar({ customer: 'grace' }, { asKnown: before }))).toMatchObject([{ number }]);
  });

  test('are not found by words that have been erased', async () => {
    const ada = desk('erased');
    const words = { subject: 'Screen stays dark' };
    await run(ada.cases.create({ channel: 'chat', customer: 'grace', ...words }));
    expect(await run(ada.queues.similar(words))).toHaveLength(1);
    await run(ada.privacy.erase('grace', { reason: 'GDPR article 17' }));
    expect(await run(ada.queues.similar(words))).toEqual([]);
  });

  test('refuses a case that is not there, and what cannot be asked', async () => {
    const ada = desk('refused');
    expect(await ada.queues.similar({ to: 'nobody' })()).toEqual(E.left({ type: 'CaseUnknown' }));
    expect(await ada.queues.similar({ customer: '', limit: 0 })()).toEqual(
      E.left({
        type: 'InvalidInput',
        faults: ['customer: "" must be CustomerId', 'limit: 0 must be a whole number from 1 to 100'],
      }),
    );
  });
});
