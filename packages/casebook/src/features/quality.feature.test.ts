import * as E from 'fp-ts/Either';
import { agent } from '../actors';
import type { Desk } from '../desk';
import { run } from '../run';
import { testDesks, type TestTenant } from '../testing/desks';
import { criterion, scorecard } from '../testing/sections';
import { told, unsound } from '../testing/telling';

const { open, under, pass, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const criteria = [criterion('tone', 40, { failsBelow: 2 }), criterion('answer', 60)];
const scored = { scorecards: [scorecard('handling', criteria)] };
const solved = { code: 'replaced', notes: 'A new one was sent.' };
const minutes = 60_000;

/** A case that an agent has solved, and that its customer has closed. */
const closedBy = async ({ maria }: TestTenant, { cases }: Desk, category = 'technical') => {
  const created = await run(maria.cases.create({ channel: 'chat', customer: 'maria' }));
  await run(cases.categorize(created.id, { category, complexity: 'high' }));
  await run(cases.claim(created.id));
  await run(cases.resolve(created.id, solved));
  await run(maria.cases.acceptResolution(created.id, { channel: 'chat' }));
  return created;
};

const cleoOf = ({ as }: TestTenant): Desk => as(agent('cleo'));

describe('102: closed cases are reviewed and scored', () => {
  test('by chance that can be drawn again, by somebody else, criterion by criterion', async () => {
    const desk = await under(scored);
    const { ada, ben } = desk;
    const { id, number } = await closedBy(desk, ada);
    expect(await run(ben.queues.toScore())).toMatchObject([
      { number, wants: 'review', scorecard: 'handling', agent: 'ada', because: expect.stringContaining('was drawn') },
    ]);
    await run(ben.cases.reviewQuality(id, { scores: { tone: 5, answer: 3 }, remarks: 'One step was left out.' }));
    expect(await run(ben.queues.toScore())).toEqual([]);
    expect((await told(desk, number)).slice(-2).map((line) => line.slice(6))).toEqual([
      expect.stringMatching(/^asked for a review of the work of ada by the scorecard ‘handling’: it holds .*was drawn/),
      'reviewed the work of ada by ‘handling’ with 76 %, not passed',
    ]);
    const points = 'select criterion, score, percent::float8, short from quality_score where tenant = $tenant';
    expect(await desk.sql(`${points} order by place`)).toEqual([
      { criterion: 'tone', score: 5, percent: 100, short: false },
      { criterion: 'answer', score: 3, percent: 60, short: true },
    ]);
    expect((await run(ada.history.decisions(number))).filter(({ same }) => !same)).toEqual([]);
  });

  test('and an appeal of the agent is decided by a third, whose review takes the place of the first', async () => {
    const desk = await under(scored);
    const { ada, ben } = desk;
    const { id, number } = await closedBy(desk, ada);
    await run(ben.cases.reviewQuality(id, { reviewId: 'first', scores: { tone: 1, answer: 5 } }));
    const before = await pass({ hours: 1 });
    await pass({ hours: 1 });
    await run(ada.cases.appealReview(id, { reviewId: 'first', reason: 'I was asked to be brief.' }));
    expect(await run(ben.queues.toScore())).toMatchObject([
      { number, wants: 'appeal', reviewId: 'first', reviewer: 'ben', because: 'I was asked to be brief.' },
    ]);
    await run(
      cleoOf(desk).cases.reviewQuality(id, {
        scores: { tone: 4, answer: 5 },
        remarks: 'So it says in the notes.',
        replaces: { reviewId: 'first', reason: 'appeal' },
      }),
    );
    const of = { scorecard: 'handling', agent: 'ada', team: null, reviews: 1 };
    expect(await run(ben.analytics.quality())).toEqual([
      {
        ...of,
        mean: 92,
        passed: 1,
        passedShare: 100,
        appealed: 1,
        granted: 1,
        criteria: [
          { criterion: 'tone', reviews: 1, mean: 80, short: 0 },
          { criterion: 'answer', reviews: 1, mean: 100, short: 0 },
        ],
      },
    ]);
    expect(await run(ben.analytics.quality({}, { asOf: before }))).toMatchObject([
      { ...of, mean: 68, passed: 0, passedShare: 0, appealed: 0, granted: 0 },
    ]);
  });

  test('refuses a review of one’s own work, of what is not closed, with scores that do not fit, or a second one', async () => {
    const desk = await under(scored);
    const { ada, ben } = desk;
    const { id } = await closedBy(desk, ada);
    const full = { scores: { tone: 5, answer: 5 } };
    expect(await ada.cases.reviewQuality(id, full)()).toEqual(E.left({ type: 'OwnWork', agent: 'ada' }));
    expect(await ben.cases.reviewQuality(id, { scores: { tone: 5 } })()).toEqual(
      E.left({ type: 'CriterionMissing', criterion: 'answer' }),
    );
    expect(await ben.cases.reviewQuality(id, { scores: { tone: 6, answer: 5 } })()).toEqual(
      E.left({ type: 'ScoreOutOfRange', criterion: 'tone', max: 5 }),
    );
    await run(ben.cases.reviewQuality(id, { ...full, reviewId: 'first' }));
    expect(await cleoOf(desk).cases.reviewQuality(id, full)()).toEqual(
      E.left({ type: 'ReviewStands', reviewId: 'first' }),
    );
    expect(await ben.cases.appealReview(id, { reviewId: 'first', reason: 'Too good.' })()).toEqual(
      E.left({ type: 'NotTheirReview', agent: 'ben', credited: 'ada' }),
    );
    const { id: other } = await run(ada.cases.create({ channel: 'chat' }));
    expect(await ben.cases.reviewQuality(other, full)()).toEqual(E.left({ type: 'CaseNotClosed', status: 'New' }));
  });

  test('refuses to publish a scorecard whose weights are not a whole', async () => {
    const { publish } = await under();
    const half = { scorecards: [scorecard('handling', [criterion('tone', 50)])] };
    expect(await publish(half)()).toMatchObject(unsound('the weights add up to 50, not to 100'));
  });
});

describe('103: a report on a case is approved and published', () => {
  test('once somebody else than its author approves it; the customer reads what is for them', async () => {
    const desk = await under();
    const { ada, ben, maria } = desk;
    const { id, number } = await closedBy(desk, ada);
    const text = { rootCause: 'A bad series of panels.', prevention: 'The series was called back.' };
    await run(ada.cases.draftReport(id, { ...text, audience: 'customer', reviewId: 'report' }));
    await pass({ minutes: 1 });
    await run(ada.cases.draftReport(id, { ...text, rootCause: 'We bought cheap.' }));
    expect(await run(maria.history.reports(number))).toEqual([]);
    const before = await pass({ hours: 1 });
    await pass({ hours: 1 });
    await run(ben.cases.publishReport(id, { reviewId: 'report' }));
    const published = { state: 'published', writtenBy: 'ada', approvedBy: 'ben', ...text };
    expect(await run(maria.history.reports(number))).toMatchObject([published]);
    expect(await run(ben.history.reports(number))).toMatchObject([published, { state: 'draft', audience: 'internal' }]);
    expect(await run(maria.history.reports(number, { asOf: before }))).toEqual([]);
    expect((await told(desk, number)).at(-1)).toMatch(/published the report on the case for the customer, which ben/);
  });

  test('refuses that its author approves it, that what was written anew is published, and a report on an open case', async () => {
    const desk = await under();
    const { ada, ben } = desk;
    const { id } = await closedBy(desk, ada);
    const text = { rootCause: 'A bad series of panels.', prevention: 'The series was called back.' };
    await run(ada.cases.draftReport(id, { ...text, reviewId: 'first' }));
    expect(await ada.cases.publishReport(id, { reviewId: 'first' })()).toEqual(
      E.left({ type: 'SelfApproval', agent: 'ada' }),
    );
    await run(ada.cases.draftReport(id, { ...text, reviewId: 'second' }));
    expect(await ben.cases.publishReport(id, { reviewId: 'first' })()).toEqual(
      E.left({ type: 'ReviewReplaced', reviewId: 'first', by: 'second' }),
    );
    const { id: other } = await run(ada.cases.create({ channel: 'chat' }));
    expect(await ada.cases.draftReport(other, text)()).toEqual(E.left({ type: 'CaseNotClosed', status: 'New' }));
  });
});

describe('104: cases show who should be trained in what', () => {
  test('by criteria that fall short, reopenings and effort above the usual, with the cases behind each', async () => {
    const desk = await under(scored);
    const { ada, ben } = desk;
    const hers = [await closedBy(desk, ada), await closedBy(desk, ada)];
    const his = await closedBy(desk, ben);
    const billing = await closedBy(desk, ben, 'billing');
    const [first, second] = hers;
    if (first === undefined || second === undefined) throw new Error('there are two');
    const score = (id: string, tone: number) =>
      run(cleoOf(desk).cases.reviewQuality(id, { scores: { tone, answer: 5 } }));
    await score(first.id, 3);
    await score(second.id, 5);
    await score(his.id, 5);
    await score(billing.id, 3);
    await run(ada.cases.logEffort(first.id, { activity: 'talk', duration: 10 * minutes }));
    await run(ada.cases.logEffort(second.id, { activity: 'talk', duration: 50 * minutes }));
    await run(ben.cases.logEffort(his.id, { activity: 'talk', duration: 15 * minutes }));
    const before = await pass({ hours: 1 });
    await pass({ hours: 1 });
    await run(ada.cases.reopen(second.id, { reason: 'It broke again.' }));
    const kind = { agent: 'ada', category: 'technical', complexity: 'high', of: 2 };
    const criterionShort = {
      ...kind,
      sign: 'criterion',
      criterion: 'tone',
      figure: 50,
      usual: 33.333333,
      cases: [first.number],
    };
    const slow = {
      ...kind,
      sign: 'effort',
      criterion: null,
      figure: 30 * minutes,
      usual: 25 * minutes,
      cases: [second.number],
    };
    expect(await run(ada.analytics.training({}, { asOf: before }))).toEqual([criterionShort, slow]);
    expect(await run(ada.analytics.training())).toEqual([
      criterionShort,
      slow,
      { ...kind, sign: 'reopened', criterion: null, figure: 50, usual: 33.333333, cases: [second.number] },
    ]);
  });

  test('refuses a span that is none', async () => {
    const { ada } = await under(scored);
    expect(await ada.analytics.training({ from: 'yesterday' })()).toMatchObject(E.left({ type: 'InvalidInput' }));
  });
});
