import * as E from 'fp-ts/Either';
import { agent, type Desk } from '@casebook/casebook';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { route } from '../testing/sections';
import { told } from '../testing/telling';

const { open, under, pass, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const chat = { channel: 'chat' } as const;
const category = (path: string, complexity: string | null = null) => ({
  path,
  criteria: null,
  examples: [],
  complexity,
});

describe('10: how complex a case is', () => {
  const sections = {
    categories: [category('display', 'low'), category('battery', 'high')],
    routing: [route('workshop', { field: 'complexity', is: 'high' }), route('desk')],
  };

  test('comes from its category unless somebody says otherwise, routes it, and is in lists and figures', async () => {
    const { ada, sql } = await under(sections);
    const [usual, rated] = [await run(ada.cases.create(chat)), await run(ada.cases.create(chat))];
    await run(ada.cases.categorize(usual.id, { category: 'display' }));
    await run(ada.cases.categorize(rated.id, { category: 'display', complexity: 'high' }));
    expect(await run(ada.queues.team('workshop'))).toMatchObject([{ number: rated.number, complexity: 'high' }]);
    expect(await run(ada.queues.team('desk'))).toMatchObject([{ number: usual.number, complexity: 'low' }]);
    expect(await sql('select number, complexity from fact_case where tenant = $tenant order by number')).toEqual([
      { number: usual.number, complexity: 'low' },
      { number: rated.number, complexity: 'high' },
    ]);
  });

  test('refuses a complexity that is none', async () => {
    const { ada } = await under(sections);
    const { id } = await run(ada.cases.create(chat));
    const hard = { category: 'display', complexity: 'hard' } as unknown as Parameters<Desk['cases']['categorize']>[1];
    expect(await ada.cases.categorize(id, hard)()).toMatchObject(
      E.left({ type: 'InvalidInput', faults: [expect.stringContaining('low, medium or high')] }),
    );
  });
});

describe('11: a categorization is proposed, looked over and corrected', () => {
  const sections = {
    categories: [category('display'), category('complaint', 'high')],
    categoryReviews: [{ name: 'hard ones', when: { field: 'complexity', is: 'high' } }],
  };

  test('by somebody else, who says why; the list of reviews and the timeline tell it', async () => {
    const desk = await under(sections);
    const { ada, ben } = desk;
    const { id, number } = await run(ada.cases.create(chat));
    await run(ada.cases.categorize(id, { category: 'complaint' }));
    expect(await run(ben.queues.toReview())).toMatchObject([{ number, category: 'complaint' }]);
    await pass({ hours: 1 });
    await run(
      ben.cases.reviewCategory(id, { category: 'display', complexity: 'low', remark: 'The screen is broken.' }),
    );
    expect(await run(ben.queues.toReview())).toEqual([]);
    expect((await told(desk, number)).map((line) => line.slice(6))).toEqual([
      `opened case ${number} by chat`,
      'categorized the case as complaint (high complexity)',
      'asked for a second look at the category complaint: complexity is high',
      'found in review that the case is display (low complexity)',
      'changed the category from complaint to display (low complexity): a review found so',
    ]);
    expect(
      await desk.sql(
        'select n, category, agent, review, reviewer, hours from categorization where tenant = $tenant order by n',
      ),
    ).toEqual([
      { n: 1, category: 'complaint', agent: 'ada', review: 'corrected', reviewer: 'ben', hours: 1 },
      { n: 2, category: 'display', agent: 'ben', review: null, reviewer: null, hours: null },
    ]);
  });

  test('refuses a second look by whoever was the first', async () => {
    const { ada, ben } = await under(sections);
    const { id } = await run(ada.cases.create(chat));
    await run(ada.cases.categorize(id, { category: 'complaint' }));
    expect(await ada.cases.reviewCategory(id)()).toMatchObject(E.left({ type: 'OwnCategorization', agent: 'ada' }));
    expect(await ben.cases.reviewCategory(id, { category: 'display' })()).toMatchObject(
      E.left({ type: 'RemarkMissing' }),
    );
  });
});

describe('12: the taxonomy is held against how it is used', () => {
  const sections = { categories: ['display', 'battery', 'sound'].map((path) => category(path)) };

  test('shows what is unused, what is told apart wrongly, and what a review of the rulebook found', async () => {
    const { ada, ben, as } = await under(sections);
    const [one, two] = [await run(ada.cases.create(chat)), await run(ada.cases.create(chat))];
    const move = (id: string, to: string) => run(ben.cases.categorize(id, { category: to, reason: 'misclassified' }));
    await run(ada.cases.categorize(one.id, { category: 'display' }));
    await run(ada.cases.categorize(two.id, { category: 'battery' }));
    await move(one.id, 'battery');
    await move(two.id, 'display');
    expect(await run(as(agent('grace')).analytics.taxonomy())).toMatchObject({
      categories: [
        { category: 'battery', known: true, cases: 2, movedAway: 1, movedHere: 1, reviewed: 0, rerouted: 0 },
        { category: 'display', known: true, cases: 2, movedAway: 1, movedHere: 1, reviewed: 0, rerouted: 0 },
      ],
      unused: ['sound'],
      overlapping: [{ categories: ['battery', 'display'], cases: 2 }],
    });
    await run(ada.rulebook.review(1, { outcome: 'toRevise', findings: ['Nothing is put into sound.'] }));
    expect(await run(ada.rulebook.versions())).toMatchObject([
      { version: 1, reviews: [{ outcome: 'toRevise', findings: ['Nothing is put into sound.'] }] },
    ]);
  });

  test('refuses a span that has no instants, and a review that found nothing to revise', async () => {
    const { ada } = await under(sections);
    expect(await ada.analytics.taxonomy({ from: 'March' })()).toMatchObject(E.left({ type: 'InvalidInput' }));
    expect(await ada.rulebook.review(1, { outcome: 'toRevise' })()).toMatchObject(E.left({ type: 'FindingsMissing' }));
  });
});
