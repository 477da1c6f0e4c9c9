import * as E from 'fp-ts/Either';
import { run } from '../run';
import { testDesks } from '../testing/desks';
import { told } from '../testing/telling';

const { open, under, pass, close } = testDesks();
beforeAll(open, 60_000);
afterAll(close);

const chat = { channel: 'chat' } as const;
const solved = { code: 'replaced', notes: 'A new one was sent.' };
const dark = { article: 'dark-screens', version: 3 };

describe('98: an article is proposed as the solution', () => {
  test('with its version; how often it was, and whether it held, is told of each, with the cases in which it is outdated', async () => {
    const desk = await under();
    const { ada, ben } = desk;
    const first = await run(ada.cases.create(chat));
    await run(ada.cases.claim(first.id));
    await run(ada.cases.useKnowledge(first.id, { ...dark, use: 'consulted' }));
    await run(ada.cases.useKnowledge(first.id, { ...dark, use: 'sent' }));
    await run(ada.cases.useKnowledge(first.id, { ...dark, use: 'solved' }));
    await run(ada.cases.resolve(first.id, solved));
    const second = await run(ben.cases.create(chat));
    await run(ben.cases.claim(second.id));
    await run(ben.cases.useKnowledge(second.id, { ...dark, use: 'outdated' }));
    await run(ben.cases.resolve(second.id, solved));
    expect((await told(desk, first.number)).slice(3, 6).map((line) => line.slice(6))).toEqual([
      'looked up the article ‘dark-screens’, version 3',
      'sent the customer the article ‘dark-screens’, version 3',
      'named as the solution the article ‘dark-screens’, version 3',
    ]);
    const used = { ...dark, consulted: 1, sent: 1, solved: 1, outdated: [second.number] };
    const before = await pass({ minutes: 1 });
    await pass({ minutes: 1 });
    await run(ada.cases.reopen(first.id, { reason: 'It is dark again.' }));
    expect(await run(ada.analytics.knowledge({}, { asOf: before }))).toEqual({
      resolved: 2,
      withArticle: 1,
      share: 0.5,
      articles: [{ ...used, reopened: 0 }],
      gaps: [],
    });
    expect(await run(ada.analytics.knowledge())).toMatchObject({ articles: [{ ...used, reopened: 1 }] });
    expect(
      await desk.sql(`select use, cycle, agent, until is null as holds from knowledge_use
                      where tenant = $tenant and use in ('solved', 'outdated') order by use`),
    ).toEqual([
      { use: 'outdated', cycle: 1, agent: 'ben', holds: true },
      { use: 'solved', cycle: 1, agent: 'ada', holds: false },
    ]);
  });

  test('refuses one as the solution of a case that nobody has worked on, and a version that is none', async () => {
    const { ada } = await under();
    const { id } = await run(ada.cases.create(chat));
    expect(await ada.cases.useKnowledge(id, { ...dark, use: 'solved' })()).toEqual(E.left({ type: 'CaseNotAccepted' }));
    expect(await ada.cases.useKnowledge(id, { ...dark, version: 0, use: 'sent' })()).toMatchObject(
      E.left({ type: 'InvalidInput', faults: [expect.stringContaining('version')] }),
    );
  });
});

describe('99: gaps of knowledge are found, and filled from cases', () => {
  test('by category, with the cases behind them, until an article is there or nobody will write one', async () => {
    const desk = await under();
    const { ada, ben } = desk;
    const first = await run(ada.cases.create(chat));
    await run(ada.cases.categorize(first.id, { category: 'technical' }));
    await run(ada.cases.reportKnowledgeGap(first.id, { topic: 'Cold screens', query: 'dark winter', gapId: 'cold' }));
    const second = await run(ada.cases.create(chat));
    await run(ada.cases.reportKnowledgeGap(second.id, { topic: 'Wet screens', gapId: 'wet' }));
    const before = await pass({ minutes: 1 });
    await pass({ minutes: 1 });
    await run(ben.cases.fillKnowledgeGap(first.id, { gapId: 'cold', article: 'cold-screens', version: 1 }));
    await run(ben.cases.declineKnowledgeGap(second.id, { gapId: 'wet', reason: 'It says so in the manual.' }));
    const [technical, others] = [
      { category: 'technical', cases: [first.number] },
      { category: null, cases: [second.number] },
    ];
    expect((await run(ada.analytics.knowledge({}, { asOf: before }))).gaps).toEqual([
      { ...technical, open: 1, filled: 0, declined: 0 },
      { ...others, open: 1, filled: 0, declined: 0 },
    ]);
    expect((await run(ada.analytics.knowledge())).gaps).toEqual([
      { ...technical, open: 0, filled: 1, declined: 0 },
      { ...others, open: 0, filled: 0, declined: 1 },
    ]);
    const lines = (await run(ada.history.timeline(first.number))).slice(-2);
    expect(lines.map(({ who, what, text }) => `${who} ${what}: ${text}`)).toEqual([
      'ada (agent) missed an article: Cold screens\ndark winter',
      'ben (agent) filled the gap with the article ‘cold-screens’, version 1: null',
    ]);
  });

  test('refuses a gap about nothing, and to fill one that there is not or that is closed', async () => {
    const { ada } = await under();
    const { id } = await run(ada.cases.create(chat));
    expect(await ada.cases.reportKnowledgeGap(id, { topic: ' ' })()).toEqual(E.left({ type: 'TopicMissing' }));
    const fill = { gapId: 'cold', article: 'cold-screens', version: 1 };
    expect(await ada.cases.fillKnowledgeGap(id, fill)()).toEqual(E.left({ type: 'GapUnknown', gapId: 'cold' }));
    await run(ada.cases.reportKnowledgeGap(id, { topic: 'Cold screens', gapId: 'cold' }));
    await run(ada.cases.declineKnowledgeGap(id, { gapId: 'cold', reason: 'Too seldom.' }));
    expect(await ada.cases.fillKnowledgeGap(id, fill)()).toEqual(E.left({ type: 'GapClosed', gapId: 'cold' }));
  });
});
