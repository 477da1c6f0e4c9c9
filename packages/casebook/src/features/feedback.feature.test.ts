import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks, type TestTenant } from '../testing/desks';
import { told } from '../testing/telling';

const { open, under, pass, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const solved = { code: 'replaced', notes: 'A new one was sent.' };
const asking = {
  surveys: [{ name: 'all of them', when: { all: [] }, kind: 'CSAT', after: 'closure', openFor: 7 * 24 * 3_600_000 }],
};
const surveyId = 'survey-1';

/** A case of a customer that an agent has solved, and that the customer has closed. */
const closedBy = async ({ maria }: TestTenant, { cases }: TestTenant['ada']) => {
  const created = await run(maria.cases.create({ channel: 'chat', customer: 'maria' }));
  await run(cases.claim(created.id));
  await run(cases.resolve(created.id, solved));
  await run(maria.cases.acceptResolution(created.id, { channel: 'chat' }));
  return created;
};

describe('100: customers are asked how satisfied they are', () => {
  test('once in each cycle, after the case is closed; the agent who had it gets the answer', async () => {
    const desk = await under(asking);
    const { ada, maria } = desk;
    const { id, number } = await closedBy(desk, ada);
    expect((await told(desk, number)).at(-1)).toMatch(/ asked the customer how satisfied they are with ada: /);
    await run(maria.cases.answerSurvey(id, { surveyId, score: 5, remark: 'Quick and friendly.' }));
    await run(ada.cases.reopen(id, { reason: 'It broke again.' }));
    await run(ada.cases.resolve(id, solved));
    await run(maria.cases.close(id));
    expect(
      await desk.sql('select cycle, kind, credited, score from survey where tenant = $tenant order by cycle'),
    ).toEqual([
      { cycle: 1, kind: 'CSAT', credited: 'ada', score: 5 },
      { cycle: 2, kind: 'CSAT', credited: 'ada', score: null },
    ]);
  });

  test('refuses a second answer, one that is no score, and one that comes too late', async () => {
    const desk = await under(asking);
    const { ada, maria } = desk;
    const { id } = await closedBy(desk, ada);
    expect(await maria.cases.answerSurvey(id, { surveyId, score: 6 })()).toEqual(
      E.left({ type: 'ScoreImpossible', kind: 'CSAT', from: 1, to: 5 }),
    );
    await run(maria.cases.answerSurvey(id, { surveyId, score: 4 }));
    expect(await maria.cases.answerSurvey(id, { surveyId, score: 1 })()).toEqual(
      E.left({ type: 'SurveyOver', surveyId, because: 'answered' }),
    );
    const { id: other } = await closedBy(desk, ada);
    await pass({ hours: 7 * 24 });
    expect(await maria.cases.answerSurvey(other, { surveyId, score: 4 })()).toEqual(
      E.left({ type: 'SurveyOver', surveyId, because: 'expired' }),
    );
  });
});

describe('110: score of satisfaction', () => {
  test('is the share of 4 and 5, with how many were asked and answered, by agent, also as of a past instant', async () => {
    const desk = await under(asking);
    const { ada, ben, maria } = desk;
    const asked = [await closedBy(desk, ada), await closedBy(desk, ada), await closedBy(desk, ben)];
    const [first, second, third] = asked.map(({ id }) => id);
    await run(maria.cases.answerSurvey(first ?? '', { surveyId, score: 5 }));
    const before = await pass({ hours: 1 });
    await pass({ hours: 1 });
    await run(maria.cases.answerSurvey(second ?? '', { surveyId, score: 2 }));
    await run(maria.cases.answerSurvey(third ?? '', { surveyId, score: 4 }));
    const of = { kind: 'CSAT', responseRate: 100 } as const;
    expect(await run(ada.analytics.satisfaction())).toEqual([
      { ...of, agent: 'ada', offered: 2, answered: 2, mean: 3.5, score: 50 },
      { ...of, agent: 'ben', offered: 1, answered: 1, mean: 4, score: 100 },
    ]);
    expect(await run(ada.analytics.satisfaction({}, { asOf: before }))).toEqual([
      { ...of, agent: 'ada', offered: 2, answered: 1, responseRate: 50, mean: 5, score: 100 },
      { ...of, agent: 'ben', offered: 1, answered: 0, responseRate: 0, mean: null, score: null },
    ]);
  });

  test('refuses a span that is none', async () => {
    const { ada } = await under(asking);
    expect(await ada.analytics.satisfaction({ from: 'yesterday' })()).toMatchObject(E.left({ type: 'InvalidInput' }));
  });
});
