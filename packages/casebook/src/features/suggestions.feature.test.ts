import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { languageAssessor, similarCaseAssessor, wordsAssessor, type Assessor } from '@casebook/casebook';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { field } from '../testing/sections';
import { told } from '../testing/telling';

// #region assessor
/** Takes a message with an exclamation mark for an angry one. */
const shouting: Assessor = {
  name: 'shouting',
  version: '1',
  within: 2_000,
  assess: ({ messages }) => {
    const latest = messages.filter(({ by }) => by === 'customer').at(-1);
    return TE.right(
      latest?.text.includes('!') === true
        ? [{ kind: 'sentiment', value: 'negative', confidence: 0.7, about: latest.messageId }]
        : [],
    );
  },
};
// #endregion

const { open, under, pass, close } = testDesks({
  // #region open
  assessors: [similarCaseAssessor(), wordsAssessor(), languageAssessor(), shouting],
  // #endregion
});
beforeAll(open, 60_000);
afterAll(close);

const chat = { channel: 'chat' } as const;
const dark = { ...chat, customer: 'grace', product: 'phone', subject: 'Screen stays dark' } as const;

describe('26: the language of a message is detected', () => {
  test('is suggested of what the case was opened with, then of the latest message, and says by what', async () => {
    const desk = await under();
    const { ada, maria } = desk;
    const { id, number } = await run(ada.cases.create({ ...chat, subject: 'Der Bildschirm bleibt dunkel' }));
    await run(ada.cases.assess(id));
    await run(
      maria.cases.receiveMessage(id, { ...chat, body: 'My screen stays dark, please help.', messageId: 'm-1' }),
    );
    await run(ada.cases.assess(id));
    expect(await run(ada.cases.suggestions(id))).toMatchObject([
      { kind: 'language', value: 'en', assessor: { name: 'tinyld', version: '1.3.4' }, about: 'm-1' },
    ]);
    expect(await told(desk, number)).toEqual([
      expect.stringMatching(/opened case/),
      expect.stringMatching(/suggested the language de, 100 % sure \(tinyld@1.3.4\)$/),
      expect.stringMatching(/wrote by chat$/),
      expect.stringMatching(/suggested the language en of message m-1, \d+ % sure \(tinyld@1.3.4\)$/),
    ]);
  });

  test('refuses a language that is none, and a message that is not there', async () => {
    const { ada } = await under();
    const { id } = await run(ada.cases.create(chat));
    const said = {
      kind: 'language',
      value: 'English',
      confidence: 1,
      assessor: { name: 'ada', version: '1' },
    } as const;
    expect(await ada.cases.recordAssessment(id, said)()).toEqual(
      E.left({
        type: 'AssessmentImpossible',
        kind: 'language',
        value: 'English',
        must: 'be the tag of a language, such as en or pt-BR',
      }),
    );
    expect(await ada.cases.recordAssessment(id, { ...said, value: 'en', about: 'm-9' })()).toEqual(
      E.left({ type: 'MessageUnknown', messageId: 'm-9' }),
    );
  });
});

describe('27: open cases that are similar, at intake and later', () => {
  const sections = {
    fields: [
      field('serial'),
      field('shop', { type: 'choice', choices: ['Lyon', 'Graz'] }),
      field('name', { type: 'text' }, { personal: true }),
    ],
  };
  const fields = { serial: 'A-1', shop: 'Lyon', name: 'Grace' };

  test('are shown before a case is created, the most alike first, with the reasons', async () => {
    const { ada } = await under(sections);
    const { number } = await run(ada.cases.create({ ...dark, fields }));
    await run(ada.cases.create({ ...chat, customer: 'heidi', product: 'phone', fields: { shop: 'Lyon' } }));
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
    const { ada } = await under(sections);
    const { number } = await run(ada.cases.create({ ...dark, fields }));
    expect(await run(ada.queues.similar({ fields: { serial: 'A-1' } }))).toMatchObject([{ number }]);
    expect(await run(ada.queues.similar({ fields: { shop: 'Lyon' } }))).toEqual([]);
    expect(await run(ada.queues.similar({ fields: { name: 'Grace' } }))).toEqual([]);
  });

  test('are shown for a case that is there, and are not the case itself', async () => {
    const { ada } = await under(sections);
    const first = await run(ada.cases.create({ ...dark, fields }));
    const second = await run(ada.cases.create({ ...dark, fields, channel: 'phone' }));
    expect(await run(ada.queues.similar({ to: second.id }))).toMatchObject([{ number: first.number, score: 125 }]);
    expect(await run(ada.queues.similar({ to: second.id, customer: 'heidi', limit: 1 }))).toMatchObject([
      { number: first.number, score: 90 },
    ]);
  });

  test('are those that were open at the instant of the question', async () => {
    const { ada } = await under();
    const { id, number } = await run(ada.cases.create(dark));
    const before = await pass({ minutes: 1 });
    await pass({ hours: 1 });
    await run(ada.cases.cancel(id, { reason: 'withdrawn' }));
    expect(await run(ada.queues.similar({ customer: 'grace' }))).toEqual([]);
    expect(await run(ada.queues.similar({ customer: 'grace' }, { asOf: before }))).toMatchObject([{ number }]);
    expect(await run(ada.queues.similar({ customer: 'grace' }, { asKnown: before }))).toMatchObject([{ number }]);
  });

  test('are not found by words that have been erased', async () => {
    const { ada } = await under();
    const words = { subject: 'Screen stays dark' };
    await run(ada.cases.create({ ...chat, customer: 'grace', ...words }));
    expect(await run(ada.queues.similar(words))).toHaveLength(1);
    await run(ada.privacy.erase('grace', { reason: 'GDPR article 17' }));
    expect(await run(ada.queues.similar(words))).toEqual([]);
  });

  test('are suggested as what a later case is a duplicate of, and the other way round they are not', async () => {
    const { ada } = await under();
    const first = await run(ada.cases.create(dark));
    await pass({ minutes: 5 });
    const second = await run(ada.cases.create({ ...dark, channel: 'phone' }));
    await run(ada.cases.assess(first.id));
    await run(ada.cases.assess(second.id));
    const duplicates = async (id: string) =>
      (await run(ada.cases.suggestions(id))).filter(({ kind }) => kind === 'duplicate');
    expect(await duplicates(first.id)).toEqual([]);
    expect(await duplicates(second.id)).toMatchObject([{ value: first.number, confidence: 0.59 }]);
  });

  test('refuses a case that is not there, and what cannot be asked', async () => {
    const { ada } = await under();
    expect(await ada.queues.similar({ to: 'nobody' })()).toEqual(E.left({ type: 'CaseUnknown' }));
    expect(await ada.queues.similar({ customer: '', limit: 0 })()).toEqual(
      E.left({
        type: 'InvalidInput',
        faults: ['customer: "" must be CustomerId', 'limit: 0 must be a whole number from 1 to 100'],
      }),
    );
    const { id, number } = await run(ada.cases.create(chat));
    const assessor = { name: 'ada', version: '1' };
    expect(
      await ada.cases.recordAssessment(id, { kind: 'duplicate', value: number, confidence: 1, assessor })(),
    ).toMatchObject(E.left({ type: 'AssessmentImpossible', must: 'be another case' }));
  });
});

describe('101: sentiment', () => {
  test('is suggested of a message, hurries nothing by itself, and is counted by who said so', async () => {
    const { ada, maria, sql } = await under();
    const { id, number } = await run(ada.cases.create(dark));
    await run(maria.cases.receiveMessage(id, { ...chat, body: 'Still dark!', messageId: 'm-1' }));
    const before = await run(ada.history.find(number));
    await run(ada.cases.assess(id));
    expect(await run(ada.history.find(number))).toEqual(before);
    expect(
      await sql(
        "select value, confidence, assessor, version, about from assessment where kind = 'sentiment' and tenant = $tenant",
      ),
    ).toEqual([{ value: 'negative', confidence: 70, assessor: 'shouting', version: '1', about: 'm-1' }]);
  });

  test('refuses a sentiment that is none, and to be surer than sure', async () => {
    const { ada } = await under();
    const { id } = await run(ada.cases.create(chat));
    const said = {
      kind: 'sentiment',
      value: 'furious',
      confidence: 1,
      assessor: { name: 'ada', version: '1' },
    } as const;
    expect(await ada.cases.recordAssessment(id, said)()).toMatchObject(
      E.left({ type: 'AssessmentImpossible', must: 'be one of negative, neutral, positive' }),
    );
    expect(await ada.cases.recordAssessment(id, { ...said, confidence: 1.5 })()).toEqual(
      E.left({ type: 'InvalidInput', faults: ['confidence: 1.5 must be a number from 0 to 1'] }),
    );
  });
});
