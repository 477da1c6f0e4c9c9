import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { category, route } from '../testing/sections';

const { open, under, pass, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const chat = { channel: 'chat' } as const;

describe('10: complexity is part of the classification', () => {
  const sections = {
    categories: [category('technical', { complexity: 'medium' }), category('billing')],
    routing: [route('experts', { field: 'complexity', is: 'high' }), route('support')],
  };

  test('is what is usual in a category where nobody says otherwise, and rules go by it', async () => {
    const { ada, sql } = await under(sections);
    const usual = await run(ada.cases.create(chat));
    await run(ada.cases.categorize(usual.id, { category: 'technical' }));
    const hard = await run(ada.cases.create(chat));
    await run(ada.cases.categorize(hard.id, { category: 'technical', complexity: 'high' }));
    expect(await run(ada.queues.team('experts'))).toMatchObject([{ number: hard.number }]);
    const counted = 'select number, complexity from fact_case where tenant = $tenant order by number';
    expect(await sql(counted)).toEqual([
      { number: usual.number, complexity: 'medium' },
      { number: hard.number, complexity: 'high' },
    ]);
  });

  test('refuses a complexity that is none', async () => {
    const { ada } = await under(sections);
    const { id } = await run(ada.cases.create(chat));
    const typed = 'baffling' as 'high'; // as a form could send it
    expect(await ada.cases.categorize(id, { category: 'technical', complexity: typed })()).toMatchObject(
      E.left({ type: 'InvalidInput', faults: [expect.stringContaining('complexity: "baffling"')] }),
    );
  });
});

describe('11: a classification is reviewed and corrected', () => {
  const sections = {
    categories: [category('technical'), category('billing')],
    categoryReviews: [{ name: 'what is billed', when: { field: 'category', is: 'billing' } }],
  };

  test('waits for a second person, who corrects it and says why', async () => {
    const { ada, ben } = await under(sections);
    const { id, number } = await run(ada.cases.create(chat));
    await run(ada.cases.categorize(id, { category: 'billing' }));
    expect(await run(ben.queues.toReview())).toMatchObject([{ number, category: 'billing' }]);
    await run(ben.cases.reviewCategory(id, { category: 'technical', remark: 'The price is right, the lamp is not.' }));
    expect(await run(ben.queues.toReview())).toEqual([]);
    expect(await run(ada.queues.team(null))).toMatchObject([{ number, category: 'technical' }]);
    expect(await run(ada.history.timeline(number))).toContainEqual(
      expect.objectContaining({ who: 'ben (agent)', text: 'The price is right, the lamp is not.' }),
    );
  });

  test('refuses to let anybody review their own, and a correction without a word', async () => {
    const { ada, ben } = await under(sections);
    const { id } = await run(ada.cases.create(chat));
    await run(ada.cases.categorize(id, { category: 'billing' }));
    expect(await ada.cases.reviewCategory(id)()).toEqual(E.left({ type: 'OwnCategorization', agent: 'ada' }));
    expect(await ben.cases.reviewCategory(id, { category: 'technical' })()).toEqual(E.left({ type: 'RemarkMissing' }));
  });
});

describe('12: the taxonomy is audited by how it is used', () => {
  const sections = { categories: [category('technical'), category('billing'), category('other')] };

  test('shows what nobody uses, what is told apart wrongly, and what leads to the wrong team', async () => {
    const { ada } = await under(sections);
    for (const [first, then] of [
      ['billing', 'technical'],
      ['technical', 'billing'],
      ['billing', 'billing'],
    ] as const) {
      const { id } = await run(ada.cases.create(chat));
      await run(ada.cases.categorize(id, { category: first }));
      await run(ada.cases.route(id, { team: first }));
      await pass({ hours: 1 });
      await run(ada.cases.categorize(id, { category: then, reason: 'misclassified' }));
      await run(ada.cases.route(id, { team: then, reason: 'wrongTeam' }));
    }
    expect(await run(ada.analytics.taxonomy())).toMatchObject({
      categories: [
        { category: 'billing', cases: 3, movedAway: 1, movedHere: 1, rerouted: 2 },
        { category: 'technical', cases: 2, movedAway: 1, movedHere: 1, rerouted: 2 },
      ],
      unused: ['other'],
      relabelled: [
        { from: 'billing', to: 'technical', cases: 1 },
        { from: 'technical', to: 'billing', cases: 1 },
      ],
      overlapping: [{ categories: ['billing', 'technical'], cases: 2 }],
    });
  });

  test('refuses a span that begins at what is no instant', async () => {
    const { ada } = await under(sections);
    expect(await ada.analytics.taxonomy({ from: 'last year' })()).toMatchObject(
      E.left({ type: 'InvalidInput', faults: [expect.stringContaining('"last year"')] }),
    );
  });
});
